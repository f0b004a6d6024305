"""What a figure draws is what its table counts, in the colours of the field, with labels that cannot act."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from follow_up.metrics import AGEING_BINS, standing_by
from follow_up.vocabulary import DeadlineBucket, DeadlineState, Standing
from ui import charts, palette, texts

TODAY = date(2026, 3, 20)
HOSTILE = '<a href="https://x.pe">R&D</a>'
ROWS = pd.DataFrame(
    [
        ("PNP", "PNP", "no_report", "overdue"),
        ("PNP", "PNP", "in_progress", "overdue"),
        ("PNP", "PNP", "in_progress", "on_time"),
        ("DREMO", "DREMO", "verified", "closed"),
        ("DREMO", "DREMO", "no_report", "no_deadline"),
        ("X", HOSTILE, "void", "closed"),
    ],
    columns=["code", "name", "standing", "deadline_state"],
)
AGREEMENTS = pd.DataFrame(
    {
        "ref": ["2026-O1-01", "2026-O1-2.1", "2026-O1-05"],
        "code": ["01", "2.1", "<b>05</b>"],
        "text": ["Difundir", "Convocar <i>ya</i> & reunir a las instituciones de la región en una mesa de trabajo", "Informar"],
        "session_on": pd.to_datetime(["2026-02-25", "2026-02-25", "2026-03-01"]),
        "due": pd.to_datetime(["2026-04-30", "2026-03-10", "2026-03-25"]),
        "days": [41, -10, 5],
        "deadline_state": ["on_time", "overdue", "due_soon"],
    }
)
SESSIONS = pd.DataFrame({"held_on": pd.to_datetime(["2026-02-25", "2026-04-30"])})


def stacked(rows: pd.DataFrame = ROWS) -> tuple[pd.DataFrame, Any]:
    table = standing_by(rows, key="code", label="name")
    return table, charts.stacked_standing(table, key="code", label="name", theme="light")


def drawn(figure: Any) -> dict[tuple[str, str], int]:
    """The number on each segment by what its click gives."""
    return {tuple(data[:2]): int(number) for bar in figure.data for data, number in zip(bar.customdata, bar.x, strict=True) if number}


def names(figure: Any) -> dict[str, str]:
    """The words beside each bar by its key, from the top."""
    axis = figure.layout.yaxis
    assert axis.range[0] > axis.range[1]
    shown = dict(zip(axis.tickvals, axis.ticktext, strict=True))
    return {data[0]: shown[place] for bar in figure.data for place, data in sorted(zip(bar.y, bar.customdata, strict=True))}


def test_segments_add_up_to_the_rows_of_each_party() -> None:
    table, figure = stacked()
    counted = ROWS.groupby(["code", "standing"]).size().to_dict()
    assert drawn(figure) == counted
    assert sum(drawn(figure).values()) == len(ROWS) == table["total"].sum()


def test_a_standing_that_nobody_has_is_not_drawn_and_a_zero_segment_has_no_number() -> None:
    _, figure = stacked()
    assert [bar.name for bar in figure.data] == ["Sin reporte", "En proceso", "Cumplido verificado", "Sin efecto"]
    for bar in figure.data:
        assert [words.split(" ")[0] for words in bar.text] == [str(number) if number else "" for number in bar.x]
        assert {words.partition(" ")[2] for words in bar.text} <= {"", bar.name.lower()}


def test_segments_have_the_colours_and_the_ink_of_their_state() -> None:
    _, figure = stacked()
    codes = {label: code for code, label in texts.STANDING.items()}
    for bar in figure.data:
        assert (bar.marker.color, bar.textfont.color) == palette.STANDING[codes[bar.name]]
        assert bool(bar.marker.pattern.shape) == (bar.name == texts.STANDING[Standing.VOID])


def test_bars_stand_in_the_order_of_the_table_with_the_overdue_beside_the_name() -> None:
    table, figure = stacked()
    assert list(table["code"]) == ["PNP", "DREMO", "X"]
    assert list(names(figure).items())[:2] == [("PNP", "PNP ▲2"), ("DREMO", "DREMO")]
    assert figure.layout.barmode == "stack"


def test_a_label_typed_by_others_is_escaped() -> None:
    _, figure = stacked()
    label = names(figure)["X"]
    assert label.replace("<br>", "") == '&lt;a href="https://x.pe"&gt;R&amp;D&lt;/a&gt;'
    assert not [words for bar in figure.data for data in bar.customdata for words in data if "<" in words]


def test_a_long_name_takes_two_lines_and_is_cut_with_a_mark() -> None:
    rows = ROWS.assign(name="Instituto Nacional Penitenciario de la Región Sur Altiplano Puno", code="INPE")
    label = names(stacked(rows)[1])["INPE"]
    assert label.count("<br>") == 1
    assert label.endswith("…")


def test_two_long_names_that_are_cut_alike_stay_two_bars() -> None:
    name = "Municipalidad Distrital de San Antonio de Moquegua"
    rows = ROWS.assign(name=[f"{name} {code}" for code in ROWS["code"]])
    assert drawn(stacked(rows)[1]) == ROWS.groupby(["code", "standing"]).size().to_dict()
    assert len(set(names(stacked(rows)[1]))) == 3


def test_the_stacked_bars_are_told_in_words() -> None:
    table, _ = stacked()
    told = charts.standing_alternative(table, label="name").split("; ")
    assert told[0] == "PNP: 2 vencido(s), 1 sin reporte, 2 en proceso"
    assert told[1] == "DREMO: 1 sin reporte, 1 cumplido verificado"
    assert charts.standing_alternative(table.head(0), label="name") == "Sin datos"
    assert charts.counts_alternative({"Vencido": 1, "Después": 0}) == "Vencido: 1 acuerdo; Después: 0 acuerdos"


def test_deadlines_show_each_bucket_with_its_zero() -> None:
    counts = dict.fromkeys(DeadlineBucket, 0) | {DeadlineBucket.OVERDUE: 3, DeadlineBucket.NO_DEADLINE: 6}
    figure: Any = charts.bucket_bars(counts, labels=texts.BUCKET, theme="dark")
    bars = figure.data[0]
    assert list(bars.x) == [3, 0, 0, 0, 6, 0]
    assert list(bars.text) == [f"<b>{number}</b>" for number in bars.x]
    assert [data[0] for data in bars.customdata] == [bucket.value for bucket in DeadlineBucket]
    assert list(bars.marker.color) == [palette.BUCKET[bucket][0] for bucket in DeadlineBucket]
    assert names(figure) == {bucket.value: label for bucket, label in texts.BUCKET.items()}


def test_ageing_names_its_bins_in_days() -> None:
    table = pd.DataFrame([{"first": first, "last": last, "count": place} for place, (first, last) in enumerate(AGEING_BINS)])
    figure: Any = charts.ageing_bars(table, theme="light")
    bars = figure.data[0]
    assert list(figure.layout.yaxis.ticktext) == ["1–15 días", "16–30 días", "31–60 días", "61–90 días", "más de 90 días"]
    assert list(bars.x) == [0, 1, 2, 3, 4]


def test_the_timeline_runs_from_the_session_to_the_deadline_the_earliest_on_top() -> None:
    figure: Any = charts.timeline(AGREEMENTS, SESSIONS, today=TODAY, theme="light")
    bars = {bar.customdata[0][0]: bar for bar in figure.data}
    assert {ref: bar.y[0] for ref, bar in bars.items()} == {"2026-O1-2.1": 0, "2026-O1-05": 1, "2026-O1-01": 2}
    for row in AGREEMENTS.to_dict("records"):
        bar = bars[row["ref"]]
        assert pd.Timestamp(bar.base[0]) == row["session_on"]
        assert pd.Timestamp(bar.base[0]) + pd.Timedelta(milliseconds=int(bar.x[0])) == row["due"]
        state = DeadlineState(row["deadline_state"])
        assert (bar.name, bar.marker.color) == (texts.DEADLINE_STATE[state], palette.DEADLINE_STATE[state][0])
    assert bars["2026-O1-2.1"].hovertext[0] == "2.1: 10/03/2026, vencido hace 10 días"


def test_the_timeline_escapes_its_labels_and_marks_today_and_the_sessions() -> None:
    figure: Any = charts.timeline(AGREEMENTS, SESSIONS, today=TODAY, theme="light")
    labels = "".join(figure.layout.yaxis.ticktext).replace("<br>", "") + "".join(bar.hovertext[0] for bar in figure.data)
    assert "<" not in labels
    assert "&lt;b&gt;05&lt;/b&gt;" in labels
    assert {shape.x0: shape.line.dash for shape in figure.layout.shapes} == {"2026-02-25": "dot", "2026-04-30": "dot", "2026-03-20": None}
    assert figure.layout.annotations[0].text == "<b>Corte 20/03/2026</b>"


def test_the_trend_draws_its_three_counts_by_day() -> None:
    table = pd.DataFrame({"on": [date(2026, 2, 28), TODAY], "total": [9, 9], "done": [0, 2], "verified": [0, 1]})
    figure: Any = charts.trend_lines(table, theme="light")
    assert {line.name: list(line.y) for line in figure.data} == {"En vigor": [9, 9], "Cumplidos": [0, 2], "Verificados": [0, 1]}
    assert all(list(line.x) == ["2026-02-28", "2026-03-20"] for line in figure.data)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_ticks_have_our_own_ink_on_each_theme(theme: str) -> None:
    figure: Any = charts.bucket_bars(dict.fromkeys(DeadlineBucket, 0), labels=texts.BUCKET, theme=theme)
    assert figure.layout.yaxis.tickfont.color == figure.layout.xaxis.tickfont.color == palette.INK[theme]
    assert figure.data[0].textfont.color == palette.INK[theme]


def test_figures_speak_spanish_and_have_no_tool_bar() -> None:
    config: Any = charts.CONFIG
    locale = config["locales"][config["locale"]]
    assert locale["moduleType"] == "locale"
    assert locale["format"]["months"][0::8] == ["enero", "setiembre"]
    assert locale["format"]["shortMonths"] == ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"]
    assert locale["format"]["days"][0] == "domingo"
    assert len(locale["format"]["months"]) == 12
    assert locale["format"]["date"] == "%d/%m/%Y"
    assert charts.CONFIG["displayModeBar"] is False
