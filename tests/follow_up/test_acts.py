"""What may be recorded and why a draft is refused, before anything is written."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from follow_up.acts import (
    MAX_LINK,
    MAX_TEXT,
    DeadlineDraft,
    EvidenceDraft,
    PrivacyDoubt,
    ProgressDraft,
    Refusal,
    VoidDraft,
    check_deadline,
    check_evidence,
    check_progress,
    check_void,
    is_web_link,
    privacy_doubts,
)
from follow_up.vocabulary import DeadlineKind, Status

SESSION, TODAY = date(2026, 2, 25), date(2026, 3, 20)
PROOF = EvidenceDraft("Oficio", "123-2026", date(2026, 3, 18), "PNP")
DRAFT = ProgressDraft(Status.IN_PROGRESS, 40, date(2026, 3, 19), "Se difundió el SPOT")
DONE = replace(DRAFT, status=Status.FULFILLED, progress=100, evidence=PROOF)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(DRAFT, [], id="an advance with its actions"),
        pytest.param(replace(DRAFT, reported_on=TODAY), [], id="reported today"),
        pytest.param(replace(DRAFT, reported_on=SESSION), [], id="reported on the day of the session"),
        pytest.param(replace(DRAFT, reported_on=TOMORROW), [Refusal.DATE_IN_FUTURE], id="tomorrow"),
        pytest.param(
            replace(DRAFT, reported_on=SESSION - timedelta(days=1)), [Refusal.DATE_BEFORE_SESSION], id="before the session"
        ),
        pytest.param(replace(DRAFT, actions=" \n"), [Refusal.ACTIONS_MISSING], id="an advance without actions"),
        pytest.param(replace(DRAFT, status=Status.PENDING, progress=0, actions=""), [], id="pending needs no actions"),
        pytest.param(DONE, [], id="closed with evidence"),
        pytest.param(replace(DONE, evidence=None), [Refusal.EVIDENCE_MISSING], id="closed without evidence"),
        pytest.param(replace(DONE, evidence=replace(PROOF, number="")), [Refusal.EVIDENCE_INCOMPLETE], id="no number"),
        pytest.param(replace(DRAFT, evidence=replace(PROOF, link="x")), [Refusal.LINK_NOT_WEB], id="a link that is none"),
        pytest.param(replace(DRAFT, actions="x" * MAX_TEXT), [], id="as long as a cell holds"),
        pytest.param(replace(DRAFT, actions="x" * (MAX_TEXT + 1)), [Refusal.TEXT_TOO_LONG], id="longer than a cell"),
        pytest.param(replace(DRAFT, internal_note="x" * (MAX_TEXT + 1)), [Refusal.TEXT_TOO_LONG], id="note too long"),
        pytest.param(
            ProgressDraft(Status.FULFILLED, 60, TOMORROW, ""),
            [Refusal.DATE_IN_FUTURE, Refusal.ACTIONS_MISSING, Refusal.PROGRESS_CONFLICT, Refusal.EVIDENCE_MISSING],
            id="all that is wrong is said at once",
        ),
    ],
)
def test_report_is_refused_with_every_reason(draft: ProgressDraft, expected: list[Refusal]) -> None:
    assert check_progress(draft, session_on=SESSION, today=TODAY) == expected


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (Status.PENDING, range(1)), (Status.IN_PROGRESS, range(100)), (Status.FULFILLED, range(100, 101)),
        (Status.NOT_FULFILLED, range(100)), (Status.VOID, range(0)),
    ],
)  # fmt: skip
def test_percentage_agrees_with_the_status(status: Status, allowed: range) -> None:
    for progress in (-1, 0, 1, 50, 99, 100, 101):
        draft = replace(DRAFT, status=status, progress=progress, evidence=PROOF)
        refused = Refusal.PROGRESS_CONFLICT in check_progress(draft, session_on=SESSION, today=TODAY)
        assert refused is (progress not in allowed), progress


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, [], id="whole"),
        pytest.param({"issuer": ""}, [], id="who issued it may be missing"),
        pytest.param({"document_type": "  "}, [Refusal.EVIDENCE_INCOMPLETE], id="no type"),
        pytest.param({"number": ""}, [Refusal.EVIDENCE_INCOMPLETE], id="no number"),
        pytest.param({"issued_on": None}, [Refusal.EVIDENCE_INCOMPLETE], id="no date"),
        pytest.param({"issued_on": TODAY}, [], id="issued today"),
        pytest.param({"issued_on": TODAY + timedelta(days=1)}, [Refusal.DATE_IN_FUTURE], id="issued tomorrow"),
        pytest.param({"link": "   "}, [], id="a blank link is no link"),
        pytest.param({"link": "https://www.gob.pe/x.pdf"}, [], id="with its link"),
        pytest.param({"number": "", "link": "ftp://x"}, [Refusal.EVIDENCE_INCOMPLETE, Refusal.LINK_NOT_WEB], id="both"),
    ],
)
def test_evidence_is_a_reference_with_type_number_and_date(changes: dict, expected: list[Refusal]) -> None:
    assert check_evidence(replace(PROOF, **changes), today=TODAY) == expected


@pytest.mark.parametrize(
    ("link", "accepted"),
    [
        ("https://www.gob.pe/institucion/a", True), ("http://10.0.0.5:8080/acta.pdf?n=1#p2", True),
        ("HTTPS://GOB.PE", True), ("  https://gob.pe/con-margen  ", True), ("https://gob.pe/ñandú", True),
        ("javascript:alert(1)", False), ("JavaScript:alert(1)//https://gob.pe", False), ("data:text/html,x", False),
        ("file:///etc/passwd", False), ("ftp://gob.pe/x", False), ("vbscript:x", False),
        ("https://user:pass@gob.pe", False), ("https://user@gob.pe", False), ("https://@gob.pe", False),
        ("https://gob.pe\\@malo.com", False), ("https://", False), ("https:///ruta", False), ("https://[::1", False),
        ("//gob.pe/x", False), ("www.gob.pe", False), ("", False), ("https://gob.pe/a b", False),
        ("https://gob.pe/\nx", False), ("java\nscript:alert(1)", False), ("https://gob.pe/\tx", False),
        ("https://gob.pe/" + "x" * (MAX_LINK - 15), True), ("https://gob.pe/" + "x" * (MAX_LINK - 14), False),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else str(value),
)  # fmt: skip
def test_only_plain_web_addresses_are_links(link: str, *, accepted: bool) -> None:
    assert is_web_link(link) is accepted


NONE = DeadlineKind.NONE, None
SET = DeadlineKind.DATE, date(2026, 4, 30)
DATED = DeadlineDraft(DeadlineKind.DATE, date(2026, 5, 4), "", TODAY)


@pytest.mark.parametrize(
    ("draft", "current", "expected"),
    [
        pytest.param(DATED, NONE, [], id="the first deadline needs no reason"),
        pytest.param(DATED, SET, [Refusal.REASON_MISSING], id="moving one needs a reason"),
        pytest.param(replace(DATED, reason=" \t"), SET, [Refusal.REASON_MISSING], id="blanks are no reason"),
        pytest.param(replace(DATED, reason="Pedido de la PNP"), SET, [], id="moved with a reason"),
        pytest.param(replace(DATED, deadline=SET[1]), SET, [Refusal.DEADLINE_UNCHANGED], id="the same date again"),
        pytest.param(DeadlineDraft(DeadlineKind.NONE, None, "x", TODAY), NONE, [Refusal.DEADLINE_UNCHANGED], id="none again"),
        pytest.param(DeadlineDraft(DeadlineKind.NONE, None, "", TODAY), SET, [Refusal.REASON_MISSING], id="removed, no reason"),
        pytest.param(DeadlineDraft(DeadlineKind.NEXT_SESSION, None, "", TODAY), NONE, [], id="the next session"),
        pytest.param(DeadlineDraft(DeadlineKind.PERMANENT, None, "", TODAY), NONE, [], id="permanent"),
        pytest.param(replace(DATED, deadline=None), NONE, [Refusal.DEADLINE_MISSING], id="a date without its date"),
        pytest.param(replace(DATED, deadline=SESSION), NONE, [], id="due on the day of the session"),
        pytest.param(
            replace(DATED, deadline=SESSION - timedelta(days=1)), NONE, [Refusal.DEADLINE_BEFORE_SESSION], id="due before it"
        ),
        pytest.param(replace(DATED, deadline=YESTERDAY), NONE, [], id="a date already past is a fact"),
        pytest.param(replace(DATED, decided_on=TOMORROW), NONE, [Refusal.DATE_IN_FUTURE], id="decided tomorrow"),
        pytest.param(
            replace(DATED, decided_on=SESSION - timedelta(days=1)), NONE, [Refusal.DATE_BEFORE_SESSION], id="decided before"
        ),
        pytest.param(replace(DATED, reason="x" * (MAX_TEXT + 1)), SET, [Refusal.TEXT_TOO_LONG], id="reason too long"),
    ],
)
def test_deadline_is_refused_with_every_reason(
    draft: DeadlineDraft, current: tuple[DeadlineKind, date | None], expected: list[Refusal]
) -> None:
    assert check_deadline(draft, current=current, session_on=SESSION, today=TODAY) == expected


@pytest.mark.parametrize("kind", [DeadlineKind.NONE, DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT])
def test_only_a_deadline_of_kind_date_has_a_date(kind: DeadlineKind) -> None:
    with pytest.raises(ValueError, match=kind.value):
        DeadlineDraft(kind, date(2026, 5, 4), "", TODAY)


VOID = VoidDraft("Desistimiento acordado", 3, TODAY)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(VOID, [], id="with reason and session"),
        pytest.param(replace(VOID, reason=" "), [Refusal.REASON_MISSING], id="no reason"),
        pytest.param(replace(VOID, session_id=None), [Refusal.SESSION_MISSING], id="no session"),
        pytest.param(replace(VOID, decided_on=TOMORROW), [Refusal.DATE_IN_FUTURE], id="tomorrow"),
        pytest.param(replace(VOID, decided_on=SESSION), [], id="in the same session"),
        pytest.param(replace(VOID, decided_on=SESSION - timedelta(days=1)), [Refusal.DATE_BEFORE_SESSION], id="before"),
        pytest.param(replace(VOID, reason="x" * (MAX_TEXT + 1)), [Refusal.TEXT_TOO_LONG], id="too long"),
        pytest.param(
            VoidDraft("", None, TOMORROW), [Refusal.DATE_IN_FUTURE, Refusal.REASON_MISSING, Refusal.SESSION_MISSING], id="all"
        ),
    ],
)
def test_leaving_without_effect_needs_a_reason_and_a_session(draft: VoidDraft, expected: list[Refusal]) -> None:
    assert check_void(draft, session_on=SESSION, today=TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se atendió a 12345678 en la comisaría", [PrivacyDoubt.DNI]),
        ("DNI:12345678.", [PrivacyDoubt.DNI]),
        ("Expediente 1234567", []), ("Expediente 123456789012", []),
        ("llamar al 987654321", [PrivacyDoubt.MOBILE]), ("cel. 987 654 321", [PrivacyDoubt.MOBILE]),
        ("987-654-321", [PrivacyDoubt.MOBILE]), ("+51 987.654.321", [PrivacyDoubt.MOBILE]),
        ("teléfono 053 461234", []), ("S/ 887654321", []),
        ("el menor de iniciales J. P.", [PrivacyDoubt.MINOR]), ("MENORES en riesgo", [PrivacyDoubt.MINOR]),
        ("pormenores del caso", []), ("Oficio 123-2026 del 18/03/2026", []), ("", []),
        ("Menor con DNI 12345678, cel. 987654321", [PrivacyDoubt.DNI, PrivacyDoubt.MOBILE, PrivacyDoubt.MINOR]),
    ],
)  # fmt: skip
def test_text_that_seems_to_hold_personal_data_raises_a_doubt(text: str, expected: list[PrivacyDoubt]) -> None:
    assert privacy_doubts(text) == expected
    assert privacy_doubts("", text) == expected


def test_two_harmless_texts_together_do_not_make_a_number() -> None:
    assert privacy_doubts("Oficio 1234", "5678 personas") == []
