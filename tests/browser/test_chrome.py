"""What Streamlit itself writes is in Spanish, what the application writes stays, and the content policy holds."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, StartServer, Visit, settled

pytestmark = pytest.mark.browser

LAUNCHER = Path(__file__).parent / "chrome_app" / "launcher.py"
PATHS = ["", "archivos", "datos", "marco"]

# Words of Streamlit's interface; the application of these tests has Spanish words only.
ENGLISH = re.compile(
    r"\b(add|allowed|and|apply|available|choose|clear|close|collapse|column|columns|copy|date|download|drag|drop|empty"
    r"|error occurred|expand|feedback|file|files|for|format|from|fullscreen|has|help|hide|increment|is|link|main"
    r"|matches|menu for|month|navigate|next|not|notifications|of|open|option|options|out|page|pages|past|per|pin|please"
    r"|press|previous|quick|range|record|remove|rerun|results?|running|scroll|search|select|selected|settings|show"
    r"|sidebar|skip|sort|stars|start|stop|submit|take|the|this|thumbs|to|type|upload|value|values|view|with|would|year"
    r"|you|your|zoom|january|february|march|april|june|july|august|october|december|day|hour|minute)\b",
    flags=re.IGNORECASE,
)
STRINGS = """() => {
  const attributes = ["alt", "aria-label", "aria-roledescription", "aria-valuetext", "data-title", "placeholder", "title"];
  const strings = [];
  const collect = (node) => {
    if (node.nodeType === Node.TEXT_NODE) strings.push(node.nodeValue.trim());
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (["CANVAS", "CODE", "SCRIPT", "STYLE", "svg"].includes(node.tagName)) return;
    if (node.dataset.testid === "stIconMaterial" || node.getAttribute("translate") === "no") return;
    attributes.forEach((name) => strings.push(node.getAttribute(name) ?? ""));
    node.childNodes.forEach(collect);
  };
  collect(document.body);
  return strings.filter((text) => text !== "");
}"""


@pytest.fixture(scope="module")
def address(start_server: StartServer) -> Iterator[str]:
    """The application with every kind of widget."""
    with start_server(LAUNCHER, env={"STREAMLIT_CLIENT_TOOLBAR_MODE": "developer"}) as base_url:
        yield base_url


@pytest.fixture
def visit(new_page: NewPage) -> Iterator[Visit]:
    """A visitor; whatever the test does, the policy holds and nothing is asked of another machine."""
    visit = new_page()
    yield visit
    assert visit.policy_violations() == []
    assert visit.foreign_requests() == []


def open_page(visit: Visit, url: str) -> Page:
    """Go to a page and wait until all of it is there."""
    visit.page.goto(url)
    settled(visit.page)
    expect(visit.page.get_by_test_id("stHeading").first).to_be_visible()
    return visit.page


def english(page: Page) -> list[str]:
    """The strings of the page, also those only a screen reader speaks, that have an English word in them."""
    return [text for text in page.evaluate(STRINGS) if ENGLISH.search(text)]


def next_frame(page: Page) -> None:
    """Wait until the browser has drawn, and told the page, what the pointer or a scroll just did."""
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def multiselect(page: Page, *, index: int) -> Locator:
    """The field of a list of options, scrolled into sight first: a scroll would close the list it opens."""
    field = page.get_by_test_id("stMultiSelect").nth(index).locator("input")
    field.scroll_into_view_if_needed()
    next_frame(page)
    return field


def open_column_menu(page: Page) -> Locator:
    """Open the menu of the first column, by the mark at the right end of its heading.

    The mark is drawn on the canvas some frames after the pointer has come; a click before that only sorts.
    """
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    grid = page.get_by_test_id("stDataFrame").first
    grid.hover()
    box = grid.locator("canvas").first.bounding_box()
    assert box is not None
    for attempt in range(40):
        if menu.count():
            break
        page.mouse.move(box["x"] + 180 + attempt % 10, box["y"] + 17)
        next_frame(page)
        page.mouse.down()
        page.mouse.up()
        next_frame(page)
    expect(menu).to_be_visible()
    return menu


def upload(page: Page, *, name: str, size: int) -> None:
    """Give a file to the uploader that accepts spreadsheets only."""
    field = page.get_by_test_id("stFileUploader").first.locator("input")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": b"x" * size})


@pytest.mark.parametrize("path", PATHS)
def test_no_english_word_is_on_a_page_of_widgets(visit: Visit, address: str, path: str) -> None:
    page = open_page(visit, f"{address}/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "es-PE")
    assert english(page) == []


def test_the_hints_of_text_fields_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    page.get_by_label("Texto", exact=True).fill("abc")
    expect(page.get_by_text("Presione Enter para aplicar")).to_be_visible()
    page.get_by_label("Comentario").fill("abc")
    expect(page.get_by_text(re.compile(r"Presione (Ctrl|⌘)\+Enter para aplicar"))).to_be_visible()
    page.get_by_label("Dentro del formulario").fill("abc")
    expect(page.get_by_text("Presione Enter para enviar")).to_be_visible()
    assert english(page) == []


def test_a_number_out_of_range_is_explained_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    page.get_by_label("Número").fill("44")
    page.get_by_label("Número").press("Enter")
    alert = page.get_by_test_id("stNumberInput").get_by_role("alert")
    expect(alert).to_have_text("Error: El número está fuera del rango permitido. Escriba un valor entre 0 y 10.")
    assert english(page) == []


def test_lists_of_options_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    field = multiselect(page, index=0)
    field.click()
    expect(page.get_by_role("option", name="Seleccionar todo")).to_be_visible()
    field.fill("des")
    expect(page.get_by_role("option", name="Seleccionar 2 coincidencias")).to_be_visible()
    field.fill("zzz")
    expect(page.get_by_text("Sin resultados")).to_be_visible()
    assert english(page) == []


def test_a_new_option_and_the_limit_of_a_list_are_told_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    field = multiselect(page, index=1)
    field.fill("Trata")
    expect(page.get_by_role("option", name="Agregar: Trata")).to_be_visible()
    field.press("Enter")
    settled(page)
    field.click()
    expect(page.get_by_text("Solo puede elegir una opción. Quite primero la que está.")).to_be_visible()
    assert english(page) == []


def test_the_calendar_and_its_errors_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    day = page.get_by_test_id("stDateInput").first.get_by_role("spinbutton").first
    day.click()
    page.keyboard.type("31122026")
    alert = page.get_by_test_id("stDateInput").first.get_by_role("alert")
    expect(alert).to_have_text("Error: Fecha fuera del rango permitido. Elija una fecha hasta el 25/03/2026.")
    page.get_by_test_id("stDateInputError").hover()
    expect(page.get_by_test_id("stTooltipErrorContent")).to_contain_text("Elija una fecha hasta el 25/03/2026.")
    assert english(page) == []


def test_the_range_of_dates_and_its_shortcuts_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    page.get_by_test_id("stDateInput").nth(1).get_by_test_id("stDateInputCalendarButton").click()
    page.get_by_test_id("stDateInputQuickSelect").get_by_role("button").click()
    expect(page.get_by_role("option", name="Últimos 3 meses")).to_be_visible()
    assert english(page) == []


def test_the_time_beside_a_calendar_is_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, address)
    page.get_by_test_id("stDateTimeInputCalendarButton").click()
    expect(page.get_by_test_id("stDateTimeInputPopoverTime").get_by_text("Hora")).to_be_visible()
    assert english(page) == []


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("foto.exe", 10, "Error: Este tipo de archivo no se admite."),
        ("grande.xlsx", 11_000_000, "Error: El archivo no debe pasar de 10.0 MB."),
    ],
)
def test_a_refused_file_is_explained_in_spanish(
    visit: Visit, address: str, name: str, size: int, sentence: str
) -> None:
    page = open_page(visit, f"{address}/archivos")
    upload(page, name=name, size=size)
    expect(page.get_by_test_id("stFileChip").get_by_role("alert")).to_have_text(sentence)
    assert english(page) == []


def test_files_go_up_and_down_under_the_content_policy(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/archivos")
    upload(page, name="acuerdos.xlsx", size=10)
    expect(page.get_by_label("Quitar acuerdos.xlsx")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar").click()
    assert download.value.path().read_bytes() == b"a,b"
    assert english(page) == []


def test_the_tool_bar_of_a_table_is_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/datos")
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_label("Mostrar u ocultar columnas").first.hover()
    expect(page.get_by_role("tooltip")).to_have_text("Mostrar u ocultar columnas")
    page.get_by_label("Mostrar u ocultar columnas").first.click()
    expect(page.get_by_test_id("stDataFrameColumnVisibilityMenu")).to_contain_text("Seleccionar todo")
    page.keyboard.press("Escape")
    page.get_by_label("Buscar", exact=True).first.click()
    page.keyboard.type("PNP")
    expect(page.get_by_test_id("search-result-area")).to_have_text("1 resultado")
    assert english(page) == []


def test_the_menu_of_a_column_is_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/datos")
    menu = open_column_menu(page)
    expect(menu).to_contain_text("Orden ascendente")
    expect(menu.get_by_title("texto")).to_be_visible()
    page.get_by_role("menuitem", name="Estadísticas").hover()
    expect(page.get_by_test_id("stDataFrameStatisticsMetrics")).to_contain_text("Longitud promedio")
    assert english(page) == []


def test_a_chart_has_a_spanish_tool_bar_and_opens_full_screen(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/datos")
    chart = page.get_by_test_id("stPlotlyChart")
    chart.hover()
    chart.get_by_label("Pantalla completa").click()
    expect(chart.get_by_label("Salir de pantalla completa")).to_be_visible()
    assert english(page) == []


def test_dialogs_and_notices_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/marco")
    page.get_by_role("button", name="Avisar").click()
    page.get_by_role("button", name="ver más").click()
    expect(page.get_by_role("button", name="ver menos")).to_be_visible()
    page.get_by_role("button", name="Abrir diálogo").click()
    expect(page.get_by_role("dialog").get_by_label("Cerrar")).to_be_visible()
    assert english(page) == []


def test_an_unknown_address_is_explained_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/no-existe")
    expect(page.get_by_role("dialog")).to_contain_text("Página no encontrada")
    expect(page.get_by_role("dialog")).to_contain_text(
        "La página solicitada no existe. Se muestra la página de inicio."
    )
    assert english(page) == []


def test_a_failure_of_the_program_is_told_in_spanish(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/fallo")
    expect(visit.page.get_by_test_id("stException")).to_contain_text("Ocurrió un error en el tablero.")
    assert english(visit.page) == []


def test_the_main_menu_and_a_long_run_are_in_spanish(visit: Visit, address: str) -> None:
    page = open_page(visit, f"{address}/marco")
    page.get_by_role("button", name="Demorar").click()
    page.get_by_role("button", name="Detener").click()
    settled(page)
    page.get_by_label("Menú principal").click()
    expect(page.get_by_role("menuitemradio", name="Oscuro")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_label("Ocultar el menú").click()
    expect(page.get_by_label("Mostrar el menú")).to_be_visible()
    assert english(page) == []


def test_a_lost_connection_is_told_in_spanish(visit: Visit, start_server: StartServer) -> None:
    with start_server(LAUNCHER) as base_url:
        page = open_page(visit, base_url.replace("127.0.0.1", "localhost"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Error de conexión", timeout=30_000)
    expect(dialog).to_contain_text("python start.py")
    assert english(page) == []


KEPT: list[Callable[[Page], object]] = [
    lambda page: expect(page.get_by_test_id("stMarkdown").get_by_text("Upload", exact=True)).to_be_visible(),
    lambda page: expect(page.get_by_test_id("stText")).to_have_text("Search"),
    lambda page: expect(page.get_by_test_id("stAlert")).to_have_text("Cancel"),
    lambda page: expect(page.get_by_test_id("stCaptionContainer")).to_have_text("Fullscreen"),
    lambda page: expect(page.get_by_test_id("stCode")).to_contain_text("Copy to clipboard"),
    lambda page: expect(page.get_by_test_id("stButton")).to_have_text("Close"),
    lambda page: expect(page.get_by_test_id("stMetric")).to_contain_text("StopUpload"),
    lambda page: expect(page.get_by_test_id("stMultiSelect").get_by_title("Close")).to_have_text("Close"),
    lambda page: expect(page.get_by_test_id("stRadio").get_by_text("Upload")).to_be_visible(),
    lambda page: expect(
        page.get_by_label("Search", exact=True).and_(page.locator("input[type=text]")).last
    ).to_have_value("Close"),
    lambda page: expect(page.get_by_test_id("stTable")).to_contain_text("Search"),
    lambda page: expect(page.get_by_test_id("stDataFrame").locator("td").get_by_text("Search")).to_have_count(1),
    lambda page: expect(page.get_by_test_id("stJson")).to_contain_text("Upload"),
    lambda page: expect(page.get_by_test_id("stExpander")).to_contain_text("Close"),
    lambda page: expect(page.get_by_role("tab", name="Upload")).to_be_visible(),
    lambda page: expect(page.get_by_role("switch", name="Close")).to_have_count(1),
    lambda page: expect(page.get_by_test_id("stPlotlyChart").locator("text").get_by_text("Upload")).to_have_count(1),
    lambda page: expect(page.get_by_label("Close", exact=True).and_(page.locator("section"))).to_be_visible(),
]


def test_words_of_the_dictionary_stay_where_the_application_writes_them(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/usuario")
    settled(visit.page)
    expect(visit.page.get_by_test_id("stFileUploaderDropzone")).to_contain_text("Subir archivo")
    for is_kept in KEPT:
        is_kept(visit.page)


def test_options_that_are_words_of_the_dictionary_stay(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}/usuario")
    settled(visit.page)
    visit.page.get_by_label("Upload", exact=True).and_(visit.page.locator("input[role=combobox]")).click()
    expect(visit.page.get_by_role("option")).to_have_text(["Close", "Upload", "Search"])
    visit.page.keyboard.press("Escape")
    multiselect(visit.page, index=0).click()
    expect(visit.page.get_by_role("option")).to_have_text(["Select all"])


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_phone_shows_the_page_in_spanish_too(new_page: NewPage, address: str, color_scheme: str) -> None:
    visit = new_page(width=390, height=844, color_scheme=color_scheme)
    page = open_page(visit, address)
    page.get_by_label("Mostrar el menú").click()
    expect(page.get_by_label("Páginas del tablero")).to_be_visible()
    assert english(page) == []
    assert visit.policy_violations() == visit.foreign_requests() == []
