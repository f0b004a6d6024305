"""A chart of the deck as PowerPoint's own: stacked bars whose figures are in an embedded workbook, to be edited there."""

import re
from typing import cast

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.chart.plot import BarPlot
from pptx.chart.series import BarSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide

from reports.deck_words import bar_name, chart_words
from reports.pptx_shapes import Box, allowed, colour, pixels, points
from reports.slides import ChartSlide, Chip

NAMES, LEGEND = 0.34, 76.0  # the share of the width that names take; the height of the legend, in pixels
_BAR = 88.0
_CROWDED = 24  # from this total on, one unit is too narrow for a shape and a figure
_READ_AS_FORMULA = re.compile(r"\{?=|[a-z]+:", re.IGNORECASE)  # what the workbook would take for a formula or a link
_INNER = (
    '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout><c:layoutTarget val="inner"/>'
    '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{w:.4f}"/><c:h val="{h:.4f}"/>'
    "</c:manualLayout></c:layout>"
)


def add_chart(slide: Slide, place: Box, shown: ChartSlide, *, ink: str) -> None:
    """Draws the bars of `shown`, the first on top, with a legend of shape and word above and the figures on the segments."""
    height = min(place.height, LEGEND + _BAR * len(shown.bars))
    corner = pixels(place.left), pixels(place.top), pixels(place.width), pixels(height)
    frame = cast("GraphicFrame", slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *corner, _data(shown)))  # declared as the chart in it
    frame.name = "Gráfico"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", allowed(f"{shown.title}. {'. '.join(chart_words(shown))}."))
    chart = frame.chart
    chart.has_title = False
    chart.font.size = points(28)
    chart.font.color.rgb = colour(ink)
    chart.font.language_id = MSO_LANGUAGE_ID.SPANISH_PERU
    chart.has_legend = True
    if chart.legend is not None:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    _axes(chart, ink=ink, most=_most(shown))
    _keep_room_for_names(chart, legend=LEGEND / height)
    plot = cast("BarPlot", next(iter(chart.plots)))
    plot.gap_width, plot.overlap = 35, 100
    for series, chip in zip(plot.series, shown.categories, strict=True):
        _paint(series, chip, shape_too=_most(shown) < _CROWDED)


def _data(shown: ChartSlide) -> ChartData:
    data = ChartData(number_format="0")
    data.categories = [_plain(bar_name(bar)) for bar in shown.bars]
    for place, chip in enumerate(shown.categories):
        data.add_series(f"{chip.shape} {chip.words}", [bar.counts[place] for bar in shown.bars])
    return data


def _plain(name: str) -> str:
    """A name that the embedded workbook keeps as a text: "=1+1" would be calculated when somebody edits the data."""
    text = allowed(name)
    return f" {text}" if _READ_AS_FORMULA.match(text) else text


def _most(shown: ChartSlide) -> int:
    return max(1, shown.scale, *(sum(bar.counts) for bar in shown.bars))


def _axes(chart: Chart, *, ink: str, most: int) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = colour(ink)
    values.minimum_scale, values.maximum_scale = 0, most
    values.has_major_gridlines = False
    values.visible = False


def _keep_room_for_names(chart: Chart, *, legend: float) -> None:
    """Fixes where the bars begin, or each program would choose a width for the names by itself."""
    area = chart._chartSpace.chart.plotArea
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    area.insert(0, parse_xml(_INNER.format(x=NAMES, y=legend, w=0.99 - NAMES, h=0.99 - legend)))


def _paint(series: BarSeries, chip: Chip, *, shape_too: bool) -> None:
    fill, ink = chip.colour
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(fill)
    series.format.line.color.rgb = colour("#FFFFFF")
    series.format.line.width = points(3)
    labels = series.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.CENTER
    labels.number_format = f'"{chip.shape} "0;;;' if shape_too else "0;;;"  # an empty segment has no label
    labels.number_format_is_linked = False
    labels.font.size = points(28)
    labels.font.bold = True
    labels.font.color.rgb = colour(ink)
