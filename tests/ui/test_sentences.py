"""The sentences made by rule: singular and plural, zero, missing values, and the hour of Lima."""

from datetime import date

import pandas as pd
import pytest

from follow_up.metrics import Compliance, Judgement
from follow_up.settings import Windows
from follow_up.vocabulary import DeadlineBucket, DeadlineState, LightReason, Standing
from ui import sentences

NONE = float("nan")
NO_REPORT, PENDING, GOING, FAILED, DONE, VERIFIED, VOID = Standing


def judged(counts: dict[Standing, int], *, overdue: int = 0, without: int = 0) -> str:
    standing = {member: counts.get(member, 0) for member in Standing}
    open_ = sum(standing[member] for member in (NO_REPORT, PENDING, GOING))
    total = sum(standing.values())
    return sentences.judgement(Judgement(total, total, standing, overdue, without, open_))


@pytest.mark.parametrize(
    ("counts", "overdue", "without", "said"),
    [
        ({}, 0, 0, "Todavía no hay acuerdos registrados."),
        ({NO_REPORT: 9}, 0, 9, "De 9 acuerdos: ninguno cumplido, 9 sin reporte; ninguno tiene plazo fijado."),
        ({NO_REPORT: 1}, 0, 0, "De 1 acuerdo: ninguno cumplido, 1 sin reporte; ninguno vencido."),
        ({VOID: 3}, 0, 0, "De 3 acuerdos: ninguno cumplido, 3 sin efecto; ninguno sigue abierto."),
        ({DONE: 1}, 0, 0, "De 1 acuerdo: 1 cumplido (0 verificados); ninguno sigue abierto."),
        ({DONE: 1, VERIFIED: 1}, 0, 0, "De 2 acuerdos: 2 cumplidos (1 verificado); ninguno sigue abierto."),
        (
            {GOING: 1, PENDING: 1, FAILED: 1}, 1, 1,
            "De 3 acuerdos: ninguno cumplido, 1 en proceso, 1 pendiente, 1 no cumplido; 1 vencido y 1 sin plazo.",
        ),
        (
            {GOING: 4, PENDING: 2, FAILED: 2, VERIFIED: 2, VOID: 2}, 3, 0,
            "De 12 acuerdos: 2 cumplidos (2 verificados), 4 en proceso, 2 pendientes, 2 no cumplidos, 2 sin efecto; 3 vencidos.",
        ),
        ({GOING: 3}, 0, 2, "De 3 acuerdos: ninguno cumplido, 3 en proceso; ninguno vencido y 2 sin plazo."),
        ({GOING: 2, DONE: 1}, 0, 2, "De 3 acuerdos: 1 cumplido (0 verificados), 2 en proceso; ninguno de los abiertos tiene plazo fijado."),
    ],
)  # fmt: skip
def test_the_first_sentence_says_how_many_of_how_many(counts: dict[Standing, int], overdue: int, without: int, said: str) -> None:
    assert judged(counts, overdue=overdue, without=without) == said


@pytest.mark.parametrize(("days", "said"), [(NONE, "nunca"), (0, "hoy"), (1.0, "hace 1 día"), (31, "hace 31 días")])
def test_how_long_ago_is_said_in_days(days: float, said: str) -> None:
    assert sentences.days_ago(days) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(NONE, "—"), (-3, "vencido hace 3 días"), (-1.0, "vencido hace 1 día"), (0, "vence hoy"), (1, "vence en 1 día"), (12, "vence en 12 días")],
)
def test_what_falls_due_today_is_not_overdue_in_words_either(days: float, said: str) -> None:
    assert sentences.days_to(days) == said


@pytest.mark.parametrize(
    ("kind", "due", "days", "state", "said"),
    [
        ("none", pd.NaT, NONE, "no_deadline", "Sin plazo"),
        ("permanent", pd.NaT, NONE, "permanent", "Permanente"),
        ("next_session", pd.NaT, NONE, "on_time", "Siguiente sesión (sin fecha en el calendario)"),
        ("next_session", pd.Timestamp(2026, 4, 30), 41, "on_time", "Siguiente sesión: 30/04/2026 · vence en 41 días"),
        ("date", pd.Timestamp(2026, 3, 19), -1, "overdue", "19/03/2026 · vencido hace 1 día"),
        ("date", pd.Timestamp(2026, 3, 20), 0, "due_soon", "20/03/2026 · vence hoy"),
        ("date", pd.Timestamp(2026, 3, 19), -1, "closed", "19/03/2026"),
    ],
)
def test_a_deadline_is_told_with_its_date_and_what_is_left(kind: str, due: object, days: float, state: str, said: str) -> None:
    assert sentences.deadline(kind, due, days, state) == said


@pytest.mark.parametrize(
    ("number", "original", "said"),
    [
        (0, pd.NaT, ""),
        (1, pd.Timestamp(2026, 4, 30), "Prorrogado 1 vez; plazo original 30/04/2026"),
        (2, pd.Timestamp(2026, 4, 30), "Prorrogado 2 veces; plazo original 30/04/2026"),
    ],
)
def test_extensions_are_counted_and_the_first_date_is_kept(number: int, original: object, said: str) -> None:
    assert sentences.extensions(number, original) == said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("status", "in_progress", "En proceso"),
        ("status", "MPMN: fulfilled", "MPMN: Cumplido"),
        ("status", "Ilo: puerto: fulfilled", "Ilo: puerto: Cumplido"),
        ("progress", "40", "40 %"),
        ("progress", "MPMN: 40", "MPMN: 40 %"),
        ("deadline", "2026-04-30", "30/04/2026"),
        ("deadline", "next_session", "Siguiente sesión"),
        ("deadline", "permanent", "Permanente"),
        ("verified", "2026-03-20", "20/03/2026"),
        ("reported_on", "2026-03-09", "09/03/2026"),
        ("actions", "Oficio: 40", "Oficio: 40"),
        ("actions", "pending", "pending"),
        ("created", "2026-O1 2026-02-25", "2026-O1 2026-02-25"),
        ("deadline", None, "—"),
        ("status", NONE, "—"),
    ],
)  # fmt: skip
def test_the_log_is_told_in_words(field: str, value: object, said: str) -> None:
    assert sentences.logged(field, value) == said


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("2026-03-20 15:30", "20/03/2026 10:30"),
        ("2026-03-21 00:05", "20/03/2026 19:05"),
        ("2026-03-21 04:59", "20/03/2026 23:59"),
        ("2026-01-01 05:00", "01/01/2026 00:00"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_lima(recorded: str, said: str) -> None:
    assert sentences.moment(pd.Timestamp(recorded)) == said


@pytest.mark.parametrize(("live", "done", "said"), [
    (29, 28, "28 cumplidos (1 verificado)"), (30, 15, "15 cumplidos (50 % de 30; 1 verificado)"),
    (300, 299, "299 cumplidos (99 % de 300; 1 verificado)"), (300, 300, "300 cumplidos (100 % de 300; 1 verificado)"),
])  # fmt: skip
def test_a_percentage_is_said_from_thirty_on_and_never_below(live: int, done: int, said: str) -> None:
    standing = dict.fromkeys(Standing, 0) | {
        Standing.VERIFIED: 1, Standing.FULFILLED: done - 1, Standing.PENDING: live - done, Standing.VOID: 2,
    }  # fmt: skip
    figures = Judgement(total=live + 2, assignments=live + 2, standing=standing, overdue=0, without_deadline=0, open=live - done)
    assert said in sentences.judgement(figures)


def test_nothing_to_comply_with_is_said_in_words() -> None:
    assert sentences.compliance(Compliance(0, 0, 0, 2)) == "Nada que cumplir"
    assert sentences.compliance(Compliance(12, 8, 39, 1)) == "12 de 39"


def test_the_reason_of_an_agreement_names_who_gave_it_unless_all_did() -> None:
    row = {"reason": LightReason.STALE_REPORT.value, "days": 5.0, "reason_days": 40.0, "silent_days": 2.0}
    assert sentences.reason(pd.Series({**row, "reason_of": "PNP, DREMO"}), who=True) == "Último reporte hace 40 días (PNP, DREMO)"
    assert sentences.reason(pd.Series({**row, "reason_of": ""}), who=True) == "Último reporte hace 40 días"
    assert sentences.reason(pd.Series(row), who=False) == "Último reporte hace 2 días"


def test_the_bucket_before_the_session_names_its_day_or_the_window() -> None:
    named = sentences.bucket_labels(date(2026, 4, 7), Windows())
    window = sentences.bucket_labels(None, Windows(due_soon=10))
    assert named[DeadlineBucket.BEFORE_NEXT_SESSION] == "Hasta la sesión del 07/04/2026"
    assert window[DeadlineBucket.BEFORE_NEXT_SESSION] == "En 10 días o en la próxima sesión"
    assert list(named) == list(window) == list(DeadlineBucket)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 4, 25), "sin próxima sesión en el calendario; el plazo de dos meses (art. 32) vence el 25/04/2026"),
        (date(2026, 4, 26), "sin próxima sesión en el calendario; el plazo de dos meses (art. 32) venció el 25/04/2026"),
    ],
)
def test_a_calendar_without_next_session_says_until_when_it_had_to_meet(today: date, said: str) -> None:
    assert sentences.call_for_session(date(2026, 2, 25), date(2026, 4, 25), today) == said
    assert sentences.call_for_session(None, None, today) == "no hay sesiones en el calendario"


def test_silence_is_counted_from_the_last_report_or_from_being_asked() -> None:
    assert sentences.silent_for(pd.NaT, 23.0) == "nunca reportó (23 días)"
    assert sentences.silent_for(pd.Timestamp(2026, 3, 19), 1.0) == "hace 1 día"
    assert sentences.freshness(None, date(2026, 3, 20)) == "ninguna institución ha reportado todavía"
    assert sentences.freshness(pd.Timestamp(2026, 3, 18), date(2026, 3, 20)) == "último reporte 18/03/2026 (hace 2 días)"


def test_states_are_counted_with_their_zeros() -> None:
    assert sentences.states_counted({DeadlineState.OVERDUE: 2, DeadlineState.PERMANENT: 0}) == "Vencido: 2 · Permanente: 0"
    assert sentences.chosen_states(("overdue", "no_deadline")) == "Vencido, Sin plazo"


def test_what_a_chart_leaves_out_is_said() -> None:
    assert sentences.worst_of("Por institución", shown=8, total=8) == "Por institución"
    assert sentences.worst_of("Por institución", shown=8, total=16) == "Por institución: las 8 más atrasadas"
    assert "20 plazos más próximos de 31" in sentences.timeline_note(shown=20, total=31)
    assert "más próximos" not in sentences.timeline_note(shown=20, total=20)


def test_parts_and_members_are_counted_with_their_nouns() -> None:
    assert sentences.parts_done(pd.Series({"done": 1, "total": 3})) == "Cumplieron 1 de 3 instituciones"
    assert sentences.parts_done(pd.Series({"done": 0, "total": 1})) == "Cumplieron 0 de 1 institución"
    assert sentences.parts_done(pd.Series({"done": 0, "total": 0})) == "Dejado sin efecto"
    silent = pd.Series({"institution_code": "CEM", "members_silent": "MPMN, MPI", "members_done": 1, "members_total": 3})
    assert sentences.members_told(silent) == "1 de 3 miembros cumplió; 2 no han respondido: MPMN, MPI"
    town_halls = silent.replace({"CEM": "GOBIERNOS-LOCALES", "MPMN, MPI": ""}).replace(1, 3).replace(3, 20)
    assert sentences.members_told(town_halls) == "20 de 20 municipalidades cumplieron; no falta ninguna respuesta"


def test_evidence_is_told_by_its_document_and_who_issued_it() -> None:
    row = pd.Series({"document_type": "Oficio", "document_number": "012-2026", "issued_on": pd.Timestamp(2026, 3, 10), "issuer": "DREMO"})
    assert sentences.evidence(row) == "Oficio 012-2026 (10/03/2026), DREMO"
    assert sentences.evidence(pd.Series({**row, "issuer": ""})) == "Oficio 012-2026 (10/03/2026)"
    assert sentences.evidence(pd.Series({**row, "document_number": NONE})) == "Sin medio de verificación"
