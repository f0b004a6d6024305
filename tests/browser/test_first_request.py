"""Each page as the first request of a fresh server: it runs under the main script, with the menu in Spanish.

Streamlit 1.67 runs a page alone there when the launcher stands beside `pages/` (design, section 4).
"""

import re
from pathlib import Path

import pytest

from tests.browser.addresses import OPENED, SCREENS
from tests.browser.conftest import LAUNCHER, NewPage, StartServer, settled

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", OPENED)
def test_each_screen_as_first_request_of_a_fresh_server_has_the_menu(
    address: str, start_server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    with start_server(LAUNCHER, env={"DATABASE_URL": f"sqlite:///{tmp_path}/tablero.db"}) as url:
        visit = new_page()
        visit.page.goto(url + address)
        settled(visit.page)
        assert visit.page.locator("[data-testid=stMain] h1").first.inner_text() == SCREENS[address]
        menu = visit.page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
        assert [re.sub(r"^[a-z_]+\n+", "", entry).strip() for entry in menu] == [
            "Panorama", "Por institución", "Por tema", "Plazos", "Acuerdos", "Qué cambió", "Llamadas de hoy", "Presidencia", "Proyectar la sesión", "Sesiones", "Excel",
            "Cargas", "Calidad", "Catálogos", "Historial",
        ]  # fmt: skip
