"""The sheet "Resumen": counts in cells, and a native chart of each beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.worksheet import Worksheet

from tracker.writing.sheets_writing import BAND, INK, LINE, NOTE, Book, set_up_print, write_cell, write_lines

SUMMARY_SHEET = "Resumen"
CHART_COLUMN_GAP = 1
LABEL_WIDTH, FIGURE_WIDTH = 42, 11
ROW_PIXELS, CHART_WIDTH, DEFAULT_COLUMN = 20, 720, 64
ONE_PAGE_ROWS = 75  # what is still read when it is shrunk to one page
LEAST_ROWS = 12  # as high as a small chart
MOST_BARS = 40  # beyond, a chart is no picture any more; the cells have them all


@dataclass(frozen=True)
class Tally:
    """Counts of one kind of thing. `heading` names what is counted, `label` the rows; each row has one count per series.

    `series`: name, fill and ink of each. `fills`: fill and ink per row, where a single series is drawn by rows.
    """

    heading: str
    label: str
    series: tuple[tuple[str, str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    fills: tuple[tuple[str, str], ...] = ()


def write_summary(book: Book, lines: Sequence[str], tallies: Sequence[Tally], *, footer: str) -> None:
    """One block after the other: the cells on the left, their chart on the right."""
    sheet = book.sheet(SUMMARY_SHEET)
    write_lines(book, sheet, lines)
    widest = max((len(tally.series) for tally in tallies), default=1) + 2
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, widest - 1, FIGURE_WIDTH)
    row = len(lines) + 1
    for tally in tallies:
        _write_counts(book, sheet, row, tally)
        if tally.rows:
            sheet.insert_chart(row, widest + CHART_COLUMN_GAP, _chart(book, row + 1, tally), {"object_position": 2})
        row += max(len(tally.rows) + 3, _chart_rows(tally)) + 2
    right = widest + CHART_COLUMN_GAP + CHART_WIDTH // DEFAULT_COLUMN
    set_up_print(sheet, footer=footer, repeat=None, area=(0, 0, row, right))
    if row <= ONE_PAGE_ROWS:
        sheet.fit_to_pages(1, 1)


def _chart_rows(tally: Tally) -> int:
    return max(LEAST_ROWS, min(len(tally.rows), MOST_BARS) + 6)


def _write_counts(book: Book, sheet: Worksheet, row: int, tally: Tally) -> None:
    title = book.look(bold=True, font_size=12, font_color=BAND)
    head = book.look(bold=True, bottom=1, border_color=LINE, text_wrap=True, align="center", valign="bottom", font_color=NOTE)
    first = book.look(bold=True, bottom=1, border_color=LINE, valign="bottom", font_color=NOTE)
    label = book.look(bottom=1, border_color=LINE, valign="vcenter")
    figure = book.look(bottom=1, border_color=LINE, align="center", valign="vcenter", num_format="0")
    total = book.look(bottom=1, border_color=LINE, align="center", valign="vcenter", num_format="0", bold=True)
    write_cell(sheet, row, 0, tally.heading, title)
    sheet.set_row_pixels(row + 1, 36)
    headings = [tally.label, *(name for name, _, _ in tally.series)]
    for column, words in enumerate([*headings, "Total"] if _stacks(tally) else headings):
        write_cell(sheet, row + 1, column, words, head if column else first)
    for line, (name, counts) in enumerate(tally.rows, row + 2):
        write_cell(sheet, line, 0, name, label)
        for column, count in enumerate(counts, 1):
            sheet.write_number(line, column, count, figure.plain)
        if _stacks(tally):
            sheet.write_number(line, len(counts) + 1, sum(counts), total.plain)


def _chart(book: Book, header: int, tally: Tally) -> Any:
    """A bar per row, from the top in the order of the cells; zeros have no label."""
    chart: Any = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = header + 1, header + min(len(tally.rows), MOST_BARS)
    for column, (_, fill, ink) in enumerate(tally.series, 1):
        label = {"value": True, "num_format": "0;;;", "font": _label_font(ink)}
        if tally.fills:
            label["custom"] = [{"font": _label_font(own)} for _, own in tally.fills]
        chart.add_series(
            {
                "name": [SUMMARY_SHEET, header, column],
                "categories": [SUMMARY_SHEET, first, 0, last, 0],
                "values": [SUMMARY_SHEET, first, column, last, column],
                "fill": {"color": fill},
                "points": [{"fill": {"color": own}} for own, _ in tally.fills] or None,
                "gap": 45,
                "data_labels": label,
            }
        )
    shown = f" (los {MOST_BARS} primeros)" if len(tally.rows) > MOST_BARS else ""
    chart.set_title({"name": tally.heading + shown, "name_font": {"size": 11, "bold": True, "color": INK}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True} if tally.fills else {"position": "bottom", "font": {"size": 9}})
    chart.set_size({"width": CHART_WIDTH, "height": _chart_rows(tally) * ROW_PIXELS})
    return chart


def _label_font(ink: str) -> dict[str, object]:
    return {"size": 9, "bold": True, "color": ink}


def _stacks(tally: Tally) -> bool:
    """Whether a row adds several counts, and so has a total."""
    return len(tally.series) > 1
