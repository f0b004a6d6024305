"""Loads of trackers as batches, records that can be withdrawn, and what the program remembers of files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WITHDRAWABLE = (
    "committee_session", "theme", "problem", "institution", "institution_alias", "agreement", "assignment",
    "progress_report", "deadline_change",
)  # fmt: skip
LOGGED = ("progress_report", "deadline_change")


def upgrade() -> None:
    """Columns are added in place: a rebuilt table would lose its triggers, a rebuilt parent its children."""
    _create_batches()
    _create_memory()
    for table in WITHDRAWABLE:
        _add_reference(table, "withdrawn_in", "import_batch")
    for table in LOGGED:
        _add_reference(table, "import_row_id", "import_row")
        op.create_index(f"ix_{table}_import_row", table, ["import_row_id"], sqlite_where=sa.text("import_row_id IS NOT NULL"))
        op.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")  # made again after the migration, to let a record be withdrawn
    _add_reference("event", "batch_id", "import_batch")
    op.create_index("ix_event_batch", "event", ["batch_id"], sqlite_where=sa.text("batch_id IS NOT NULL"))
    _narrow_indexes()


def _create_batches() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("acts", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["import_batch.id"], name=op.f("fk_import_batch_undoes_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_import_batch_plan_id")),
        sa.UniqueConstraint("undoes", name=op.f("uq_import_batch_undoes")),
    )
    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("extra", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_import_row_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
    )
    op.create_index(op.f("ix_import_row_batch_id"), "import_row", ["batch_id"], unique=False)


def _create_memory() -> None:
    op.create_table(
        "tracker_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["withdrawn_in"], ["import_batch.id"], name=op.f("fk_tracker_layout_withdrawn_in_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_layout")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_tracker_layout_fingerprint")),
    )
    op.create_table(
        "ignored_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spelling", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["withdrawn_in"], ["import_batch.id"], name=op.f("fk_ignored_name_withdrawn_in_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ignored_name")),
        sa.UniqueConstraint("folded", name=op.f("uq_ignored_name_folded")),
    )


def _add_reference(table: str, column: str, parent: str) -> None:
    """In SQLite's own words: Alembic adds the column alone there, and a constraint only by a rebuild."""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column}_{parent} REFERENCES {parent} (id)")


def _narrow_indexes() -> None:
    """The state is sought among what is not withdrawn, still by one probe."""
    live = sa.text("withdrawn_in IS NULL")
    op.drop_index("ix_progress_report_state", "progress_report")
    op.create_index(
        "ix_progress_report_state", "progress_report", ["assignment_id", "member_id", "reported_on", "recorded_at", "id"],
        sqlite_where=live,
    )  # fmt: skip
    op.drop_index("ix_progress_report_member", "progress_report")
    op.create_index(
        "ix_progress_report_member", "progress_report", ["assignment_id", "member_id"],
        sqlite_where=sa.text("member_id IS NOT NULL AND withdrawn_in IS NULL"),
    )  # fmt: skip
    op.drop_index("ix_deadline_change_state", "deadline_change")
    op.create_index(
        "ix_deadline_change_state", "deadline_change", ["agreement_id", "decided_on", "recorded_at", "id"], sqlite_where=live
    )
