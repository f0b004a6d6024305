"""The dashboard as a visitor meets it, without a browser: open, go to a page, touch a bar, read what is shown."""

import base64
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest
from streamlit.util import ReadOnlyAttributeDictionary, calc_hash

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "ui" / "app.py"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
URLS = {
    "overview": "",
    "institutions": "por-institucion",
    "themes": "por-tema",
    "deadlines": "plazos",
    "agreements": "acuerdos",
    "agreement": "acuerdo",
    "excel": "excel",
    "batches": "cargas",
    "changes": "que-cambio",
    "calls": "llamadas",
    "quality": "calidad",
    "catalogues": "catalogos",
    "history": "historial",
    "presidency": "presidencia",
    "session": "sesion",
    "sessions": "sesiones",
    "projector": "proyector",
    "operator": "operador",
}
HEADED = [page for page in PAGES if page != "projector"]  # it shows the slide, and nothing of the frame of a page
PATIENCE = 60  # seconds: a slow machine is no failure
SAID = ("markdown", "caption", "title", "warning", "error", "success", "info")
LABELLED = ("metric", "expander", "tab", "button", "checkbox", "text_input", "text_area", "selectbox", "multiselect")

Query = dict[str, Any]
Sees = Callable[..., AppTest]


def run(screen: AppTest) -> AppTest:
    """Draw the page again; a page that raises is a failure of whatever test sees it."""
    screen.run()
    assert not screen.exception, [error.message for error in screen.exception]
    return screen


def opened(page: str = "overview", **query: object) -> AppTest:
    """A new visitor whose first request is the address of a page."""
    screen = AppTest.from_file(str(MAIN), default_timeout=PATIENCE)
    screen.query_params = dict(query)
    if URLS[page]:
        screen._page_hash = calc_hash(URLS[page])  # `switch_page` does not know the pages before a first run
    return run(screen)


def go(screen: AppTest, page: str, **query: object) -> AppTest:
    """By a link or the menu to another page, with its filters."""
    screen.query_params = dict(query)
    screen.switch_page(f"../pages/{page}.py")
    return run(screen)


def left(screen: AppTest) -> AppTest:
    """On the page of an agreement, from where every list is another page."""
    return go(screen, "agreement", ref="2026-O1-01")


def elements(screen: AppTest, kind: str) -> list[Any]:
    """The elements of a kind; what they have is known to the tests and not to the types."""
    return list(screen.get(kind))


def texts_of(screen: AppTest) -> list[str]:
    """Everything on the page that Streamlit reads as Markdown, labels included."""
    values = [element.value for kind in SAID for element in elements(screen, kind)]
    labels = [element.label for kind in LABELLED for element in elements(screen, kind)]
    links = [link.proto.label for link in screen.get("page_link")]
    options = [option for group in screen.segmented_control for option in group.options]
    return [*values, *labels, *links, *options]


def said(screen: AppTest) -> str:
    """All the words of the page in one text."""
    return "\n".join(texts_of(screen))


def kpis(screen: AppTest) -> dict[str, tuple[str, Query]]:
    """Per card: its figure and the filters of its link."""
    shown: list[Any] = list(screen.main)
    cards = [element for element in shown if element.type in {"metric", "page_link"}]
    pairs = [(card, link) for card, link in pairwise(cards) if card.type == "metric"]
    return {card.label.split(" (")[0]: (card.value, parse_qs(link.proto.query_string)) for card, link in pairs}


def number(figure: str) -> int:
    """The count of a card: 5 of "5 de 40"."""
    return int(figure.split()[0])


def figure(screen: AppTest, key: str) -> dict[str, Any]:
    """What the browser gets to draw a chart."""
    return json.loads(next(element for element in elements(screen, "plotly_chart") if element.key == key).proto.spec)


def chart(screen: AppTest, key: str) -> list[dict[str, Any]]:
    """The traces of a chart."""
    return figure(screen, key)["data"]


def beside(screen: AppTest, key: str) -> list[str]:
    """The words beside the bars, from the top."""
    return figure(screen, key)["layout"]["yaxis"]["ticktext"]


def plain(values: Any) -> list[float]:
    """Numbers of a trace, which Plotly packs when they come from a frame."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


def segments(screen: AppTest, key: str) -> Iterator[tuple[list[str], int]]:
    """Each drawn segment of a bar chart: the codes that its click gives, and its number."""
    for trace in chart(screen, key):
        for data, size in zip(trace["customdata"], plain(trace["x"]), strict=True):
            if size:
                yield data[:2], int(size)


def touch(screen: AppTest, key: str, data: list[str]) -> AppTest:
    """Click the bar whose custom data is this."""
    points = {"points": [{"customdata": data}], "point_indices": [0], "box": [], "lasso": []}
    screen.session_state[key] = ReadOnlyAttributeDictionary({"selection": ReadOnlyAttributeDictionary(points)})
    return run(screen)


def touch_cell(screen: AppTest, key: str, row: int, column: str) -> AppTest:
    """Click a cell of a table."""
    selection = {"rows": [], "columns": [], "cells": [(row, column)]}
    screen.session_state[key] = ReadOnlyAttributeDictionary({"selection": ReadOnlyAttributeDictionary(selection)})
    return run(screen)


def listed(screen: AppTest) -> pd.DataFrame:
    """The rows of the only list of the page."""
    assert screen.title[0].value == "Acuerdos"
    return screen.dataframe[0].value if len(screen.dataframe) else pd.DataFrame()


def field(screen: AppTest, label: str) -> Any:
    """The field of a form that has this label."""
    kinds = ("text_input", "text_area", "number_input", "date_input", "selectbox", "multiselect", "radio", "checkbox", "button", "segmented_control")
    found = [element for kind in kinds for element in elements(screen, kind) if element.label.startswith(label)]
    found += [group for group in screen.segmented_control if group.proto.label == label] if not found else []
    assert len(found) == 1, (label, found)
    return found[0]
