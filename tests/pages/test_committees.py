"""Several committees on screen: nothing is seen of it while there is one; then each page is of the one that is asked for."""

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from data_store.changing import change
from data_store.committees import CommitteeDraft, add_committee
from data_store.database import Store, writing
from data_store.passing import PassedDown, pass_down
from data_store.sessions import plan_session
from follow_up.vocabulary import CommitteeLevel, SessionKind
from tests.data_store.records import NOW, SIGNED, agreement_id, institution_id, many
from tests.pages import screen as screens
from tests.pages.screen import Sees, elements, field, go, kpis, run

ILO = CommitteeDraft(CommitteeLevel.PROVINCIAL, "Ilo", "Comité Provincial de Seguridad Ciudadana de Ilo", 1)
TREE = "CORESEC Moquegua con sus comités"


def said(screen: AppTest) -> str:
    """All the words of the page as a person reads them."""
    return screens.said(screen).replace("\\", "")


def with_ilo(store: Store) -> None:
    """A COPROSEC with a session, to which agreement 04 was passed down."""
    with writing(store) as db:
        change(db, token="a", screen="catalogos", act=lambda db, batch: add_committee(db, draft=ILO, batch_id=batch, **SIGNED), **SIGNED)
        session_id = plan_session(db, committee_id=2, kind=SessionKind.ORDINARY, number=1, held_on=date(2026, 3, 10), **SIGNED)
    copy = PassedDown(session_id, "01", (institution_id(store, "INABIF"),), 1)
    parent = agreement_id(store, "04")
    with writing(store) as db:
        change(db, token="b", screen="acuerdo", act=lambda db, batch: pass_down(db, agreement_id=parent, copies=[copy], batch_id=batch, **NOW), **SIGNED)


def test_one_committee_is_not_spoken_of(sees: Sees, base: Path) -> None:
    screen = sees(base, comite="COPROSEC Ilo")
    assert not [box for box in screen.selectbox if box.label == "Comité"]
    assert "comité que no existe" not in said(screen)
    assert not {"overview-committees"} & {element.key for element in elements(screen, "plotly_chart")}
    words = said(go(screen, "agreement", ref="2026-O1-04"))
    assert not [word for word in ("Trasladar", "Sin trasladar", "Vincular") if word in words]


def test_every_page_follows_the_committee_of_the_address_and_of_the_menu(sees: Sees, base: Path, store: Store) -> None:
    with_ilo(store)
    screen = sees(base)
    assert (kpis(screen)["Sin plazo"][0], field(screen, "Comité").value) == ("9 de 9", "CORESEC Moquegua")
    field(screen, "Comité").set_value(TREE)
    assert kpis(run(screen))["Sin plazo"][0] == "10 de 10"
    assert "9 de CORESEC Moquegua y 1 de los que dependen de él" in said(screen)
    assert "incluye 1 trasladado" in said(screen)
    next(button for button in screen.button if button.label == "COPROSEC Ilo").click()
    assert (kpis(run(screen))["Sin plazo"][0], field(screen, "Comité").value) == ("1 de 1", "COPROSEC Ilo")
    assert ILO.name in said(go(screen, "deadlines"))
    assert kpis(sees(base, comite="COPROSEC Ilo"))["Sin plazo"][0] == "1 de 1"
    assert "un comité que no existe: «CODISEC X»" in said(sees(base, comite="CODISEC X"))


def test_an_agreement_tells_what_it_was_passed_down_as_and_where_it_comes_from(sees: Sees, base: Path, store: Store) -> None:
    with_ilo(store)
    screen = sees(base, "agreement", ref="2026-O1-04")
    assert "Trasladado a 1 comité: 0 de 1 cumplieron" in said(screen)
    theirs = go(screen, "agreement", ref="COPROSEC-ILO-2026-O1-01")
    assert "Viene del acuerdo 04 del CORESEC Moquegua" in said(theirs)
    assert ILO.name in said(theirs)
    next(button for button in theirs.button if button.label == "Quitar el vínculo").click()
    assert "ya no dice de dónde viene" in run(theirs).success[0].value
    assert many(store, "SELECT parent_id FROM agreement WHERE id > 9") == [(None,)]
    next(button for button in theirs.button if button.label == "Deshacer").click()
    assert "Viene del acuerdo 04" in said(run(theirs))
