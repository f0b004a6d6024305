"""What a person must say about a file: whose it is, of which sessions, what its unknown names are, and what to do in doubt.

Only what is really open is asked; what was asked stays on screen, so that it can be answered otherwise.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from follow_up.acts import check_evidence
from follow_up.import_plan import (
    Choices,
    Entry,
    ImportPlan,
    Known,
    NameAnswer,
    NameMeaning,
    Party,
    Place,
    SessionRef,
    Unproved,
    Wording,
)
from follow_up.spelling import fold
from follow_up.vocabulary import SessionKind, Status
from tracker.entries import SessionMention, UnknownName, find_session, speaker_of
from tracker.records import Field, Reading, Table
from ui import import_texts
from ui.escaping import markdown_safe
from ui.frame import PageContext
from ui.importing import Decisions, Facts, Work, known_names, parties
from ui.sentences import count

DAY = "DD/MM/YYYY"
NEW_SESSION = "new"
WHOLE = 0  # no institution has this number: the file speaks for all
SAME, OTHER = "same", "other"
CELLS_TOLD = 4
MATCHES_ASKED = 12


def settings(work: Work, context: PageContext, reading: Reading) -> tuple[int | None, date]:
    """Whose rows these are (None: the whole matrix) and the date of their reports: always shown, mostly right as they stand."""
    left, right = st.columns(2)
    with left:
        told = _whose(work, context, reading)
    proposed = _cut_off(_used(work, reading), context.today)
    reported_on = right.date_input(
        "Fecha de los reportes", value=proposed, max_value=context.today, format=DAY, key=f"{work.key}-reported", persist_state="session",
        help="El día de corte del archivo. Si el archivo no lo dice, es hoy.",
    )  # fmt: skip
    _warn_without_responsible(work, reading, told)
    return told, reported_on if isinstance(reported_on, date) else proposed


def speaker(work: Work, context: PageContext, reading: Reading) -> int | None:
    """Whose rows these are; None for all institutions."""
    told = _whose(work, context, reading)
    _warn_without_responsible(work, reading, told)
    return told


def _whose(work: Work, context: PageContext, reading: Reading) -> int | None:
    """The same, asked; the title of the file proposes."""
    tables = _used(work, reading)
    names = {party.id: party.name for party in parties(context) if party.id is not None}
    options, proposed = [WHOLE, *names], speaker_of([table.title for table in tables], reading.records, known_names(context))
    chosen = st.selectbox(
        "¿De quién es el archivo?", options, index=options.index((proposed and proposed.id) or WHOLE),
        format_func=lambda key: names.get(key, import_texts.WHOLE_MATRIX), key=f"{work.key}-speaker", persist_state="session",
        help="Si lo envió una sola institución, sus filas hablan solo por ella.",
    )  # fmt: skip
    return chosen or None


def _warn_without_responsible(work: Work, reading: Reading, told: int | None) -> None:
    if told is None and not any(column.field == Field.RESPONSIBLE for table in _used(work, reading) for column in table.columns):
        st.warning("El archivo no dice el responsable de cada acuerdo. Elija arriba de qué institución es.", icon=":material/help:")


def _used(work: Work, reading: Reading) -> list[Table]:
    return [table for table in reading.tables if not work.answers.tables or table.key in work.answers.tables]


def _cut_off(tables: Sequence[Table], today: date) -> date:
    said = [table.title.cut_off for table in tables if table.title.cut_off]
    return min(max(said), today) if said else today


def decided(work: Work, context: PageContext, facts: Facts, *, speaks: int | None, reported_on: date) -> Decisions:
    """The answers about names and sessions, with the choices made so far on what the plan itself asks."""
    names = {unknown.folded: meant for unknown in facts.unknown if (meant := _name(work, unknown, parties(context))) is not None}
    told = sessions(work, facts)
    before = work.choices
    choices = Choices(
        context.today, reported_on, work.name, speaks, before.unproved if before else Unproved.LEAVE_OUT,
        before.wording if before else Wording.TAKE if facts.own else Wording.KEEP, before.matches if before else {},
    )  # fmt: skip
    return Decisions(names, told, choices)


def sessions(work: Work, facts: Facts) -> dict[SessionMention, SessionRef | None]:
    """The session of each mention; those that the calendar has are not asked."""
    found = {mention: _session(work, mention, facts.known.sessions) for mention in facts.mentions}
    return {mention: ref and facts.known.own(ref) for mention, ref in found.items()}


def _name(work: Work, unknown: UnknownName, known: Sequence[Party]) -> NameAnswer | None:
    """The answer to one unknown name: alike institutions come first in its list."""
    alike = [party.id for party in unknown.alike]
    names = {party.id: party.name for party in known}
    ids = [*alike, *(party.id for party in known if party.id not in alike)]
    aliases = [(NameMeaning.ALIAS, key) for key in ids]
    others: list[tuple[NameMeaning, int | None]] = [(NameMeaning.NEW, None), (NameMeaning.IGNORE, None)]
    options = [*aliases[: len(alike)], *others, *aliases[len(alike) :]]
    chosen = st.selectbox(
        f"«{markdown_safe(unknown.spelling)}» no está en el catálogo ({markdown_safe(_cells(unknown.cells))}). ¿Quién es?", options, index=None,
        format_func=lambda option: _meaning(option, names), key=f"{work.key}-name-{unknown.folded}", persist_state="session",
        placeholder="Elija quién es; mientras tanto, sus filas quedan fuera",
    )  # fmt: skip
    return NameAnswer(unknown.spelling, *chosen) if chosen else None


def _meaning(option: tuple[NameMeaning, int | None], names: Mapping[int | None, str]) -> str:
    meaning, institution_id = option
    return f"Es {names[institution_id]}, escrito de otra forma" if meaning == NameMeaning.ALIAS else import_texts.MEANING[meaning]


def _cells(cells: Sequence[str]) -> str:
    more = f" y {len(cells) - CELLS_TOLD} más" if len(cells) > CELLS_TOLD else ""
    return ", ".join(cells[:CELLS_TOLD]) + more


def _session(work: Work, mention: SessionMention, calendar: Sequence[SessionRef]) -> SessionRef | None:
    """The session of the rows that say the same of it: asked unless the calendar has it."""
    found = find_session(mention, calendar)
    if found is not None and found.id is not None:
        return found
    known: dict[int, SessionRef] = {ref.id: ref for ref in reversed(calendar) if ref.id is not None}
    key = f"{work.key}-session-{mention.table}-{mention.words}-{mention.kind}-{mention.number}-{mention.held_on}"
    options: list[int | str] = [*known, NEW_SESSION]
    chosen = st.selectbox(
        f"¿De qué sesión son las filas de {markdown_safe(_mentioned(mention))}?", options, index=options.index(NEW_SESSION) if found else None,
        format_func=lambda option: import_texts.session(known[option]) if isinstance(option, int) else "Una sesión que aún no está en el calendario",
        key=key, persist_state="session", placeholder="Elija la sesión; mientras tanto, sus filas quedan fuera",
    )  # fmt: skip
    if chosen == NEW_SESSION:
        return _new_session(key, mention)
    return known[chosen] if isinstance(chosen, int) else None


def _mentioned(mention: SessionMention) -> str:
    if mention.words:
        return f"«{mention.words}»"
    sheet, _, row = mention.table.rpartition("!")
    return f"la hoja «{sheet}» (tabla de la fila {row})"


def _new_session(key: str, mention: SessionMention) -> SessionRef | None:
    """Kind, number and day of a session to be created; None until all are there."""
    kind_place, number_place, day_place = st.columns(3)
    kinds = list(SessionKind)
    kind = kind_place.selectbox(
        "Tipo de sesión", kinds, index=kinds.index(mention.kind) if mention.kind else 0, format_func=lambda code: import_texts.SESSION_KIND[code].capitalize(),
        key=f"{key}-kind", persist_state="session",
    )  # fmt: skip
    number = number_place.number_input("Número", min_value=1, max_value=99, value=mention.number, key=f"{key}-number", persist_state="session", placeholder="Por ejemplo, 2")
    held_on = day_place.date_input("Fecha de la sesión", value=mention.held_on, format=DAY, key=f"{key}-day", persist_state="session")
    if kind is None or number is None or not isinstance(held_on, date):
        return None
    return SessionRef(None, kind, int(number), held_on)


def asked_by_plan(work: Work, proposed: ImportPlan, known: Known, choices: Choices) -> Choices:
    """What only the comparison brings up: fulfilled without a document, other wording, rows that look like an agreement."""
    unproved, wording = choices.unproved, choices.wording
    without = sum(_lacks_document(row.entry, choices.today) for row in proposed.rows)
    if without:
        unproved = st.radio(
            f"{count(without, 'fila dice', 'filas dicen')} «Cumplido» sin un documento completo (tipo, número y fecha). ¿Qué hacer?", list(Unproved),
            format_func=lambda code: import_texts.UNPROVED[code], key=f"{work.key}-unproved", persist_state="session",
        )  # fmt: skip
    differing = sum(_differs(row.entry, row.agreement_id, known) for row in proposed.rows)
    if differing:
        wording = st.radio(
            f"{count(differing, 'fila trae', 'filas traen')} el acuerdo con otras palabras que las registradas. ¿Cuál texto vale?", list(Wording), index=list(Wording).index(wording),
            format_func=lambda code: import_texts.WORDING[code], key=f"{work.key}-wording", persist_state="session",
        )  # fmt: skip
    matches = _matches(work, proposed, known)
    return Choices(choices.today, choices.reported_on, choices.source, choices.speaker, unproved, wording, matches)


def unanswered(work: Work, facts: Facts, decisions: Decisions) -> int:
    """How many of these questions have no answer yet."""
    names = sum(unknown.folded not in decisions.names for unknown in facts.unknown)
    told = sum(session is None for session in decisions.sessions.values())
    return names + told + len(work.doubtful.keys() - decisions.choices.matches.keys())


def _lacks_document(entry: Entry, today: date) -> bool:
    return entry.status == Status.FULFILLED and (entry.evidence is None or bool(check_evidence(entry.evidence, today=today)))


def _differs(entry: Entry, agreement_id: int | None, known: Known) -> bool:
    return agreement_id is not None and bool(entry.text) and fold(entry.text or "") != fold(known.agreements[agreement_id].text)


def _matches(work: Work, proposed: ImportPlan, known: Known) -> dict[Place, int | None]:
    """Which agreement each doubtful row is: all at once, or one by one."""
    if not work.doubtful:
        return {}
    texts_of = {row.entry.place: row.entry.text or "" for row in proposed.rows}
    number = len(work.doubtful)
    st.markdown(f":material/help: **{count(number, 'fila se parece', 'filas se parecen')} a un acuerdo registrado, pero no del todo. ¿Es el mismo?**")
    everything = None
    if number > 1:
        everything = st.radio(
            "Para todas estas filas", [None, SAME, OTHER], horizontal=True, key=f"{work.key}-matches", persist_state="session",
            format_func=lambda code: {SAME: "Son los mismos", OTHER: "Son acuerdos nuevos"}.get(code or "", "Responder una por una"),
        )  # fmt: skip
    if everything is not None:
        return {place: candidate if everything == SAME else None for place, candidate in work.doubtful.items()}
    answers: dict[Place, int | None] = {}
    for place, candidate in list(work.doubtful.items())[:MATCHES_ASKED]:
        with st.container(border=True, gap="xsmall"):
            agreement = known.agreements[candidate]
            st.markdown(f"**Fila {place.row}:** {markdown_safe(texts_of.get(place, ''))}")
            st.markdown(f"**Acuerdo {markdown_safe(agreement.code)}, {import_texts.session(agreement.session)}:** {markdown_safe(agreement.text)}")
            told = st.radio(
                f"Fila {place.row}", [SAME, OTHER], index=None, horizontal=True, label_visibility="collapsed", persist_state="session",
                format_func=lambda code: "Es el mismo" if code == SAME else "Es un acuerdo nuevo", key=f"{work.key}-match-{place.sheet}-{place.row}-{place.part}-{candidate}",
            )  # fmt: skip
            if told:
                answers[place] = candidate if told == SAME else None
    if number > MATCHES_ASKED:
        st.caption(f"Se muestran {MATCHES_ASKED} de {number}; las demás quedan fuera mientras no responda por todas.")
    return answers
