"""Alembic's entry: runs on the connection that `data_store.preparing` hands over, in its transaction."""

from alembic import context

from data_store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
