"""From records to entries: whose names, which session, what is left to a person."""

from dataclasses import replace
from datetime import date

from follow_up.import_plan import NameAnswer, NameMeaning, Names, Party, Place, SessionRef
from follow_up.spelling import fold_name
from follow_up.vocabulary import SessionKind, Status
from tracker.entries import SessionMention, find_session, session_mentions, speaker_of, to_entries, unknown_names
from tracker.records import CellProblem, Column, Field, ProblemCode, Reading, Record, Table, TitleFacts

PNP, DREMO, LOCALS = Party(1, "PNP"), Party(2, "DREMO"), Party(3, "Gobiernos Locales")
SPELLINGS = {"PNP": PNP, "Región Policial": PNP, "DREMO": DREMO, "Dirección Regional de Educación": DREMO, "Gobiernos Locales": LOCALS}
NAMES = Names({fold_name(spelling): party for spelling, party in SPELLINGS.items()})
FIRST = SessionRef(1, SessionKind.ORDINARY, 1, date(2026, 2, 25))
SECOND = SessionRef(2, SessionKind.EXTRAORDINARY, 1, date(2026, 3, 10))
TITLE = TitleFacts(session_kind=SessionKind.ORDINARY, session_number=1, session_date=date(2026, 2, 25))
COLUMNS = (Column(0, "N°", Field.NUMBER), Column(3, "Responsable", Field.RESPONSIBLE), Column(4, "Seguimiento", Field.FOLLOW_UP))


def reading(*records: Record, title: TitleFacts = TITLE, problems: tuple[CellProblem, ...] = ()) -> Reading:
    table = Table("Hoja1!4", "Hoja1", 4, COLUMNS, title, "huella", len(records))
    return Reading("avance.xlsx", [table], list(records), list(problems), [], [])


def record(row: int = 5, **fields: object) -> Record:
    return Record("Hoja1", row, "Hoja1!4", **fields)  # pyright: ignore[reportArgumentType]  # a test's short words


def entries(read: Reading, *, answers: dict[str, NameAnswer] | None = None, session: SessionRef | None = FIRST, own: bool = False):
    sessions = dict.fromkeys(session_mentions(read), session)
    return to_entries(read, names=NAMES, answers=answers or {}, sessions=sessions, own_export=own)


def test_names_become_institutions_by_any_of_their_spellings():
    (entry,) = entries(reading(record(implementers=("Región Policial", "Dirección Regional de Educación"), follow_up="PNP")))
    assert entry.implementers == (PNP, DREMO)
    assert entry.follow_up == PNP


def test_two_spellings_of_one_institution_are_one_part():
    (entry,) = entries(reading(record(implementers=("PNP", "Región Policial"))))
    assert entry.implementers == (PNP,)


def test_an_unknown_name_is_asked_once_with_all_its_cells_and_who_it_may_be():
    read = reading(record(5, implementers=("Gobiernos Locales de Ilo",)), record(6, implementers=("Gobiernos  Locales de ILO", "PNP")))
    (asked,) = unknown_names(read, NAMES)
    assert asked.cells == ("Hoja1!D5", "Hoja1!D6")
    assert asked.alike == (LOCALS,)
    assert [entry.unknown for entry in entries(read)] == [("Gobiernos Locales de Ilo",), ("Gobiernos  Locales de ILO",)]


def test_an_answered_name_is_an_alias_a_new_institution_or_left_out():
    read = reading(record(implementers=("Ronda Sur", "PNP")))
    folded = fold_name("Ronda Sur")
    meanings = {
        NameAnswer("Ronda Sur", NameMeaning.ALIAS, 2): (DREMO, PNP),
        NameAnswer("Ronda Sur", NameMeaning.NEW): (Party(None, "Ronda Sur"), PNP),
        NameAnswer("Ronda Sur", NameMeaning.IGNORE): (PNP,),
    }
    for answer, expected in meanings.items():
        (entry,) = entries(read, answers={folded: answer})
        assert (entry.implementers, entry.unknown) == (expected, ())


def test_a_name_that_was_left_out_before_is_not_asked_again():
    names = Names(NAMES.spellings, frozenset({fold_name("Varios")}))
    read = reading(record(implementers=("Varios",)))
    assert unknown_names(read, names) == []
    (entry,) = to_entries(read, names=names, answers={}, sessions={}, own_export=False)
    assert (entry.implementers, entry.unknown) == ((), ())


def test_two_agreements_of_one_cell_have_places_of_their_own():
    assert [entry.place for entry in entries(reading(record(7, code="2.2"), record(7, code="2.3")))] == [
        Place("Hoja1", 7, 0), Place("Hoja1", 7, 1),
    ]  # fmt: skip


def test_the_refs_of_an_export_of_another_base_are_not_believed():
    read = reading(record(ref="2026-O1-01"))
    assert [entries(read, own=own)[0].ref for own in (True, False)] == ["2026-O1-01", None]


def test_a_problem_of_a_cell_marks_its_row_unless_it_only_informs():
    problems = (
        CellProblem("Hoja1", 5, "F5", ProblemCode.DATE_IMPOSSIBLE, "31/02/2026"),
        CellProblem("Hoja1", 6, "F6", ProblemCode.DAYS_WITHOUT_UNIT, "30 días"),
    )
    assert [entry.flaws for entry in entries(reading(record(5), record(6), problems=problems))] == [("date_impossible",), ()]


def test_words_that_name_no_document_are_kept_as_words():
    (entry,) = entries(reading(record(evidence="Fotos y lista de asistencia", extra={"Meta": "12"})))
    assert entry.evidence is None
    assert entry.extra == {"Medio de verificación": "Fotos y lista de asistencia", "Meta": "12"}


def test_a_document_without_issuer_is_of_the_only_institution_of_its_row():
    (entry,) = entries(reading(record(evidence="Oficio N° 12-2026 del 10/03/2026", implementers=("DREMO",))))
    assert entry.evidence is not None
    assert (entry.evidence.number, entry.evidence.issued_on, entry.evidence.issuer) == ("12-2026", date(2026, 3, 10), "DREMO")


def test_a_row_says_its_session_before_the_title_does():
    read = reading(record(5), record(6, session="I Sesión Extraordinaria"), record(7, session_date=date(2026, 3, 10)))
    found = [find_session(mention, (FIRST, SECOND)) for mention in session_mentions(read)]
    assert found == [FIRST, SECOND, SECOND]


def test_a_session_that_says_all_of_itself_is_new_and_one_that_says_nothing_is_asked():
    third = SessionMention("t", None, SessionKind.ORDINARY, 3, date(2026, 6, 20))
    assert find_session(third, (FIRST, SECOND)) == SessionRef(None, SessionKind.ORDINARY, 3, date(2026, 6, 20))
    assert find_session(SessionMention("t", None, None, None, None), (FIRST,)) is None
    assert find_session(SessionMention("t", "I", None, 1, None), (FIRST, SECOND)) is None


def test_the_day_of_what_is_fulfilled_is_the_day_it_was():
    done, other = date(2026, 3, 12), date(2026, 3, 20)
    rows = (record(5, status=Status.FULFILLED, fulfilled_on=done), record(6, status=Status.FULFILLED, fulfilled_on=done, reported_on=other))
    assert [entry.reported_on for entry in entries(reading(*rows, record(7, status=Status.PENDING, fulfilled_on=done)))] == [done, other, None]


def test_what_no_report_can_hold_is_kept_as_words():
    (entry,) = entries(reading(record(status_words="Por definir", start_date=date(2026, 3, 1))))
    assert entry.extra == {"Estado": "Por definir", "Fecha de inicio": "01/03/2026"}


def test_a_session_that_is_told_and_not_settled_stays_open():
    untitled = TitleFacts()
    assert [entries(reading(record(code="01"), title=title), session=None)[0].session_is_open for title in (TITLE, untitled)] == [True, False]
    assert not entries(reading(record(code="01")))[0].session_is_open


def test_a_number_repeated_in_an_export_of_ours_is_settled_by_its_ref():
    twice = CellProblem("Hoja1", 5, "A5", ProblemCode.CODE_REPEATED, "01")
    read = reading(record(code="01", ref="2026-O1-01"), problems=(twice,))
    assert [entries(read, own=own)[0].flaws for own in (True, False)] == [(), ("code_repeated",)]


def test_the_file_is_of_the_institution_in_its_title_unless_all_its_rows_are_of_others():
    own = TitleFacts(institution="Región Policial")
    for names, speaks in [(("PNP", "DREMO"), PNP), (("DREMO",), None), ((), PNP)]:
        read = reading(record(implementers=names or None), title=own)
        assert speaker_of([own], read.records, NAMES) == speaks


def test_a_member_speaks_in_a_file_whose_rows_name_its_group():
    grouped = replace(NAMES, spellings={**NAMES.spellings, fold_name("MPI"): Party(9, "MPI")}, groups={3: frozenset({9})})
    own = TitleFacts(institution="MPI")
    read = reading(record(implementers=("Gobiernos Locales",)), title=own)
    assert speaker_of([own], read.records, grouped) == Party(9, "MPI")
