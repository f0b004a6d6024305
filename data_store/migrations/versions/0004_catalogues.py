"""Catalogues that a person edits: committees above one another, what is retired, holidays and windows; contacts; findings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WITHDRAWABLE = ("committee",)
RETIRABLE = ("institution", "theme")
DAY_ONE = 1721424.5  # the Julian day before the first of the calendar, from which Python counts the ordinal of a day


def upgrade() -> None:
    """Columns are added in place, as in 0002; only `holiday` and `group_membership`, which nothing refers to, are rebuilt."""
    _add_reference("committee", "parent_id", "committee")
    _add_reference("agreement", "parent_id", "agreement")
    for table in WITHDRAWABLE:
        _add_reference(table, "withdrawn_in", "import_batch")
    for table in RETIRABLE:
        op.add_column(table, sa.Column("retired_on", sa.Date(), nullable=True))
    op.add_column("theme", sa.Column("colour", sa.String(), nullable=True))
    op.add_column("import_batch", sa.Column("screen", sa.String(), nullable=True))
    _rebuild_holidays()
    _rebuild_memberships()
    _create_contacts()
    _create_findings()
    _create_settings()


def _add_reference(table: str, column: str, referred: str) -> None:
    """In SQLite's own words, as in 0002: Alembic would add the column without its constraint."""
    constraint = f"CONSTRAINT fk_{table}_{column}_{referred} REFERENCES {referred} (id)"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {constraint}")


def _rebuild_holidays() -> None:
    """A number of its own for each day, the one that the log has called it by, so that it can be taken back."""
    op.create_table(
        "holiday_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        _withdrawn_in("holiday"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
    )
    op.execute(
        "INSERT INTO holiday_new (id, day, name, scope) "
        f"SELECT CAST(julianday(day) - {DAY_ONE} AS INTEGER), day, name, scope FROM holiday ORDER BY day"
    )
    op.drop_table("holiday")
    op.rename_table("holiday_new", "holiday")


def _rebuild_memberships() -> None:
    """Without the one date that a body could join a group from: one taken back would stand in the way of another, or of an undo."""
    op.create_table(
        "group_membership_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.CheckConstraint("group_id <> member_id", name=op.f("ck_group_membership_not_itself")),
        sa.ForeignKeyConstraint(["group_id"], ["institution.id"], name=op.f("fk_group_membership_group_id_institution")),
        sa.ForeignKeyConstraint(["member_id"], ["institution.id"], name=op.f("fk_group_membership_member_id_institution")),
        _withdrawn_in("group_membership"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_membership")),
    )
    op.execute(
        "INSERT INTO group_membership_new (id, group_id, member_id, valid_from, valid_to) "
        "SELECT id, group_id, member_id, valid_from, valid_to FROM group_membership ORDER BY id"
    )
    op.drop_table("group_membership")
    op.rename_table("group_membership_new", "group_membership")
    op.create_index(op.f("ix_group_membership_group_id"), "group_membership", ["group_id"], unique=False)


def _create_contacts() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_contact_institution_id_institution")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_contact_agreement_id_agreement")),
        _withdrawn_in("contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_institution_id"), "contact", ["institution_id"], unique=False)


def _create_findings() -> None:
    op.create_table(
        "accepted_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        _withdrawn_in("accepted_finding"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accepted_finding")),
    )


def _create_settings() -> None:
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        _withdrawn_in("setting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_setting_name")),
    )


def _withdrawn_in(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["withdrawn_in"], ["import_batch.id"], name=op.f(f"fk_{table}_withdrawn_in_import_batch"))
