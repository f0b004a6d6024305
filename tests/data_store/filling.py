"""Puts a world of records, as `tests.follow_up.worlds` writes them, into a base by plain SQL."""

from datetime import date

from sqlalchemy import Connection, text

from tests.follow_up.worlds import World, last_change

NEVER = date(2100, 1, 1)


def fill(db: Connection, world: World) -> None:
    """The records as the store keeps them; the deadline of each agreement is the last of its log."""
    _add(db, "committee", [{"id": 1, "code": "C", "name": "CORESEC", "level": "regional", "territory": "Moquegua"}])
    sessions = [
        {"id": m.id, "committee_id": 1, "code": m.code, "number": m.id, "kind": m.kind, "held_on": m.held_on, "title": m.code}
        for m in world.meetings
    ]
    _add(db, "committee_session", sessions)
    themes = sorted({accord.theme for accord in world.accords})
    _add(db, "theme", [{"id": n, "code": c, "label": f"Tema {c}", "position": n} for n, c in enumerate(themes, 1)])
    parties = [
        {"id": p.id, "code": p.code, "name": f"Nombre de {p.code}", "acronym": p.code, "kind": p.kind} for p in world.parties
    ]
    _add(db, "institution", parties)
    _add(db, "group_membership", [{"group_id": p.id, "member_id": m} for p in world.parties for m in p.members])
    for accord in world.accords:
        theme = themes.index(accord.theme) + 1
        problem = {"id": accord.id, "session_id": accord.meeting, "number": str(accord.id), "text": "Problemática", "theme_id": theme}
        _add(db, "problem", [problem])
        last = last_change(world, accord.id, NEVER)
        kind, deadline = (last.kind, last.deadline) if last else ("none", None)
        agreement = {
            "id": accord.id, "problem_id": accord.id, "code": accord.code, "text": f"Difusión del acuerdo {accord.code}",
            "follow_up_id": 1, "deadline_kind": kind, "deadline": deadline, "deadline_note": "", "version": 1,
        }  # fmt: skip
        _add(db, "agreement", [agreement])
        places = [
            {"id": a, "agreement_id": accord.id, "institution_id": p, "position": n, "version": 1}
            for n, (a, p) in enumerate(accord.parties)
        ]
        _add(db, "assignment", places)
    _add_logs(db, world)


def _add_logs(db: Connection, world: World) -> None:
    proof = {"document_type": "Informe", "issued_on": "2026-01-05", "issuer": ""}
    _add(db, "evidence", [{"id": r.id, "number": str(r.id), **proof} for r in world.reports if r.evidence])
    reports = [
        {
            "id": r.id, "assignment_id": r.assignment, "member_id": r.member, "reported_on": r.on, "status": r.status,
            "progress": r.progress, "actions": f"Acciones {r.id}", "evidence_id": r.id if r.evidence else None,
            "internal_note": "", "session_id": 1, "by": "ST", "recorded_at": f"2026-12-31 00:{r.minute:02}:00.000000",
        }
        for r in world.reports
    ]  # fmt: skip
    _add(db, "progress_report", reports)
    checks = [
        {"report_id": r.id, "verified_on": r.verified_on, "note": "", "by": "ST", "recorded_at": "2026-12-31 00:00:00.000000"}
        for r in world.reports
        if r.verified_on
    ]
    _add(db, "verification", checks)
    changes = [
        {
            "id": c.id, "agreement_id": c.accord, "before_kind": "none", "after_kind": c.kind, "after": c.deadline, "reason": "",
            "decided_on": c.decided_on, "by": "ST", "recorded_at": f"2026-12-31 00:{c.minute:02}:00.000000",
        }
        for c in world.changes
    ]  # fmt: skip
    _add(db, "deadline_change", changes)


def _add(db: Connection, table: str, records: list[dict]) -> None:
    for record in records:
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in record.items()}
        names = ", ".join(f'"{name}"' for name in plain)
        marks = ", ".join(f":{name}" for name in plain)
        db.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), plain)
