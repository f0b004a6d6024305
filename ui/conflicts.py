"""Two people on one record: what was recorded meanwhile beside what the visitor wrote, and the click that decides.

Nothing is written here: the answer goes to the form, which saves what was chosen by the same rules as ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import streamlit as st

from data_store.recording import Since
from follow_up.three_way import merged
from ui import sentences, texts
from ui.escaping import markdown_safe

Told = str | None  # a value as the log tells it


class Choice(StrEnum):
    """What becomes of a change that met another."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


LABEL = {Choice.THEIRS: "Dejar lo registrado", Choice.MINE: "Guardar lo mío", Choice.BOTH: "Guardar ambos"}
ICON = {Choice.THEIRS: ":material/history:", Choice.MINE: ":material/edit:", Choice.BOTH: ":material/merge:"}
HELP = {
    Choice.THEIRS: "Lo que usted escribió se descarta y el formulario se cierra.",
    Choice.MINE: "Lo suyo queda vigente; lo de la otra persona queda en el historial.",
}
UNTOUCHED = "Sin cambio"
HEADING = "**No se guardó: alguien cambió este registro mientras usted escribía.** Lo que escribió sigue aquí. Elija qué queda."


@dataclass(frozen=True)
class Conflict:
    """One thing that two people changed: its name, both values in words, and who recorded theirs and when.

    A value is missing where that person did not touch it; `by` and `at` where nobody is known.
    """

    label: str
    theirs: str | None
    mine: str | None
    by: str = ""
    at: datetime | None = None


def conflict_panel(conflicts: Sequence[Conflict], *, key: str, both: str | None, heading: str = HEADING, only_one: str = "") -> Choice | None:
    """Both values side by side and the choice between them; None until one is clicked.

    `both`: what keeping both would do, None where it means nothing; `only_one` then says why. `key` names this meeting of
    two changes, by the last event that is shown: a press on an older panel decides nothing that was not seen.
    """
    offered = [Choice.THEIRS, Choice.MINE, *([Choice.BOTH] if both else [])]
    with st.container(key=f"conflict-{key}"):
        st.warning(heading, icon=":material/sync_problem:")
        st.markdown(_table(conflicts))
        st.caption(f"«{LABEL[Choice.BOTH]}»: {both}" if both else only_one)
        with st.container(horizontal=True):
            pressed = [choice for choice in offered if _button(choice, key=f"{key}-{choice}", help=HELP.get(choice, both))]
    return pressed[0] if pressed else None


def conflict_notice(conflicts: Sequence[Conflict], *, key: str, heading: str) -> bool:
    """What was recorded meanwhile, where the visitor's act has nothing left to be recorded on; whether it was read."""
    with st.container(key=f"conflict-{key}"):
        st.warning(heading, icon=":material/sync_problem:")
        st.markdown(_table(conflicts))
        return _button(Choice.THEIRS, key=f"{key}-{Choice.THEIRS}", help=HELP[Choice.THEIRS])


def row_choice(conflicts: Sequence[Conflict], *, heading: str, key: str) -> Choice:
    """Both values of one record among many, and which of them stays: theirs until the visitor chooses otherwise."""
    with st.container(border=True, key=f"conflict-{key}"):
        st.markdown(heading)
        st.markdown(_table(conflicts))
        chosen = st.radio(
            "Qué queda", [Choice.THEIRS, Choice.MINE], format_func=lambda choice: LABEL[choice], horizontal=True, key=f"{key}-choice", label_visibility="collapsed"
        )
    return Choice(chosen or Choice.THEIRS)


def _button(choice: Choice, *, key: str, help: str | None) -> bool:
    return st.button(LABEL[choice], key=key, icon=ICON[choice], help=help)


def _table(conflicts: Sequence[Conflict]) -> str:
    """A table of Markdown: every cell is text of others, in one line. Who recorded it is told once where it was one act."""
    signed = {_signed(row) for row in conflicts if row.theirs is not None}
    once = signed.pop() if len(signed) == 1 else ""
    lines = [f"| Dato | Quedó registrado{once} | Lo que usted escribió |", "| --- | --- | --- |"]
    return "\n".join(lines + [f"| {_cell(row.label)} | {_recorded(row, '' if once else _signed(row))} | {_written(row.mine)} |" for row in conflicts])


def _recorded(row: Conflict, signed: str) -> str:
    return UNTOUCHED if row.theirs is None else f"{_cell(row.theirs)}{signed}"


def _signed(row: Conflict) -> str:
    return f" :small[({_cell(row.by)}, {sentences.moment(row.at)})]" if row.at else ""


def _written(told: str | None) -> str:
    return texts.NOTHING if told is None else f"**{_cell(told)}**"


def _cell(told: str) -> str:
    return markdown_safe(" ".join(told.split()) or texts.NOTHING)


def resolved(
    since: Sequence[Since], *, original: Mapping[str, Told], mine: Mapping[str, Told], key: str, say: Callable[[str, Told], str] = sentences.logged
) -> dict[str, Told] | None:
    """The values of a record of a catalogue that two people changed, once the visitor has chosen; None until then.

    `since`: what the others did (`StaleRecord.since`); `original`: the values that the form started from; `mine`: what it
    holds; all by the names and in the words of the log, which `say` turns into words for a person. What only one of both
    changed is that one's; what both changed is chosen field by field, and is theirs until then. Who leaves all of theirs
    has nothing left to save: the result is then what is recorded.
    """
    last = {change.field: change for change in since if change.field in original}
    theirs = {name: last[name].after if name in last else value for name, value in original.items()}
    kept, conflicting = merged(original, theirs, mine)
    touched = [name for name in original if name in last or mine[name] != original[name]]
    with st.container(key=f"conflict-{key}"):
        st.warning(HEADING, icon=":material/sync_problem:")
        st.markdown(_table([_conflict(name, last.get(name), original[name], mine[name], say) for name in touched]))
        for name in conflicting:
            kept[name] = _chosen(name, theirs=theirs[name], mine=mine[name], key=key, say=say)
        with st.container(horizontal=True):
            save = st.button("Guardar lo elegido" if conflicting else LABEL[Choice.BOTH], key=f"{key}-{Choice.BOTH}", icon=ICON[Choice.BOTH], type="primary")
            leave = _button(Choice.THEIRS, key=f"{key}-{Choice.THEIRS}", help=HELP[Choice.THEIRS])
    if leave:
        return theirs
    return kept if save else None


def _conflict(name: str, change: Since | None, original: Told, mine: Told, say: Callable[[str, Told], str]) -> Conflict:
    written = None if mine == original else say(name, mine)
    if change is None:
        return Conflict(texts.FIELD[name], None, written)
    return Conflict(texts.FIELD[name], say(name, change.after), written, change.by, change.at)


def _chosen(name: str, *, theirs: Told, mine: Told, key: str, say: Callable[[str, Told], str]) -> Told:
    """The value of a field that both changed."""
    words = {Choice.THEIRS: f"Lo registrado: {say(name, theirs)}", Choice.MINE: f"Lo mío: {say(name, mine)}"}
    choice = st.radio(
        texts.FIELD[name], list(words), format_func=lambda choice: markdown_safe(words[choice]), horizontal=True, key=f"{key}-{name}", persist_state="session"
    )
    return mine if choice == Choice.MINE else theirs
