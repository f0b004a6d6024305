"""What a base holds for who looks at it: every live record, without logs of changes, loads and versions."""

from data_store.database import Store, reading
from data_store.models import Base

LEFT_OUT_TABLES = {"event", "import_batch", "import_row", "evidence", "verification"}
LEFT_OUT_COLUMNS = {"version", "withdrawn_in", "import_row_id", "evidence_id"}
OF_LIVE_REPORTS = {
    "evidence": "SELECT r.id, e.document_type, e.number, e.issued_on, e.issuer, e.link FROM evidence e JOIN progress_report r ON r.evidence_id = e.id",
    "verification": """SELECT v.id, v.report_id, v.verified_on, v.note, v.by, v.recorded_at FROM verification v
        JOIN progress_report r ON r.id = v.report_id AND v.withdrawn_in IS NULL""",
}


def canonical(store: Store) -> dict[str, list[tuple]]:
    """The rows of each table, in a stable order; withdrawn ones left out, and what only they had."""
    with reading(store) as db:
        found = {
            table: sorted(tuple(row) for row in db.exec_driver_sql(f"{sql} WHERE r.withdrawn_in IS NULL"))
            for table, sql in OF_LIVE_REPORTS.items()
        }
        for table in Base.metadata.sorted_tables:
            if table.name in LEFT_OUT_TABLES:
                continue
            columns = [f'"{column.name}"' for column in table.columns if column.name not in LEFT_OUT_COLUMNS]
            live = " WHERE withdrawn_in IS NULL" if "withdrawn_in" in table.columns else ""
            rows = db.exec_driver_sql(f"SELECT {', '.join(columns)} FROM {table.name}{live}")
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found
