"""The acta of 25/02/2026 as it is loaded: word for word, with the totals by which the project is accepted."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from data_store.database import Store, reading
from data_store.queries import load_rows
from follow_up.board import Board, build_board
from follow_up.metrics import judgement, standing_by
from follow_up.settings import Windows
from follow_up.spelling import fold_name
from follow_up.vocabulary import Light, Standing
from tests.data_store.records import many

SEED = Path(__file__).resolve().parents[1] / "seed"
CODES = ["01", "2.1", "2.2", "2.3", "2.4", "2.5", "03", "04", "05"]
NUMBERS = ["01", "02", "03", "04", "05"]
PARTIES = {
    "Gobiernos Locales": ["01", "2.2", "2.3", "04"], "ST CORESEC": ["01", "04", "05"], "PNP": ["01", "2.1", "03"],
    "Warmi Ñan": ["2.1", "2.4"], "Juntas Vecinales": ["01"], "Prefectura": ["2.5"], "DREMO": ["03"], "INABIF": ["04"],
}  # fmt: skip
THEMES = {
    "Personas desaparecidas": (1, 4), "Violencia contra la mujer y el grupo familiar": (5, 6), "Deserción escolar": (1, 2),
    "Niñez y adolescencia vulnerable": (1, 3), "Gestión del comité": (1, 1),
}  # fmt: skip
SPELLINGS = {
    "Secretaria Técnica CORESEC": "ST CORESEC", "Secretaria Técnica del CORESEC": "ST CORESEC", "PNP": "PNP",
    "Región Policial": "PNP", "Gobiernos Locales": "Gobiernos Locales", "Juntas Vecinales": "Juntas Vecinales",
    "Warmi Ñan": "Warmi Ñan", "Prefectura": "Prefectura", "Dirección Regional de Educación": "DREMO", "INABIF": "INABIF",
}  # fmt: skip


def plain(text: str) -> str:
    """One blank where the acta breaks a line, a cell or a page."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture
def board(store: Store) -> Board:
    """The morning after the session."""
    day = date(2026, 2, 26)
    with reading(store) as db:
        return build_board(load_rows(db, at=day), today=day, windows=Windows())


def test_the_board_starts_with_the_totals_of_the_acta(board: Board, store: Store) -> None:
    told = judgement(board)
    assert (told.total, told.assignments, told.open, told.without_deadline, told.overdue) == (9, 16, 9, 9, 0)
    assert told.standing == {standing: 9 * (standing == Standing.NO_REPORT) for standing in Standing}
    assert set(board.agreements["light"]) == {Light.GREY}
    assert many(store, "SELECT COUNT(*) FROM problem") == [(5,)]
    assert board.assignments["institution"].nunique() == 8
    assert int((board.agreements["total"] > 1).sum()) == 4
    assert set(board.agreements["follow_up"]) == {"ST CORESEC"}
    assert board.agreements[["deadline", "original_deadline", "due"]].isna().all(axis=None)


def test_the_session_is_the_first_ordinary_one_of_2026(board: Board) -> None:
    row = board.sessions.iloc[0]
    assert len(board.sessions) == 1
    told = row["session_code"], row["kind"], row["number"], row["held_on"].date(), row["title"], row["committee"]
    title, committee = "Primera sesión ordinaria 2026", "Comité Regional de Seguridad Ciudadana de Moquegua"
    assert told == ("2026-O1", "ordinary", 1, date(2026, 2, 25), title, committee)


def test_the_agreements_have_the_codes_of_the_acta_in_their_order(board: Board) -> None:
    assert sorted(board.agreements["code"]) == sorted(CODES)
    inside = [code for code in board.agreements["code"] if code.startswith("2.")]
    assert inside == ["2.1", "2.2", "2.3", "2.4", "2.5"]


def test_agreements_and_assignments_by_institution(board: Board) -> None:
    found = board.assignments.groupby("institution")["code"].agg(set).to_dict()
    assert found == {party: set(codes) for party, codes in PARTIES.items()}
    table = standing_by(board.assignments, key="institution_code", label="institution")
    assert dict(zip(table["institution"], table["total"], strict=True)) == {p: len(codes) for p, codes in PARTIES.items()}


def test_agreements_and_assignments_by_theme(board: Board) -> None:
    agreements, assignments = Counter(board.agreements["theme"]), Counter(board.assignments["theme"])
    assert {theme: (agreements[theme], assignments[theme]) for theme in agreements} == THEMES


@pytest.mark.parametrize(("code", "words"), [("2.5", "dentro las 24 horas"), ("05", "en la siguiente sesión")])
def test_words_about_time_are_kept_and_no_date_is_made_of_them(board: Board, code: str, words: str) -> None:
    row = board.agreements.set_index("code").loc[code]
    assert (row["deadline_note"], row["deadline_kind"]) == (words, "none")
    assert words in row["text"]
    others = board.agreements[~board.agreements["code"].isin(["2.5", "05"])]
    assert set(others["deadline_note"]) == {""}


@pytest.mark.parametrize("code", CODES)
def test_agreement_is_the_acta_word_for_word(store: Store, code: str) -> None:
    [(text,)] = many(store, "SELECT text FROM agreement WHERE code = :code", code=code)
    assert text == plain(text)
    inside = plain((SEED / "acta-2026-02-25.txt").read_text(encoding="utf-8")).replace(CELLS_OF_2_2, "difusión de los canales")
    assert inside.count(text) == 1
    before, after = inside.split(text)
    assert re.search(BEFORE[code], before), before[-40:]
    assert re.match(AFTER[code], after), after[:60]


CELLS_OF_2_2 = "difusión de Gobiernos Locales Secretaria Técnica CORESEC los canales"
NEXT_CELL = r" (Secretaria Técnica|Warmi Ñan,|Warmi Ñan|Gobiernos Locales|Prefectura|Región Policial)"
BEFORE = {code: rf"2\.{code[2]}\.? $" if code.startswith("2.") else r"\. $" for code in CODES}
AFTER = {code: NEXT_CELL for code in CODES} | {"2.2": r" 2\.3\. Disponer", "2.3": r" 2\.4\. Sensibilizar"}


@pytest.mark.parametrize("number", NUMBERS)
def test_problem_is_the_acta_word_for_word(store: Store, number: str) -> None:
    [(text,)] = many(store, "SELECT text FROM problem WHERE number = :number", number=number)
    cell = f"\n{number}\t{text}\t"
    assert cell in (SEED / "acta-2026-02-25.txt").read_text(encoding="utf-8")


def test_2_2_and_2_3_are_two_agreements_though_they_share_a_cell_cut_by_the_page(store: Store) -> None:
    texts = dict(many(store, "SELECT code, text FROM agreement WHERE code IN ('2.2', '2.3')"))
    assert texts["2.2"].endswith("la asignación del presupuesto correspondiente.")
    assert texts["2.3"].startswith("Disponer que los gobiernos locales,")
    assert texts["2.3"].endswith("adecuada difusión de los canales de atención correspondientes.")


def aliases(store: Store) -> dict[str, str]:
    sql = "SELECT a.folded, i.acronym FROM institution_alias a JOIN institution i ON i.id = a.institution_id"
    return dict(many(store, sql))


@pytest.mark.parametrize(("spelling", "party"), SPELLINGS.items(), ids=list(SPELLINGS))
def test_each_spelling_of_the_acta_is_a_known_institution(store: Store, spelling: str, party: str) -> None:
    assert aliases(store)[fold_name(spelling)] == party


def parties_in(cell: str, known: dict[str, str]) -> list[str]:
    """The institutions of a cell: the longest spelling first, whole words, each place once."""
    rest, found = fold_name(cell), {}
    for folded in sorted(known, key=len, reverse=True):
        while match := re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", rest):
            found[match.start()] = known[folded]
            rest = rest[: match.start()] + "\0" * len(folded) + rest[match.end() :]
    left = re.sub(r"[\0,.\s]|\by\b", "", rest)
    assert left == "", f"not a known institution: {left}"
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize("code", CODES)
def test_the_cell_of_the_responsible_names_the_assigned_institutions_in_order(store: Store, code: str) -> None:
    acta = json.loads((SEED / "session_2026_02_25.json").read_text(encoding="utf-8"))
    agreements = [agreement for problem in acta["problems"] for agreement in problem["agreements"]]
    [cell] = [a["implementers_as_written"] for a in agreements if a["code"] == code]
    assert cell in plain((SEED / "acta-2026-02-25.txt").read_text(encoding="utf-8"))
    sql = """SELECT i.acronym FROM assignment n JOIN institution i ON i.id = n.institution_id
             JOIN agreement a ON a.id = n.agreement_id WHERE a.code = :code ORDER BY n.position"""
    assert parties_in(cell, aliases(store)) == [row[0] for row in many(store, sql, code=code)]


def test_no_spelling_code_or_name_belongs_to_two(store: Store) -> None:
    for table, columns in {"institution": ["code", "acronym", "name"], "theme": ["code", "label", "position"]}.items():
        for column in columns:
            values = [row[0] for row in many(store, f"SELECT {column} FROM {table}")]
            assert len(values) == len(set(values)), (table, column)
    records = json.loads((SEED / "institutions.json").read_text(encoding="utf-8"))
    owners = [{fold_name(s) for s in (r["acronym"], r["name"], *r["aliases"])} for r in records]
    assert sum(len(own) for own in owners) == len(set.union(*owners)) == len(aliases(store))


@pytest.mark.parametrize(
    ("spelling", "party"),
    [("MP", "Ministerio Público"), ("Región Policial", "PNP"), ("Gobierno Regional", "GORE Moquegua"), ("Gobierno Local", "Gobiernos Locales"),
     ("Secretaría Técnica", "ST CORESEC"), ("Centros de Atención Mujer", "CEM"), ("DRE", "DREMO")],
)  # fmt: skip
def test_alias_traps_lead_where_they_should(store: Store, spelling: str, party: str) -> None:
    assert aliases(store)[fold_name(spelling)] == party
