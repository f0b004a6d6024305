"""A new agreement, typed while the session adopts it: the columns of the acta, and the next form ready when it is saved.

The button is asked in the run that reads the fields. What was typed stays after a refusal and after a reload of the page.
"""

from textwrap import shorten
from typing import Any
from uuid import uuid4

import streamlit as st

from data_store.database import Writer
from data_store.deciding import decide
from data_store.session_ground import CaptureGround, KnownProblem, load_capture_ground
from data_store.sessions import adopt_agreement
from follow_up.acts import AgreementDraft, DeadlineDraft
from follow_up.numbering import next_code, next_problem_number
from follow_up.spelling import normalise_code
from follow_up.vocabulary import DeadlineKind, DecisionKind
from ui import drafts, panels, saving, session_texts, texts
from ui.clock import now
from ui.due_fields import due_field, next_session_words
from ui.escaping import markdown_safe
from ui.frame import PageContext, read_or_stop

NEW_PROBLEM = 0
PROBLEM_SHOWN = 110
DEADLINE_KINDS = [code.value for code in (DeadlineKind.NONE, DeadlineKind.DATE, DeadlineKind.NEXT_SESSION, DeadlineKind.PERMANENT)]
FIELDS = ("problem", "number", "theme", "told", "text", "implementers", "follow", "kind", "way", "due", "note")


def capture(context: PageContext, session: Any, *, by: str) -> None:
    """The fields of one agreement and the button that adopts it, as a decision of the session."""
    drafts.recall()
    turn = f"capture-{session.session_id}-turn"  # counts the agreements saved; part of every key
    prefix = f"capture-{session.session_id}-{st.session_state.setdefault(turn, 0)}"
    ground = read_or_stop(context.store, lambda db: load_capture_ground(db, session_id=int(session.session_id)))
    panels.subtitle("Nuevo acuerdo")
    saving.show_saved()
    chosen = _problem(ground, session, prefix)
    number, theme_id, told = _new_problem(ground, prefix) if chosen is None else (chosen.number, None, "")
    codes = () if chosen is None else chosen.codes
    code_key = f"{prefix}-code-{number}"
    left, right = st.columns([1, 6])
    code = left.text_input("N.°", key=_first(code_key, next_code(codes, number) if number else ""), persist_state="session", help="Se propone el que sigue en su problemática.")
    words = right.text_area(
        "Acuerdo adoptado por el comité, palabra por palabra", key=f"{prefix}-text", persist_state="session", height=110,
        placeholder="Como quedará en el acta",
    )  # fmt: skip
    implementers, follow_up_id = _parties(ground, prefix)
    deadline, note = _deadline(context, session, prefix)
    drafts.remember([turn, code_key, *(f"{prefix}-{field}" for field in FIELDS)])
    draft = AgreementDraft(
        None if chosen is None else chosen.id, number, told, theme_id, code, words, tuple(implementers), follow_up_id, deadline, note
    )
    may_save = saving.confirm_privacy((words, told, note), prefix=prefix)
    if st.session_state.get("session_form") == prefix:
        saving.show_problems()
    pressed = st.button(f"Adoptar el acuerdo {code}".strip(), type="primary", key=f"{prefix}-save", icon=":material/add_task:", disabled=not may_save, shortcut="Ctrl+Enter")
    if pressed and may_save and _adopt(context, session, draft, by=by, prefix=prefix):
        st.session_state[f"capture-{session.session_id}-last"] = number
        st.session_state[turn] += 1
    if pressed and may_save:
        st.rerun()


def waiting(session: Any) -> None:
    """That an agreement was being typed when the session was closed: it is kept, and needs the session open."""
    written = st.session_state.get(f"capture-{session.session_id}-{st.session_state.get(f'capture-{session.session_id}-turn', 0)}-text")
    if written:
        st.warning(
            f"La sesión no está abierta y hay un acuerdo escrito sin adoptar: «{markdown_safe(shorten(written, PROBLEM_SHOWN, placeholder=' …'))}». "
            "Se conserva mientras no cierre el navegador; para adoptarlo, abra la sesión.", icon=":material/edit_off:",
        )  # fmt: skip


def _first(key: str, value: object) -> str:
    """The key of a field that starts with a value. By the session's state: a default beside it would clash with a draft."""
    st.session_state.setdefault(key, value)
    return key


def _among(key: str, options: list[int]) -> str:
    """The key of a choice, emptied when what it holds is no longer offered: it may have been undone meanwhile."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    return key


def _problem(ground: CaptureGround, session: Any, prefix: str) -> KnownProblem | None:
    """The problem that the agreement answers: that of the one before at first; None for a new one."""
    known = {problem.id: problem for problem in ground.problems}
    options = [*known, NEW_PROBLEM]
    last = st.session_state.get(f"capture-{session.session_id}-last")
    usual = next((problem.id for problem in ground.problems if problem.number == last), options[0])
    key = _first(_among(f"{prefix}-problem", options), usual)
    chosen = st.selectbox("Problemática", options, key=key, persist_state="session", format_func=lambda one: _told(known.get(one)))
    return known.get(chosen)


def _told(problem: KnownProblem | None) -> str:
    if problem is None:
        return "+ Nueva problemática"
    return shorten(f"{problem.number} · {problem.text}", PROBLEM_SHOWN, placeholder=" …")


def _new_problem(ground: CaptureGround, prefix: str) -> tuple[str, int | None, str]:
    """Number, theme and text of a problem that the session has not treated yet."""
    left, right = st.columns([1, 3])
    proposed = next_problem_number(problem.number for problem in ground.problems)
    number = left.text_input("N.° de la problemática", key=_first(f"{prefix}-number", proposed), persist_state="session")
    theme = right.selectbox(
        "Tema", list(ground.themes), index=None, format_func=lambda one: ground.themes[one], key=_among(f"{prefix}-theme", list(ground.themes)),
        persist_state="session", placeholder="Elija el tema",
    )  # fmt: skip
    told = st.text_area("Problemática abordada en la sesión", key=f"{prefix}-told", persist_state="session", height=80, placeholder="Como quedará en el acta")
    return number, theme, told


def _parties(ground: CaptureGround, prefix: str) -> tuple[list[int], int]:
    """Who implements, in the order of the acta, and who follows up: the usual body at first."""
    left, right = st.columns([2, 1])
    key = f"{prefix}-implementers"
    st.session_state[key] = [one for one in st.session_state.get(key, []) if one in ground.institutions]
    implementers = left.multiselect(
        "Responsables de implementación, en el orden del acta", list(ground.institutions), format_func=lambda one: ground.institutions[one],
        key=key, persist_state="session", placeholder="Elija una o varias instituciones", select_all=False,  # else Enter takes all that were found
    )  # fmt: skip
    options = list(ground.institutions)
    follow_key = _first(_among(f"{prefix}-follow", options), ground.follow_up_id or options[0])
    follow_up_id = right.selectbox("Responsable de seguimiento", options, format_func=lambda one: ground.institutions[one], key=follow_key, persist_state="session")
    return implementers, follow_up_id


def _deadline(context: PageContext, session: Any, prefix: str) -> tuple[DeadlineDraft | None, str]:
    """The deadline that was fixed, from the day of the session on; None for none. And the acta's own words about time."""
    held_on = session.held_on.date()
    left, right = st.columns([3, 2])
    with left:
        kind = st.segmented_control(
            "Plazo", DEADLINE_KINDS, format_func=lambda code: texts.DEADLINE_KIND[DeadlineKind(code)],
            key=_first(f"{prefix}-kind", DeadlineKind.NONE.value), persist_state="session", required=True,
        )  # fmt: skip
        kind = DeadlineKind(kind or DeadlineKind.NONE)
        due = due_field(context, prefix=prefix, counted_from=held_on) if kind == DeadlineKind.DATE else None
        if kind == DeadlineKind.NEXT_SESSION:
            st.caption(next_session_words(context, held_on, adopted=held_on, committee_id=int(session.committee_id)))
    note = right.text_input(
        "Lo que dice el acta sobre el plazo", key=f"{prefix}-note", persist_state="session", placeholder="Opcional, por ejemplo «en 24 horas»"
    )
    return (None if kind == DeadlineKind.NONE else DeadlineDraft(kind, due, "", held_on)), note


def _adopt(context: PageContext, session: Any, draft: AgreementDraft, *, by: str, prefix: str) -> bool:
    """Whether the agreement was recorded, with its line in the minutes. Pressing twice records once: the token is the form's."""
    token = st.session_state.setdefault(f"{prefix}-token", uuid4().hex)
    session_id, at, code = int(session.session_id), now(), normalise_code(draft.code)

    def adopt(db: Writer, batch_id: int) -> int:
        return adopt_agreement(db, session_id=session_id, draft=draft, today=context.today, by=by, at=at, batch_id=batch_id)

    def act(db: Writer) -> int:
        words = session_texts.adopted(code, draft.text)
        return decide(db, session_id=session_id, agreement_id=None, kind=DecisionKind.ADOPTED, words=words, token=token, by=by, at=at, act=adopt)

    st.session_state["session_form"] = prefix
    return saving.save(act, saved=f"Acuerdo {code} adoptado. El formulario está listo para el siguiente.", seen=0)
