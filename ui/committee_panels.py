"""«Por comité» on Panorama: how each committee stands, its own agreements and rolled up. Drawn only where several are looked at."""

from typing import Any

import pandas as pd
import streamlit as st

from follow_up.board import Board
from follow_up.committees import COUNTED, Scope, below, figures_by_committee
from follow_up.selection import Selection, select
from follow_up.vocabulary import DONE_STANDINGS, Standing
from ui import charts, panels
from ui.committee_control import show
from ui.committee_texts import scope_label, short_names
from ui.frame import PageContext, figures
from ui.sentences import count


def by_committee(context: PageContext, selection: Selection) -> None:
    """A bar for each committee and one for each that has others below it; a touch looks at that one on every page."""
    if len(context.board.committees) < 2:
        return
    names = short_names(context.committees)
    counted = figures(context, _counted, selection)
    bars = _bars(counted, context.board.committees, names)
    panels.chart(
        f"Por comité: {_answer(counted, names)}", charts.stacked_standing(bars, key="label", label="label", theme=panels.chart_theme()),
        key="overview-committees", alternative=charts.standing_alternative(bars, label="label"), note=_note(counted, names),
        choose=lambda bar: show(bar[0]),
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        for label in bars["label"][1:]:
            if st.button(label, key=f"overview-show-{label}", type="tertiary", icon=":material/groups:", help="Ver este comité en todas las páginas"):
                show(label)


def _counted(board: Board, selection: Selection) -> pd.DataFrame:
    return figures_by_committee(select(board, selection))


def _bars(counted: pd.DataFrame, committees: pd.DataFrame, names: dict[int, str]) -> pd.DataFrame:
    """The rows of the chart: each committee that has others below it with them, then alone; the others alone."""
    rows: list[dict[str, Any]] = []
    for row in counted.to_dict("records"):
        under = below(committees, row["committee_id"])
        if under:
            label = scope_label(Scope((row["committee_id"], *under)), names)
            rows.append({"label": label, **{name: row[f"all_{name}"] for name in COUNTED}})
        rows.append({"label": names[row["committee_id"]], **{name: row[name] for name in COUNTED}})
    return pd.DataFrame(rows)


def _answer(counted: pd.DataFrame, names: dict[int, str]) -> str:
    """What all have together, and whose it is."""
    top = counted.iloc[0]
    done = sum(int(top[f"all_{standing}"]) for standing in DONE_STANDINGS)
    live = int(top["all_total"] - top[f"all_{Standing.VOID}"])
    return f"{done} de {live} cumplidos; {int(top['total'])} de {names[int(top['committee_id'])]} y {int(top['all_total'] - top['total'])} de los que dependen de él"


def _note(counted: pd.DataFrame, names: dict[int, str]) -> str:
    """Why the sums are what they are: copies are counted with the committee that has them; and who has nothing yet."""
    passed = int(counted["passed"].sum())
    copies = f"incluye {count(passed, 'trasladado', 'trasladados')}, que también cuentan en el comité del que vienen" if passed else "ninguno trasladado de un comité a otro"
    without = [names[int(number)] for number in counted.loc[counted["total"] == 0, "committee_id"]]
    empty = f" Sin acuerdos: {', '.join(without)}." if without else ""
    return f"Cada acuerdo cuenta en el comité que lo adoptó; {copies}.{empty}"
