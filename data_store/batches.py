"""What the screens read of loads: batches, their rows, what each changed, and what the program remembers of files."""

import json

import pandas as pd
from sqlalchemy import text

from data_store.database import Reader
from data_store.queries import frame
from data_store.replay import chain_of, counting
from data_store.replay import load_batches as batches_by_id
from follow_up.import_plan import BatchKind

BATCHES = """
SELECT b.id AS batch_id, b.kind, b.file_name, b.sha256, b.by, b.at, b.counts, b.undoes, u.id AS undone_by
FROM import_batch b LEFT JOIN import_batch u ON u.undoes = b.id WHERE b.kind NOT IN ('forget', 'decision', 'edit') ORDER BY b.id DESC
"""

ROWS = """
SELECT w.id AS row_id, w.sheet, w.row, w.part, w.kind, w.outcome, w.agreement_id, s.code || '-' || a.code AS ref, a.text,
       w.reasons, w.extra
FROM import_row w
LEFT JOIN agreement a ON a.id = w.agreement_id
LEFT JOIN problem p ON p.id = a.problem_id
LEFT JOIN committee_session s ON s.id = p.session_id
WHERE w.batch_id = :batch ORDER BY w.id
"""

CHANGES = """
SELECT v.id AS event_id, v.entity, v.field, v.before, v.after, a.id AS agreement_id, s.code || '-' || a.code AS ref,
       i.acronym AS institution
FROM event v
LEFT JOIN assignment n ON v.entity = 'assignment' AND n.id = v.entity_id
LEFT JOIN institution i ON i.id = n.institution_id
LEFT JOIN agreement a ON a.id = CASE v.entity WHEN 'agreement' THEN v.entity_id ELSE n.agreement_id END
LEFT JOIN problem p ON p.id = a.problem_id
LEFT JOIN committee_session s ON s.id = p.session_id
WHERE v.batch_id = :batch ORDER BY v.id
"""

FILE_BATCHES = "SELECT id FROM import_batch WHERE sha256 = :sha256 AND kind = :kind ORDER BY id DESC"
LAYOUTS = "SELECT fingerprint, columns FROM tracker_layout WHERE withdrawn_in IS NULL"
IGNORED = "SELECT folded FROM ignored_name WHERE withdrawn_in IS NULL"

# A spelling was learned when a load added it to an institution that it did not itself add.
LEARNED = """
SELECT 'alias' AS kind, l.id, l.spelling AS name, i.acronym AS meaning, v.by, v.at, b.file_name
FROM institution_alias l
JOIN institution i ON i.id = l.institution_id
JOIN event v ON v.entity = 'institution_alias' AND v.entity_id = l.id AND v.field = 'created' AND v.batch_id IS NOT NULL
JOIN import_batch b ON b.id = v.batch_id
WHERE l.withdrawn_in IS NULL AND NOT EXISTS (
    SELECT 1 FROM event m WHERE m.entity = 'institution' AND m.entity_id = i.id AND m.field = 'created' AND m.batch_id = v.batch_id)
UNION ALL
SELECT 'ignored', g.id, g.spelling, NULL, g.by, g.at, NULL FROM ignored_name g WHERE g.withdrawn_in IS NULL
UNION ALL
SELECT 'layout', t.id, t.fingerprint, t.columns, t.by, t.at, NULL FROM tracker_layout t WHERE t.withdrawn_in IS NULL
"""


def load_batches(db: Reader) -> pd.DataFrame:
    """Loads and their undoings, newest first, but for what undoes decisions and edits, which stand in their sessions and in the
    history: batch_id, kind (`BatchKind`), file_name, sha256, by, at, counts (dict, see
    `imports.Applied`), undoes, undone_by, stands (whether what it did counts).
    """
    found = frame(db, BATCHES, moments=["at"])
    found["counts"] = found["counts"].map(json.loads)
    batches = batches_by_id(db)
    found["stands"] = found["batch_id"].isin(counting(batches))
    elsewhere = [number for number in batches if batches[chain_of(batches, number)[-1]].kind in {BatchKind.DECISION, BatchKind.EDIT}]
    found = found[~found["batch_id"].isin(elsewhere)].reset_index(drop=True)
    return found.astype({"undoes": "Int64", "undone_by": "Int64"})


def load_batch_rows(db: Reader, *, batch_id: int) -> pd.DataFrame:
    """The rows of the file of a batch: row_id, sheet, row, part, kind (`RowKind`), outcome (`Outcome`), agreement_id, ref, text,
    reasons (codes with blanks between), extra (dict, heading to text).
    """
    found = frame(db, ROWS, batch=batch_id).astype({"agreement_id": "Int64"})
    found["extra"] = found["extra"].map(json.loads)
    return found


def load_batch_changes(db: Reader, *, batch_id: int) -> pd.DataFrame:
    """What a batch changed, as the log tells it: event_id, entity, field, before, after, and for agreements and assignments
    agreement_id, ref, institution.
    """
    return frame(db, CHANGES, batch=batch_id).astype({"agreement_id": "Int64"})


def find_batch(db: Reader, sha256: str) -> int | None:
    """The last load of a file with that content that still counts."""
    standing = counting(batches_by_id(db))
    found = db.execute(text(FILE_BATCHES), {"sha256": sha256, "kind": BatchKind.IMPORT})
    return next((row[0] for row in found if row[0] in standing), None)


def load_layouts(db: Reader) -> dict[str, dict[int, str | None]]:
    """What the columns of known layouts are: fingerprint to column (from 0) to name of a field, None for extra."""
    return {
        row[0]: {int(number): name for number, name in json.loads(row[1]).items()} for row in db.execute(text(LAYOUTS))
    }


def load_ignored(db: Reader) -> frozenset[str]:
    """The names, folded, that are left out without asking."""
    return frozenset(row[0] for row in db.execute(text(IGNORED)))


def load_learned(db: Reader) -> pd.DataFrame:
    """What the program remembers of files: kind ("alias", "ignored", "layout"), id, name, meaning (acronym of the institution;
    columns as JSON; missing), by, at, file_name.
    """
    return frame(db, LEARNED, moments=["at"]).sort_values(["kind", "name"], ignore_index=True)
