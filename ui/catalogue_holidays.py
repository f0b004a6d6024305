"""«Feriados»: the days of a year that do not count as working, by law and those that the committee adds, and what falls due on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from data_store import holidays as store
from data_store.changing import change
from data_store.database import Writer
from data_store.queries import load_holidays
from follow_up.board import Board
from follow_up.holidays import Holidays, days_to_declare, national_holidays
from follow_up.rows import records
from follow_up.vocabulary import HolidayScope
from ui import conflicts, panels, saving, texts, undo_at_once
from ui.act_fields import BY
from ui.clock import now
from ui.cut_control import show_only
from ui.due_fields import DAY
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop
from ui.sentences import count, day, logged
from ui.session_texts import WEEKDAYS

SCREEN, PLACE = "catalogos", "feriados"  # the page, and its tab
OWN_SCOPES = (HolidayScope.REGIONAL, HolidayScope.DECREE)
TURN, ASKED = "holiday_turn", "holiday_form"
YEARS_AHEAD = 2
COLUMNS = {
    "Fecha": st.column_config.DateColumn("Fecha", format=DAY, width=110),
    "Día": st.column_config.TextColumn("Día", width=100),
    "Feriado": st.column_config.TextColumn("Feriado", width=300),
    "Origen": st.column_config.TextColumn("Origen", width=210),
    "Acuerdos abiertos que vencen": st.column_config.TextColumn("Acuerdos abiertos que vencen", width=220),
}


@dataclass(frozen=True)
class Opened:
    """A form that was opened: the token of its act and the version of the data that it was drawn from."""

    token: str
    seen: int


def holidays_tab(context: PageContext) -> None:
    """A year's days, then what can be added, corrected or taken back."""
    own = read_or_stop(context.store, store.load_own_holidays)
    holidays = read_or_stop(context.store, load_holidays)
    year = _year(context.today, own)
    days = holidays.between(date(year, 1, 1), date(year, 12, 31))
    due = _due_on(context.board, days)
    mine = own[own["day"].dt.year == year]
    st.markdown(_answer(year, len(mine), due))
    with st.container(border=True):
        panels.subtitle(f"Feriados de {year}: {len(days)}")
        _list(days, own, due)
    if context.is_past:
        show_only("agregar o corregir feriados")
        return
    saving.show_saved()
    undo_at_once.offer(context, PLACE)
    by = saving.who_records()
    with st.container(border=True):
        panels.subtitle("Agregar un feriado regional o un día no laborable")
        _adding(context, holidays, by=by)
    if len(own):
        with st.container(border=True):
            panels.subtitle("Corregir o quitar uno agregado")
            _editing(context, own, by=by)


def _year(today: date, own: pd.DataFrame) -> int:
    years = sorted({*own["day"].dt.year, *range(today.year - 1, today.year + YEARS_AHEAD + 1)})
    chosen = st.segmented_control("Año", years, default=today.year, required=True, key="holidays-year", label_visibility="collapsed", persist_state="session")
    return int(chosen or today.year)


def _due_on(board: Board, days: dict[date, str]) -> dict[date, str]:
    """The open agreements that fall due on each of the days, where any does, by code and day of session."""
    open_ = board.agreements[board.agreements["is_open"] & board.agreements["due"].notna()]
    falling: dict[date, list[str]] = {}
    for row in records(open_):
        if row.due.date() in days:
            falling.setdefault(row.due.date(), []).append(f"{row.code} del {row.session_on:%d/%m}")
    return {on: ", ".join(codes) for on, codes in sorted(falling.items())}


def _answer(year: int, own: int, due: dict[date, str]) -> str:
    added = count(own, "día agregado por el comité", "días agregados por el comité") if own else "ninguno agregado por el comité"
    falling = sum(len(codes.split(", ")) for codes in due.values())
    told = count(falling, "acuerdo abierto vence", "acuerdos abiertos vencen") if falling else "ningún acuerdo abierto vence"
    return (
        f"**En {year}: {len(national_holidays(year))} feriados nacionales por ley y {added}; {told} en uno de ellos.** "
        "Con esta lista se cuentan los días hábiles de los plazos nuevos. Los plazos ya guardados no se mueven."
    )


def _list(days: dict[date, str], own: pd.DataFrame, due: dict[date, str]) -> None:
    scopes = {row.day.date(): HolidayScope(row.scope) for row in records(own)}
    cells = pd.DataFrame(
        {
            "Fecha": pd.to_datetime(pd.Series(list(days))),
            "Día": [WEEKDAYS[on.weekday()] for on in days],
            "Feriado": list(days.values()),
            "Origen": [texts.HOLIDAY_SCOPE[scopes.get(on, HolidayScope.NATIONAL)] for on in days],
            "Acuerdos abiertos que vencen": [due.get(on) for on in days],
        }
    )
    st.dataframe(cells, key="holidays-list", hide_index=True, column_config=COLUMNS, height="content", placeholder=texts.NOTHING, alt="Feriados del año")
    st.caption("Los nacionales se calculan para cualquier año (D. Leg. 713, art. 6; Semana Santa incluida) y no se editan.")


def _adding(context: PageContext, holidays: Holidays, *, by: str) -> None:
    form = f"holiday-add-{st.session_state.get(TURN, 0)}"
    left, right = st.columns([3, 2])
    asked = left.date_input("Día, o del primero al último", value=[], format=DAY, key=f"{form}-days", persist_state="session")
    scope = right.segmented_control(
        "Origen", OWN_SCOPES, format_func=lambda code: texts.HOLIDAY_SCOPE[code], default=HolidayScope.REGIONAL, required=True, key=f"{form}-scope", persist_state="session"
    )
    name = st.text_input("Nombre o norma", key=f"{form}-name", persist_state="session", placeholder="Aniversario de Moquegua · D.S. 011-2026-PCM")
    days = _days(asked, holidays)
    if len(days) > 1:
        st.caption(f"Se agregan {count(len(days), 'día', 'días')}: {', '.join(f'{on:%d/%m}' for on in days)}. Los fines de semana y los feriados que ya están no se repiten.")
    falling = _due_on(context.board, dict.fromkeys(days, ""))
    if falling:
        st.markdown(f":material/alarm: {_falling(falling)}")
    _problems(form)
    if st.button("Agregar", key=f"{form}-save", type="primary", icon=":material/add:"):

        def act(db: Writer, batch_id: int) -> None:
            store.declare_holidays(db, days=days, name=name, scope=HolidayScope(scope or HolidayScope.REGIONAL), by=by, at=now(), batch_id=batch_id)

        did = f"e agregó el feriado {undo_at_once.named(name)}, {_span(days)}."
        _finish(form, _opened(form, context.version), act, did=did, note=_falling(falling))


def _days(asked: Any, holidays: Holidays) -> list[date]:
    """The days that the field holds: nothing, one, or a span."""
    span = asked if isinstance(asked, tuple) else (asked,)
    return days_to_declare(span[0], span[-1], holidays) if span else []


def _span(days: list[date]) -> str:
    if not days:
        return texts.NOTHING
    return day(days[0]) if len(days) == 1 else f"{count(len(days), 'día', 'días')} del {day(days[0])} al {day(days[-1])}"


def _falling(falling: dict[date, str]) -> str:
    """Which open agreements fall due on the days: their stored deadline stays."""
    if not falling:
        return ""
    told = "; ".join(f"{day(on)}: {markdown_safe(codes)}" for on, codes in falling.items())
    return f"Vencen en esos días acuerdos abiertos ({told}). Su plazo no se mueve: si corresponde, amplíelo en cada acuerdo."


def _editing(context: PageContext, own: pd.DataFrame, *, by: str) -> None:
    rows = {int(row.holiday_id): row for row in records(own.sort_values("day", ascending=False))}
    chosen = st.selectbox(
        "Feriado agregado", list(rows), index=None, format_func=lambda key: f"{day(rows[key].day)} · {rows[key].name}", key="holidays-chosen",
        placeholder="Elija uno",
    )  # fmt: skip
    if chosen is not None:
        _edit(context, rows[chosen], by=by)


def _edit(context: PageContext, row: Any, *, by: str) -> None:
    """The fields of one day. What somebody else did to it meanwhile is shown beside what was typed."""
    form = f"holiday-{row.holiday_id}-{st.session_state.get(TURN, 0)}"
    opened = _opened(form, context.version)
    original = st.session_state.setdefault(f"{form}-original", {"name": row.name, "scope": row.scope})
    mine = _fields(form, original)
    _problems(form)
    told = f"el feriado del {day(row.day)}, {undo_at_once.named(mine['name'])}."
    known = {"holiday_id": int(row.holiday_id), "by": by, "at": now()}

    def rename(values: Mapping[str, str | None], seen: int) -> None:
        named, scope = values["name"] or "", HolidayScope(values["scope"] or HolidayScope.REGIONAL)
        _finish(
            form, opened, lambda db, batch_id: store.rename_holiday(db, name=named, scope=scope, seen=seen, batch_id=batch_id, **known),
            did=f"e corrigió {told}",
        )  # fmt: skip

    met = saving.met() if st.session_state.get(ASKED) == form else None
    if met is not None:
        agreed = conflicts.resolved(met[0], original=original, mine=mine, key=f"{form}-{met[1]}", say=_say)
        if agreed is not None:
            rename(agreed, met[1])
        return
    with st.container(horizontal=True):
        save = st.button("Guardar", key=f"{form}-save", type="primary", icon=":material/save:", disabled=mine == original)
        remove = st.button("Quitar de la lista", key=f"{form}-remove", icon=":material/event_available:", help="Ese día vuelve a contar como hábil para los plazos nuevos. Puede deshacerse.")
    if save:
        rename(mine, opened.seen)
    if remove:
        _finish(form, opened, lambda db, batch_id: store.withdraw_holiday(db, seen=opened.seen, batch_id=batch_id, **known), did=f"e quitó {told}")


def _fields(form: str, original: dict[str, str]) -> dict[str, str]:
    """The name and the scope of a day, by the names of the log, as they are typed."""
    left, right = st.columns([3, 2])
    name = left.text_input("Nombre o norma", value=original["name"], key=f"{form}-name", persist_state="session")
    scope = right.segmented_control(
        "Origen", OWN_SCOPES, format_func=lambda code: texts.HOLIDAY_SCOPE[code], default=HolidayScope(original["scope"]), required=True, key=f"{form}-scope", persist_state="session"
    )
    return {"name": name or "", "scope": HolidayScope(scope or original["scope"]).value}


def _finish(form: str, opened: Opened, act: Callable[[Writer, int], object], *, did: str, note: str = "") -> None:
    """Record the act and draw the page again. `did` is the sentence that tells it, without its first letter; `note` goes after."""
    if _saved(form, opened, act, told=f"S{did} {note}", last=f"s{did}"):
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _say(field: str, value: str | None) -> str:
    return texts.HOLIDAY_SCOPE[HolidayScope(value)] if field == "scope" and value else logged(field, value)


def _opened(form: str, version: int) -> Opened:
    return st.session_state.setdefault(f"{form}-opened", Opened(uuid4().hex, version))


def _saved(form: str, opened: Opened, act: Callable[[Writer, int], object], *, told: str, last: str) -> bool:
    """Record the act as one batch, and keep it at hand to be undone."""
    st.session_state[ASKED] = form

    def write(db: Writer) -> None:
        batch_id = change(db, token=opened.token, screen=SCREEN, by=st.session_state.get(BY, ""), at=now(), act=act)
        undo_at_once.remember(PLACE, batch_id, last)

    return saving.save(write, saved=told, seen=opened.seen)


def _problems(form: str) -> None:
    """Why this form was not saved; what came of another one is not told here."""
    if st.session_state.get(ASKED) == form:
        saving.show_problems()
