"""Text typed by others, as hostile as it comes: every page runs, and nothing of it stands bare where markup is obeyed."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_store.commands import report_progress, set_deadline, void_agreement
from data_store.database import Store, open_store, writing
from follow_up.acts import DeadlineDraft, EvidenceDraft, ProgressDraft, VoidDraft
from follow_up.vocabulary import DeadlineKind, Status
from tests.data_store.records import AT, TODAY, agreement_id, assignment_id, closed, many
from tests.pages.forms import DEADLINE, REPORT, VERIFY, VOID, opened_act
from tests.pages.screen import PAGES, Sees, beside, go, listed, texts_of

LIVE = ["<b>x</b>", "![p](", "[a](", ":red[", "$x^2$", "`x`"]
HOSTILE = {
    "markup": " ".join(LIVE) + " http://x.pe/p.png)",
    "a formula of a sheet": "=1+1",
    "a face and a mark that turns the line": "🙂 \u202eatlas\u202c",
    "many letters": "palabra " * 375,
    "many letters in one word": "x" * 3_000,
}
REF = "2026-O1-2.5"


def filled(file: Path, text: str) -> Path:
    """The acta with this text wherever somebody types, and every act recorded with it."""
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE agreement SET text = ?, deadline_note = ?", (text, text))
        raw.execute("UPDATE problem SET text = ?", (text,))
        raw.execute("UPDATE theme SET label = label || ' ' || ?", (text,))
        raw.execute("UPDATE institution SET acronym = acronym || ' ' || ?, name = name || ' ' || ?", (text, text))
        raw.execute("UPDATE committee_session SET title = title || ' ' || ?", (text,))
    store = open_store(f"sqlite:///{file}")
    record(store, text)
    closed(store)
    return file


def record(store: Store, text: str) -> None:
    """A report with evidence, a deadline and its change, and an agreement left without effect."""
    signed = {"today": TODAY, "by": text[:80], "at": AT}
    place, agreement, other = assignment_id(store, "2.5", "PREFECTURA"), agreement_id(store, "2.5"), agreement_id(store, "2.1")
    session = int(str(many(store, "SELECT id FROM committee_session")[0][0]))
    evidence = EvidenceDraft(text, text, TODAY, text)
    with writing(store) as db:
        draft = ProgressDraft(Status.FULFILLED, 100, TODAY, text, evidence, text)
        report_progress(db, assignment_id=place, draft=draft, expected_version=1, **signed)
        for version, day in enumerate([date(2026, 4, 30), date(2026, 5, 29)], 1):
            change = DeadlineDraft(DeadlineKind.DATE, day, text, TODAY, session)
            set_deadline(db, agreement_id=agreement, draft=change, expected_version=version, **signed)
        void_agreement(db, agreement_id=other, draft=VoidDraft(text, session, TODAY), expected_version=1, **signed)


def live(screen: AppTest) -> list[str]:
    """What stands bare on the page, but in the heading of the problem."""
    words = [text for text in texts_of(screen) if not text.startswith("Problemática ")]
    return [text for text in words if any(sign in text for sign in LIVE)]


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest, base: Path) -> Path:
    return filled(base, request.param)


def test_every_page_runs_and_shows_nothing_live(sees: Sees, hostile: Path) -> None:
    screen = sees(hostile)
    for page in PAGES:
        go(screen, page, ref=REF) if page == "agreement" else go(screen, page)
        assert live(screen) == [], page


def test_the_sheets_of_an_institution_and_of_a_theme_show_nothing_live(sees: Sees, hostile: Path) -> None:
    with closing(sqlite3.connect(hostile)) as raw:
        institution = raw.execute("SELECT acronym FROM institution WHERE code = 'PREFECTURA'").fetchone()[0]
        theme = raw.execute("SELECT t.label FROM theme t JOIN problem p ON p.theme_id = t.id").fetchone()[0]
    for page, name in {"institutions": institution, "themes": theme}.items():
        screen = sees(hostile, page, ficha=name)
        assert len(screen.metric) == 4
        assert live(screen) == []


def test_the_forms_show_nothing_live(sees: Sees, base: Path) -> None:
    screen = sees(filled(base, " ".join(LIVE)), "agreement", ref=REF)
    for act in (REPORT, DEADLINE, VERIFY, VOID):
        opened_act(screen, act)
        assert live(screen) == []


def test_labels_of_the_charts_hold_no_tag(sees: Sees, base: Path) -> None:
    screen = sees(filled(base, '<a href="https://x.pe">x</a>'))
    for key in ("overview-institutions", "overview-themes"):
        labels = [name.replace("<br>", "") for name in beside(screen, key)]
        assert labels
        assert not [name for name in labels if "<" in name]
        assert [name for name in labels if "&lt;" in name]


def test_cells_hold_the_text_as_it_was_typed(sees: Sees, base: Path) -> None:
    screen = sees(filled(base, "=1+1 <b>"), "agreements")
    assert set(listed(screen)["Acuerdo"]) == {"=1+1 <b>"}
    log = go(screen, "history", ref=REF).dataframe[0].value
    assert "=1+1 <b>" in set(log["Después"])
    assert "=1+1 <b>" in set(log["Quién"])


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://user:pass@x.pe/a", "data:text/html,x"])
def test_a_link_that_reached_the_base_by_another_way_is_not_shown_as_one(sees: Sees, base: Path, link: str) -> None:
    filled(base, "Oficio")
    with closing(sqlite3.connect(base)) as raw, raw:
        raw.execute("UPDATE evidence SET link = ?", (link,))
    assert not [text for text in texts_of(sees(base, "agreement", ref=REF)) if "](" in text]
