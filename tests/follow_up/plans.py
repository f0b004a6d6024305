"""A small store as the plan sees it, and rows of trackers: plain values, short to write."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from follow_up.import_plan import (
    Choices,
    Entry,
    Known,
    KnownAgreement,
    KnownAssignment,
    KnownReport,
    Party,
    Place,
    SessionRef,
)
from follow_up.vocabulary import DeadlineKind, SessionKind, Status

TODAY = date(2026, 4, 10)
FIRST = SessionRef(1, SessionKind.ORDINARY, 1, date(2026, 2, 25))
SECOND = SessionRef(2, SessionKind.ORDINARY, 2, date(2026, 4, 8))
PNP, DREMO, LOCALS, MPI, ST = 1, 2, 3, 4, 5
NAMES = {PNP: "PNP", DREMO: "DREMO", LOCALS: "Gobiernos Locales", MPI: "MPI", ST: "ST CORESEC"}
CHOICES = Choices(today=TODAY, reported_on=TODAY, source="avance.xlsx")
PROOF = "Oficio 12-2026-PNP (PNP, 02/04/2026)"
SPOT = "Campaña para denunciar de inmediato la desaparición de las personas, con un spot publicitario"
LIST = "La PNP solicitará la lista de desertores y la DREMO elevará la solicitud al Ministerio"
PARKS = "Los gobiernos locales evaluarán una ordenanza para el ingreso libre de niños y adolescentes"


def party(institution: int) -> Party:
    return Party(institution, NAMES[institution])


def said(
    status: Status = Status.IN_PROGRESS, progress: int = 40, *, on: date = date(2026, 3, 20), actions: str = "Se difundió",
    evidence: str | None = None, remarks: str = "", verified: bool = False,
) -> KnownReport:  # fmt: skip
    return KnownReport(status, progress, on, actions, evidence, remarks, verified)


def agreement(
    number: int, code: str, text: str, reports: Mapping[int, KnownReport | None], *, session: SessionRef = FIRST,
    deadline: date | None = None, deadline_since: date | None = None, members: Mapping[int, KnownReport] | None = None,
) -> KnownAgreement:  # fmt: skip
    """`reports`: the last report of each institution that it is assigned to; its assignments are number * 10 + place."""
    return KnownAgreement(
        id=number, ref=f"{session.code}-{code}", session=session, code=code, text=text, problem="Problema", theme="Tema", follow_up_id=ST,
        deadline_kind=DeadlineKind.DATE if deadline else DeadlineKind.NONE, deadline=deadline, deadline_since=deadline_since,
        deadline_note="",
        assignments={
            institution: KnownAssignment(number * 10 + place, institution, report, members or {})
            for place, (institution, report) in enumerate(reports.items())
        },
    )  # fmt: skip


def known(*agreements: KnownAgreement, **since: Any) -> Known:
    """`since`: what an export was made from, as in `Known`."""
    held = agreements or (
        agreement(1, "01", SPOT, {PNP: None, LOCALS: None}),
        agreement(2, "03", LIST, {PNP: said(), DREMO: None}),
        agreement(3, "2.1", PARKS, {LOCALS: None}),
    )
    return Known(
        version=50, agreements={one.id: one for one in held}, sessions=(FIRST, SECOND), names=NAMES, groups={LOCALS: frozenset({MPI})},
        default_follow_up=ST, **since,
    )  # fmt: skip


def entry(row: int = 5, **fields: object) -> Entry:
    """A row of the first session, in a sheet of its own."""
    return Entry(**{"place": Place("Hoja1", row), "session": FIRST, **fields})  # pyright: ignore[reportArgumentType]  # a test's short words
