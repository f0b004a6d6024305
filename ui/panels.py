"""The parts a page is made of: its head, figures that link, charts that link, badges, empty states."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

from follow_up.acts import is_web_link
from follow_up.rows import records
from follow_up.session_watch import watch_sessions
from follow_up.vocabulary import DeadlineKind, DeadlineState, Light, Standing, Status
from ui import palette, texts
from ui.charts import CONFIG, Figure
from ui.committee_texts import heading
from ui.cut_control import head_line
from ui.due_texts import with_next_session
from ui.escaping import markdown_safe
from ui.filters import AGREEMENTS_PAGE, Link
from ui.frame import PageContext, is_demo, last_report
from ui.import_texts import extra
from ui.sentences import call_for_session, day, deadline, evidence, extensions, freshness, moment
from ui.session_texts import convening_line


def head(context: PageContext, title: str) -> None:
    """The title, the mark of a demonstration, and one line that dates what is shown; a past day stands out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(title, anchor=False, width="content")
        if is_demo():
            st.markdown(chip(texts.DEMO, palette.AMBER), width="content")
    board = context.board
    dated = f"**{head_line(context)}**"
    parts = [markdown_safe(heading(board)), chip(dated, palette.AMBER) if context.is_past else dated, _next_session(context), freshness(last_report(board), context.cut.on)]
    st.caption(" · ".join(part for part in parts if part))


def _next_session(context: PageContext) -> str:
    """Whether there is a session on the day, the next one, or what the calendar lacks; and that the Reglamento is not kept."""
    board = context.board
    watch = watch_sessions(board.own_sessions, context.cut.on, board.windows)
    held = "día de sesión; " if (board.own_sessions["held_on"] == pd.Timestamp(context.cut.on)).any() else ""
    if board.next_session is None:
        return held + call_for_session(watch.last, watch.limit, context.cut.on)
    late = convening_line(watch)
    return f"{held}próxima sesión {day(board.next_session)}{'; ' + late if late else ''}"


def standing_legend() -> None:
    """What the colours of the stacked bars mean: once for all the charts of a page."""
    labels = {code: f"{texts.STANDING_SHAPE[code]} {label}".replace(" ", "\u00a0") for code, label in texts.STANDING.items()}
    chips = " ".join(chip(label, palette.STANDING[code]) for code, label in labels.items())
    st.markdown(f"{chips} ▲\u00a0vencidos, entre los abiertos")


def chip(words: str, colours: tuple[str, str]) -> str:
    """Words on the very colour that the bars and pills have. `words` are safe Markdown."""
    fill, ink = colours
    return f':color[\u00a0{words}\u00a0]{{foreground="{ink}" background="{fill}"}}'


def chart_theme() -> str:
    """ "light" or "dark", as the visitor sees it."""
    return st.context.theme.type or "light"


def kpi(label: str, figure: str, note: str, *, icon: str, link: Link, change: str = "") -> None:
    """A figure with its denominator, the link to exactly the rows that it counts, and `change` (safe Markdown) since an earlier day."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", gap="xxsmall"):
            st.metric(label, figure, icon=icon, width="content")
            if change:
                st.markdown(change, width="content")
        st.page_link(AGREEMENTS_PAGE, label=note, icon=":material/arrow_forward:", icon_position="right", query_params=link)


def chart(
    title: str, figure: Figure, *, key: str, alternative: str, note: str = "",
    choose: Callable[[Sequence[Any]], None] | None = None, more: tuple[str, str] | None = None,
) -> None:  # fmt: skip
    """A chart in its frame; a click on a bar is answered by `choose`, which takes the bar's customdata.

    `more` is the page, with its label, that has what the chart leaves out.
    """
    with st.container(border=True, height="stretch", gap="xsmall"):
        subtitle(title)
        if choose is None:
            st.plotly_chart(figure, key=key, config=CONFIG, alt=alternative)
        else:
            event = st.plotly_chart(figure, key=key, config=CONFIG, alt=alternative, on_select="rerun", selection_mode="points")
            points = event.selection.points
            if points:
                choose(points[0]["customdata"])
        if note:
            st.caption(note)
        if more:
            st.page_link(more[0], label=more[1], icon=":material/arrow_forward:", icon_position="right")


def subtitle(words: str) -> None:
    """The heading of a panel."""
    st.markdown(f"#### {markdown_safe(words)}")


def empty(sentence: str, *, icon: str) -> None:
    """An empty state: what is missing and what to do about it."""
    with st.container(border=True, height="stretch", vertical_alignment="center"):
        st.markdown(f"{icon} {sentence}")


def states(agreement: pd.Series, why: str) -> None:
    """How an agreement stands, where it is towards its deadline, and its light with the reason: word, shape and colour."""
    standing, deadline_state, light = Standing(agreement["standing"]), DeadlineState(agreement["deadline_state"]), Light(agreement["light"])
    chips = [
        chip(f"{texts.STANDING_SHAPE[standing]} {texts.STANDING[standing]}", palette.STANDING[standing]),
        chip(f"{texts.DEADLINE_SHAPE[deadline_state]} {texts.DEADLINE_STATE[deadline_state]}", palette.DEADLINE_STATE[deadline_state]),
        chip(f"{texts.LIGHT_SHAPE[light]} {texts.LIGHT[light]}: {markdown_safe(why)}", palette.LIGHT[light]),
    ]
    st.markdown(" ".join(chips))


def facts(agreement: pd.Series, sessions: pd.DataFrame, *, put_off: Sequence[str]) -> None:
    """Deadline with its extensions, each in a line of `put_off`, session, theme and follow-up body."""
    told = deadline(agreement["deadline_kind"], agreement["due"], agreement["days"], agreement["deadline_state"])
    st.markdown(f"**Plazo**  \n{told}")
    if agreement["deadline_kind"] == DeadlineKind.NEXT_SESSION and agreement["deadline_state"] != DeadlineState.CLOSED:
        st.caption(with_next_session(agreement["due"]))
    moved = extensions(agreement["extensions"], agreement["original_deadline"])
    if moved:
        st.markdown(f":material/history: {moved}")
        st.caption("\n".join(f"- {markdown_safe(line)}" for line in put_off))
    if agreement["deadline_note"]:
        st.markdown(f"**El acta dice**  \n«{markdown_safe(agreement['deadline_note'])}»")
    title = sessions.set_index("session_id").at[agreement["session_id"], "title"]
    st.markdown(f"**Sesión**  \n{markdown_safe(str(title))} ({day(agreement['session_on'])})")
    st.markdown(f"**Tema**  \n{markdown_safe(agreement['theme'])}")
    st.markdown(f"**Responsable de seguimiento**  \n{markdown_safe(agreement['follow_up'])}")


def reports(rows: pd.DataFrame) -> None:
    """The reports, newest first, each with its evidence and verification. `rows`: `queries.load_reports_of`."""
    if rows.empty:
        st.markdown("Ninguna institución ha reportado. Use «Registrar avance» cuando llegue el primer informe.")
    for row in records(rows):
        with st.container(border=True, gap="xsmall"):
            who = row.institution if pd.isna(row.member) else f"{row.institution} · {row.member}"
            label = texts.STATUS[Status(row.status)]
            st.markdown(f"**{day(row.reported_on)} · {markdown_safe(who)}** · {label}, {row.progress} %")
            if row.actions:
                st.markdown(markdown_safe(row.actions))
            st.markdown(f":material/description: {markdown_safe(evidence(row))}{_link(row.link)}")
            if pd.notna(row.verified_on):
                note = f": {markdown_safe(row.verification_note)}" if row.verification_note else ""
                st.markdown(f":material/verified: Verificado el {day(row.verified_on)} por {markdown_safe(row.verified_by)}{note}")
            if row.internal_note:
                with st.expander("Nota interna", icon=":material/lock:"):
                    st.markdown(markdown_safe(row.internal_note))
            _origin(row)


def _origin(row: Any) -> None:
    """Who recorded a report, from which file, and what else the file said of it. `row`: `queries.load_reports_of`."""
    file = f", según «{markdown_safe(row.file_name)}»" if pd.notna(row.file_name) else ""
    st.caption(f"Registrado el {moment(row.recorded_at)} por {markdown_safe(row.by)}{file}")
    other = extra(json.loads(row.extra)) if pd.notna(row.extra) else ""
    if other:
        st.caption(f"Otras columnas del archivo: {markdown_safe(other)}")


def _link(link: Any) -> str:
    """A link to the document, its host in sight, only when it is a web address."""
    if pd.isna(link) or not is_web_link(link):
        return ""
    return f" · [{markdown_safe(urlsplit(link).hostname or '')}]({quote(link, safe=':/?&=#%+,;@~')})"


def deadline_changes(rows: pd.DataFrame) -> None:
    """The deadline's story, newest first, the old value struck through before the new. `rows`: `queries.load_deadlines_of`."""
    if rows.empty:
        st.markdown("Este acuerdo nunca ha tenido plazo. Use «Fijar o ampliar plazo» cuando el comité lo decida.")
    for row in records(rows):
        before, after = (_told(kind, at) for kind, at in ((row.before_kind, row.before), (row.after_kind, row.after)))
        decided = f" · {markdown_safe(row.session)}" if pd.notna(row.session) else ""
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{day(row.decided_on)}** · ~~{before}~~ → **{after}**{decided}")
            if row.reason:
                st.markdown(markdown_safe(row.reason))
            st.caption(f"Registrado el {moment(row.recorded_at)} por {markdown_safe(row.by)}")


def _told(kind: str, at: Any) -> str:
    return day(at) if pd.notna(at) else texts.DEADLINE_KIND[DeadlineKind(kind)]
