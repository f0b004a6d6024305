"""The contacts of the Secretaría with institutions: recorded one by one, read as a frame. Taken back by undoing their batch."""

from dataclasses import fields
from datetime import date, datetime

import pandas as pd

from data_store.database import Reader, Writer
from data_store.lookups import existing
from data_store.models import Agreement, Contact, Institution
from data_store.queries import frame
from data_store.recording import create, refuse
from data_store.settings import load_settings
from follow_up.contacts import ContactDraft, check_contact
from follow_up.settings import Escalation
from follow_up.spelling import clean_text

CONTACTS = """
SELECT c.id AS contact_id, c.institution_id, c.agreement_id, c.kind, c.step, c.made_on, c.number, c.note, c.by, c.recorded_at,
       (SELECT e.batch_id FROM event e WHERE e.entity = 'contact' AND e.entity_id = c.id AND e.field = 'created') AS batch_id
FROM contact c WHERE c.made_on <= :at AND c.withdrawn_in IS NULL ORDER BY c.made_on, c.id
"""


def log_contact(
    db: Writer, *, institution_id: int, agreement_id: int | None, draft: ContactDraft, today: date, by: str, at: datetime, batch_id: int
) -> int:  # fmt: skip
    """A contact with an institution, on one agreement or on all that it owes; returns its id. Raises `Refused`, `UnknownRecord`."""
    refuse(check_contact(draft, today=today), by=by)
    existing(db, Institution, institution_id)
    if agreement_id is not None:
        existing(db, Agreement, agreement_id)
    contact = Contact(
        institution_id=institution_id, agreement_id=agreement_id, kind=draft.kind, step=draft.step, made_on=draft.made_on,
        number=clean_text(draft.number), note=clean_text(draft.note), by=by.strip(), recorded_at=at,
    )  # fmt: skip
    told = " · ".join(part for part in (draft.kind.value, draft.made_on.isoformat(), contact.number, contact.note) if part)
    return create(db, contact, told=told, by=by.strip(), at=at, batch_id=batch_id)


def load_contacts(db: Reader, *, at: date, known_at: datetime | None = None) -> pd.DataFrame:
    """The contacts made by a day, oldest first: contact_id, institution_id, agreement_id (missing: all that it owes), kind
    (`ContactKind`), step (`EscalationStep`), made_on, number, note, by, recorded_at, batch_id. `known_at` as in `queries.load_rows`.
    """
    found = frame(db, CONTACTS, days=["made_on"], moments=["recorded_at"], known_at=known_at, at=at)
    return found.astype({"agreement_id": "Int64", "batch_id": "Int64"})


def load_escalation(db: Reader) -> Escalation:
    """The days of the rule of asking: those that were set, the defaults of the others."""
    known = {field.name for field in fields(Escalation)}
    return Escalation(**{name: days for name, days in load_settings(db).items() if name in known})
