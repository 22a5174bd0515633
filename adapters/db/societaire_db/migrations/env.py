"""How Alembic runs the migrations: on the connection that it is given, in one transaction."""

from alembic import context

from societaire_db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
