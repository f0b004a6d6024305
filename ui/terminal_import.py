"""`python start.py import`: the preview of a file in words and, confirmed, its record in the base."""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from data_store.committees import load_committees
from data_store.database import Store, StoreFault, database_url, reading, writing
from data_store.imports import PlanOutdated, apply_plan
from data_store.known import is_own_export, load_known, load_names
from data_store.preparing import prepare
from data_store.recording import Refused
from follow_up.import_plan import Choices, Doubt, ImportPlan, Known, Names, SessionRef, Wording
from follow_up.planning import make_plan
from follow_up.spelling import fold_name
from tracker.entries import (
    SessionMention,
    catalogue_of,
    find_session,
    party_named,
    session_mentions,
    speaker_of,
    to_entries,
    unknown_names,
)
from tracker.messages import refusal_sentence
from tracker.records import Answers, Catalogue, FileRefused, QuestionCode, Reading, TitleFacts
from ui import import_texts, texts
from ui.clock import now, today
from ui.terminal import READ, REFUSED, WITH_PROBLEMS
from ui.terminal_check import read_file
from ui.terminal_preview import Preview, show

SAID_YES = {"s", "si", "sí"}
WHOLE = "todas"
SAY_WHOSE = "Dígalo con --institution y su sigla (o «todas»); si son varias, cargue cada una con --table."
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


class Unusable(Exception):
    """An option that cannot be used, or one that is missing; the message is its sentence."""


def import_file(options: argparse.Namespace) -> int:
    """Preview the file, ask, record; returns the exit status."""
    try:
        store = prepare(database_url(), at=now())
        preview = plan_file(store, options)
        show(preview)
        return _record(store, preview, options)
    except FileRefused as refused:
        _complain(f"No se leyó el archivo. {refusal_sentence(refused)}")
    except StoreFault as fault:
        _complain(texts.FAULT[fault.fault])
    except Unusable as error:
        _complain(f"{error} {import_texts.NOTHING_WRITTEN}")
    except Refused as refused:
        _complain(" ".join(texts.REFUSAL[refusal] for refusal in refused.refusals))
    except PlanOutdated:
        _complain("Alguien registró algo mientras tanto. No se guardó nada: repita la misma orden.")
    return REFUSED


def plan_file(store: Store, options: argparse.Namespace) -> Preview:
    """Read the file, resolve what it names, and plan. What a person would have to answer stays open, never guessed."""
    with reading(store) as db:
        names = load_names(db)
    read = _read(options, catalogue_of(names))
    with reading(store) as db:
        own = read.export is not None and is_own_export(db, version=read.export.version, log_hash=read.export.hash)
        known = load_known(
            db, today=today(), since=read.export.version if own and read.export else None, committee_id=_committee(options.committee, load_committees(db))
        )
    choices = _choices(options, read, names, own=Wording.TAKE if own else Wording.KEEP)
    named = _named_session(options.session, known)
    sessions = {mention: _session(mention, known, named) for mention in session_mentions(read)}
    entries = to_entries(read, names=names, answers={}, sessions=sessions, own_export=own)
    plan = make_plan(entries, known, choices)
    _refuse_tables_at_odds(read, plan)
    return Preview(read, known, choices, plan, unknown_names(read, names))


def _read(options: argparse.Namespace, catalogue: Catalogue) -> Reading:
    chosen = frozenset(options.table or ())
    read = read_file(options.file, catalogue, Answers(tables=chosen))
    keys = [table.key for table in read.tables]
    if not chosen <= set(keys):
        raise Unusable(f"El archivo no tiene esa tabla. Las que tiene: {_quoted(keys)}.")
    return read


def _quoted(keys: Sequence[str]) -> str:
    return ", ".join(f"«{key}»" for key in keys)


def _refuse_tables_at_odds(read: Reading, plan: ImportPlan) -> None:
    """Several tables are taken together as long as they do not contradict each other; which of them holds is not guessed."""
    is_open = any(question.code == QuestionCode.WHICH_TABLES for question in read.questions)
    if is_open and any(Doubt.REPEATED in row.doubts for row in plan.rows):
        keys = _quoted([table.key for table in read.tables])
        raise Unusable(f"El archivo tiene varias tablas que dicen cosas distintas de un mismo acuerdo. Elija una con --table: {keys}.")


def _choices(options: argparse.Namespace, read: Reading, names: Names, *, own: Wording) -> Choices:
    told = {record.table for record in read.records}
    titles = [table.title for table in read.tables if table.key in told]
    cut_offs = [title.cut_off for title in titles if title.cut_off]
    said = _day(options.date) if options.date else max(cut_offs, default=today())
    if said > today():
        raise Unusable("La fecha de los reportes es posterior a hoy. Ponga otra con --date, por ejemplo 2026-04-30.")
    speaker = _speaker(options.institution, read, titles, names)
    return Choices(today=today(), reported_on=said, source=read.file, speaker=speaker, wording=own)


def _day(written: str) -> date:
    for day_format in DAY_FORMATS:
        try:
            return datetime.strptime(written, day_format).date()  # noqa: DTZ007  # a day, of no time zone
        except ValueError:
            continue
    raise Unusable(f"No se entiende la fecha «{written}». Escríbala como 2026-04-30 o 30/04/2026.")


def _speaker(asked: str | None, read: Reading, titles: Sequence[TitleFacts], names: Names) -> int | None:
    """Whose rows these are: of the institution of the option, else of the title. None for a full matrix."""
    if asked is not None:
        return None if fold_name(asked) == WHOLE else _asked_speaker(asked, names)
    titled = list(dict.fromkeys(title.institution for title in titles if title.institution))
    speaker = speaker_of(titles, read.records, names)
    if speaker is not None:
        return speaker.id
    if titled and any(record.implementers is None for record in read.records):
        told = [f"{table.key}» de «{table.title.institution}" for table in read.tables if table.title.institution]
        raise Unusable(f"No se sabe de qué institución son las filas sin responsable: {_quoted(told)}. {SAY_WHOSE}")
    return None


def _asked_speaker(asked: str, names: Names) -> int | None:
    party = party_named(asked, names)
    if party is None:
        raise Unusable(f"No hay una institución «{asked}». Use su sigla, por ejemplo PNP o DREMO.")
    return party.id


def _named_session(code: str | None, known: Known) -> SessionRef | None:
    """The session of the option. Raises `Unusable` for one that the calendar does not have."""
    named = [session for session in known.sessions if session.code == code]
    if code and not named:
        raise Unusable(f"No hay una sesión «{code}». Las que hay: {', '.join(session.code for session in known.sessions)}.")
    return named[0] if named else None


def _session(mention: SessionMention, known: Known, named: SessionRef | None) -> SessionRef | None:
    """The session that the file means, or the one that the option names for rows that do not say."""
    found = find_session(mention, known.sessions) or named
    return found and known.own(found)


def _committee(code: str | None, committees: pd.DataFrame) -> int | None:
    """The committee of the option, else the first; None while there is one. Raises `Unusable` for one that there is not."""
    if code is None:
        return int(committees["committee_id"].min()) if len(committees) > 1 else None
    found = committees.loc[committees["code"] == code, "committee_id"]
    if found.empty:
        raise Unusable(f"No hay un comité «{code}». Los que hay: {', '.join(committees['code'])}.")
    return int(found.iloc[0])


def _record(store: Store, preview: Preview, options: argparse.Namespace) -> int:
    accepted = preview.accepted
    status = WITH_PROBLEMS if preview.is_open else READ
    print(import_texts.NOTHING_NEW if preview.plan.is_empty else import_texts.will_record(accepted, left_out=preview.waiting))
    if not accepted or not _confirmed(options):
        print(import_texts.NOTHING_WRITTEN)
        return status
    data = options.file.read_bytes()
    with writing(store) as db:
        applied = apply_plan(
            db, preview.plan, accepted={row.entry.place for row in accepted}, file_name=options.file.name,
            sha256=hashlib.sha256(data).hexdigest(), by=options.by, at=now(), today=today(),
        )  # fmt: skip
    print(f"Registrado como carga n.º {applied.batch_id}. Se puede deshacer en la página Cargas.")
    return status


def _confirmed(options: argparse.Namespace) -> bool:
    """Whether the person agrees; where nobody can be asked, only --yes does."""
    if options.yes:
        return True
    return sys.stdin.isatty() and input("¿Registrarlo? (s/n) ").strip().casefold() in SAID_YES


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)
