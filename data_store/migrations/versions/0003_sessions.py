"""Sessions that open and close, their decisions, dated assignments, verifications that can be withdrawn, presentations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

STATE = ["assignment_id", "member_id", "reported_on", "recorded_at", "id", "withdrawn_in"]
STATE_INDEXES = {
    "ix_progress_report_state": "progress_report",
    "ix_progress_report_member": "progress_report",
    "ix_deadline_change_state": "deadline_change",
}


def upgrade() -> None:
    """Columns are added in place, as in 0002; only `verification`, which nothing refers to, is rebuilt."""
    op.add_column("committee_session", sa.Column("state", sa.String(), nullable=False, server_default="planned"))
    op.add_column("assignment", sa.Column("assigned_on", sa.Date(), nullable=True))
    op.add_column("assignment", sa.Column("released_on", sa.Date(), nullable=True))
    _rebuild_verifications()
    _create_decisions()
    _create_presentations()
    _create_indexes()


def _rebuild_verifications() -> None:
    """One live verification per report, in place of one: a constraint of a table changes only with the table.

    The triggers go with the old table, and are made again after the migration.
    """
    op.create_table(
        "verification_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["progress_report.id"], name=op.f("fk_verification_report_id_progress_report")),
        sa.ForeignKeyConstraint(["withdrawn_in"], ["import_batch.id"], name=op.f("fk_verification_withdrawn_in_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.execute(
        "INSERT INTO verification_new (id, report_id, verified_on, note, by, recorded_at) "
        "SELECT id, report_id, verified_on, note, by, recorded_at FROM verification ORDER BY id"
    )
    op.drop_table("verification")
    op.rename_table("verification_new", "verification")
    op.create_index(
        "ix_verification_report", "verification", ["report_id"], unique=True, sqlite_where=sa.text("withdrawn_in IS NULL")
    )


def _create_indexes() -> None:
    """What was known at a past moment counts records that were withdrawn since: the seeks find them too.

    What was made, withdrawn or edited after the moment is sought in the log by its field.
    """
    for index, table in STATE_INDEXES.items():
        op.drop_index(index, table)
    op.create_index("ix_progress_report_state", "progress_report", STATE)
    op.create_index(
        "ix_progress_report_member", "progress_report", ["assignment_id", "member_id", "withdrawn_in"],
        sqlite_where=sa.text("member_id IS NOT NULL"),
    )  # fmt: skip
    op.create_index("ix_deadline_change_state", "deadline_change", ["agreement_id", "decided_on", "recorded_at", "id", "withdrawn_in"])
    op.create_index("ix_event_field_entity", "event", ["field", "entity", "entity_id"])


def _create_decisions() -> None:
    op.create_table(
        "session_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["committee_session.id"], name=op.f("fk_session_decision_session_id_committee_session")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_session_decision_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_session_decision_batch_id_import_batch")),
        sa.ForeignKeyConstraint(["withdrawn_in"], ["import_batch.id"], name=op.f("fk_session_decision_withdrawn_in_import_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_decision")),
    )
    op.create_index(op.f("ix_session_decision_session_id"), "session_decision", ["session_id"], unique=False)


def _create_presentations() -> None:
    op.create_table(
        "presentation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("cut_on", sa.Date(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_version", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("left_out", sa.String(), nullable=False),
        sa.Column("slide", sa.String(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["committee_session.id"], name=op.f("fk_presentation_session_id_committee_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation")),
    )
