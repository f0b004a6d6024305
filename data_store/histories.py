"""What the screens read of the log: each change with the record that it is of, where it came from, and whether it still counts.

A page of the log is a seek by id, newest first; who reads never loads the whole of it. An entry that only says that a report, a
deadline or a verification was made is left out: its effect is told beside it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from data_store.chosen_changes import REPORTED, taken_back
from data_store.history_places import PLACES
from data_store.import_ground import moment
from data_store.known_then import stored_moment
from data_store.replay import chain_of, counting, load_linked
from data_store.seeding import LOADED_BY
from data_store.undo_labels import Labels
from follow_up.import_plan import BatchKind
from follow_up.spelling import fold


class Origin(StrEnum):
    """Where a change came from."""

    SCREEN = "screen"
    FILE = "file"
    SESSION = "session"
    UNDO = "undo"
    INITIAL = "initial"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the history is asked for; what is empty keeps all. Codes of institutions, themes and sessions; `agreement` is a ref.

    `since` and `until` are aware moments, both included; `words` are looked for without accents, each of them.
    """

    agreement: str = ""
    institutions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a change came from. `rows`: those of the file that speak of its agreement ("Hoja1, fila 7"); `decision`: the line of the
    minutes of a `session` (its title); `undoes`: the batch that its own takes back, `first` the kind of what began that chain.
    """

    origin: Origin
    screen: str = ""
    file_name: str = ""
    rows: str = ""
    decision: str = ""
    session: str = ""
    undoes: int | None = None
    first: BatchKind | None = None


class End(NamedTuple):
    """What took a change back: a batch, when and who."""

    batch_id: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Change:
    """One event of the log: of which record (`name`; `ref` and `institution` where it is of an agreement or one), what became of
    a field of it, where that came from, and what took it back, if anything did.
    """

    event_id: int
    at: datetime
    by: str
    entity: str
    entity_id: int
    field: str
    before: str | None
    after: str | None
    batch_id: int | None
    name: str
    ref: str | None
    institution: str | None
    source: Source
    end: End | None


class Last(NamedTuple):
    """The last change of the log: how many events there are, when it was and by whom."""

    events: int
    at: datetime | None
    by: str


@dataclass(frozen=True)
class Offered:
    """What the log has to choose from: posts that recorded, kinds of record, fields."""

    who: tuple[str, ...]
    entities: tuple[str, ...]
    fields: tuple[str, ...]


ORIGIN = f"""CASE WHEN b.id IS NULL THEN CASE e.by WHEN '{LOADED_BY}' THEN 'initial' ELSE 'screen' END
    WHEN b.kind = 'import' THEN 'file' WHEN b.kind = 'decision' THEN 'session'
    WHEN b.kind = 'undo' OR b.screen = 'historial' THEN 'undo' ELSE 'screen' END"""
TOLD = "NOT (e.field = 'created' AND e.after = '')"
CHANGES = f"""SELECT e.id AS event_id, e.at, e.by, e.entity, e.entity_id, e.field, e.before, e.after, e.batch_id, {ORIGIN} AS origin
FROM event e LEFT JOIN import_batch b ON b.id = e.batch_id"""
ACCENTS = dict(zip("áéíóúüñÁÉÍÓÚÜÑ", "aeiouunaeiouun", strict=True))

# A member of a group speaks on the assignment of its group: its name begins what is told.
SPOKEN = f"""(e.entity = 'assignment' AND e.field IN ({', '.join(f"'{name}'" for name in REPORTED)}) AND EXISTS (
    SELECT 1 FROM institution m WHERE m.code IN (SELECT value FROM json_each(:institutions))
    AND COALESCE(e.after, e.before) LIKE m.acronym || ': %'))"""

SOURCES = """
SELECT b.id, b.file_name, b.screen, d.text, s.code, s.title FROM import_batch b
LEFT JOIN session_decision d ON d.batch_id = b.id LEFT JOIN committee_session s ON s.id = d.session_id
WHERE b.id IN (SELECT value FROM json_each(:ids))
"""
FILE_ROWS = """
SELECT w.batch_id, w.agreement_id, w.sheet, MIN(w.row), MAX(w.row), COUNT(DISTINCT w.row) FROM import_row w
WHERE w.batch_id IN (SELECT value FROM json_each(:ids)) AND w.agreement_id IS NOT NULL GROUP BY w.batch_id, w.agreement_id, w.sheet
"""
OF_AGREEMENTS = "SELECT n.id, n.agreement_id FROM assignment n WHERE n.id IN (SELECT value FROM json_each(:ids))"


def load_last(db: Connection) -> Last:
    """What stands at the end of the log."""
    row = db.execute(text("SELECT id, at, by FROM event ORDER BY id DESC LIMIT 1")).first()
    return Last(row[0], moment(row[1]), row[2]) if row else Last(0, None, "")


def load_offered(db: Connection) -> Offered:
    """What can be asked for, of what the log holds."""
    posts, entities, fields = (
        tuple(row[0] for row in db.execute(text(f'SELECT DISTINCT "{name}" FROM event ORDER BY 1'))) for name in ("by", "entity", "field")
    )
    return Offered(posts, entities, fields)


def count_changes(db: Connection, asked: Asked) -> int:
    """How many changes are asked for."""
    where, values = _where(asked)
    return db.execute(text(f"SELECT COUNT(*) FROM event e LEFT JOIN import_batch b ON b.id = e.batch_id WHERE {where}"), values).scalar_one()


def load_changes(db: Connection, asked: Asked, *, limit: int, before: int | None = None) -> list[Change]:
    """At most `limit` of the changes asked for, newest first, those older than the event `before`."""
    where, values = _where(asked)
    older = "" if before is None else " AND e.id < :last"
    values |= {"limit": limit} | ({} if before is None else {"last": before})
    return _told(db, f"{CHANGES} WHERE {where}{older} ORDER BY e.id DESC LIMIT :limit", values)


def load_story(db: Connection, *, agreement_id: int, known_at: datetime | None = None) -> list[Change]:
    """Every change of one agreement and of what stands on it, newest first. `known_at` (aware): what was logged up to then."""
    known = "" if known_at is None else " AND e.at <= :known"
    values: dict[str, Any] = {"agreement": agreement_id} | ({} if known_at is None else {"known": stored_moment(known_at)})
    of_it = f"(e.entity, e.entity_id) IN (SELECT x.entity, x.id FROM ({PLACES}) x WHERE x.agreement_id = :agreement)"
    return _told(db, f"{CHANGES} WHERE {TOLD} AND {of_it}{known} ORDER BY e.id DESC", values)


def _where(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The conditions on `event e`, with its batch `b`."""
    parts = [TOLD]
    of_place = {
        "x.agreement_id IN (SELECT a.id FROM agreement a JOIN problem p ON p.id = a.problem_id JOIN committee_session s ON s.id = p.session_id "
        "WHERE s.code || '-' || a.code = :agreement)": ("agreement", asked.agreement),
        "x.theme_id IN (SELECT id FROM theme WHERE code IN (SELECT value FROM json_each(:themes)))": ("themes", asked.themes),
        "x.session_id IN (SELECT id FROM committee_session WHERE code IN (SELECT value FROM json_each(:sessions)))": ("sessions", asked.sessions),
    }  # fmt: skip
    placed = [condition for condition, (_, given) in of_place.items() if given]
    if placed:
        parts.append(f"(e.entity, e.entity_id) IN (SELECT x.entity, x.id FROM ({PLACES}) x WHERE {' AND '.join(placed)})")
    if asked.institutions:
        chosen = "(SELECT id FROM institution WHERE code IN (SELECT value FROM json_each(:institutions)))"
        named = f"SELECT x.entity, x.id FROM ({PLACES}) x WHERE x.institution_id IN {chosen} OR x.member_id IN {chosen}"
        parts.append(f"((e.entity, e.entity_id) IN ({named}) OR {SPOKEN})")
    of_event = {
        "e.by IN (SELECT value FROM json_each(:who))": ("who", asked.who),
        "e.entity IN (SELECT value FROM json_each(:entities))": ("entities", asked.entities),
        "e.field IN (SELECT value FROM json_each(:fields))": ("fields", asked.fields),
        f"{ORIGIN} IN (SELECT value FROM json_each(:origins))": ("origins", asked.origins),
    }
    parts += [condition for condition, (_, given) in of_event.items() if given]
    values: dict[str, Any] = {name: given if isinstance(given, str) else json.dumps(given) for name, given in (*of_place.values(), *of_event.values()) if given}
    if asked.institutions:
        values["institutions"] = json.dumps(asked.institutions)
    for name, sign, at in (("since", ">=", asked.since), ("until", "<=", asked.until)):
        if at is not None:
            parts.append(f"e.at {sign} :{name}")
            values[name] = stored_moment(at)
    for number, word in enumerate(fold(asked.words).split()):
        parts.append(f"instr({_folded()}, :word{number}) > 0")
        values[f"word{number}"] = word
    return " AND ".join(parts), values


def _folded() -> str:
    """What an event tells, as SQL, in lower case and without the accents of Spanish."""
    told = "lower(COALESCE(e.before, '') || ' ' || COALESCE(e.after, '') || ' ' || e.by)"
    for letter, plain in ACCENTS.items():
        told = f"replace({told}, '{letter}', '{plain}')"
    return told


def _told(db: Connection, sql: str, values: Mapping[str, Any]) -> list[Change]:
    """The events of the query with the names of their records, where they came from, and what became of them."""
    rows = db.execute(text(sql), values).all()
    labels = Labels(db, {(row.entity, row.entity_id) for row in rows})
    places = _Places(db, rows)
    return [
        Change(
            row.event_id, moment(row.at), row.by, row.entity, row.entity_id, row.field, row.before, row.after, row.batch_id,
            *labels.name((row.entity, row.entity_id)), places.source(row), places.end(row),
        )
        for row in rows
    ]  # fmt: skip


class _Places:
    """Where the events of a page came from and what took them back, read for all of them at once."""

    def __init__(self, db: Connection, rows: Sequence[Any]) -> None:
        ids = sorted({row.batch_id for row in rows if row.batch_id is not None})
        self._taken_back = taken_back(db)
        self._batches = load_linked(db, {*ids, *self._taken_back.values()})
        self._standing = counting(self._batches)
        self._undone_by = {batch.undoes: batch for batch in self._batches.values() if batch.undoes is not None}
        chosen = {"ids": json.dumps(ids)}
        self._sources = {row[0]: row[1:] for row in db.execute(text(SOURCES), chosen)}
        self._rows = _file_rows(db, chosen)
        assignments = sorted({row.entity_id for row in rows if row.entity == "assignment"})
        self._agreement = {row[0]: row[1] for row in db.execute(text(OF_AGREEMENTS), {"ids": json.dumps(assignments)})}

    def source(self, row: Any) -> Source:
        if row.batch_id is None:
            return Source(Origin(row.origin))
        file_name, screen, decision, code, title = self._sources[row.batch_id]
        agreement = row.entity_id if row.entity == "agreement" else self._agreement.get(row.entity_id) if row.entity == "assignment" else None
        chain = chain_of(self._batches, row.batch_id)
        return Source(
            Origin(row.origin), screen=screen, file_name=file_name, rows=self._rows.get((row.batch_id, agreement), ""), decision=decision or "",
            session=title or code or "", undoes=self._batches[row.batch_id].undoes, first=self._batches[chain[-1]].kind,
        )  # fmt: skip

    def end(self, row: Any) -> End | None:
        if row.batch_id is not None and row.batch_id not in self._standing:
            batch = self._undone_by[row.batch_id]
        elif row.event_id in self._taken_back:
            batch = self._batches[self._taken_back[row.event_id]]
        else:
            return None
        return End(batch.id, moment(batch.at), batch.by)


def _file_rows(db: Connection, chosen: Mapping[str, Any]) -> dict[tuple[int, int | None], str]:
    """The rows of each file that spoke of each agreement: "Hoja1, fila 7"."""
    found: dict[tuple[int, int | None], list[str]] = {}
    for batch_id, agreement, sheet, first, last, total in db.execute(text(FILE_ROWS), chosen):
        rows = f"fila {first}" if total == 1 else f"filas {first} a {last}"
        found.setdefault((batch_id, agreement), []).append(f"{sheet}, {rows}")
    return {place: "; ".join(said) for place, said in found.items()}
