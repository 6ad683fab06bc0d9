"""Validate what 0002 declared.

Revision: 0003
Revises: 0002

In a transaction of its own, so that no table is locked against reading while its rows are checked.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OWN_TRANSACTION = "-- squawk-ignore constraint-missing-not-valid\n"
"""Migrations run in a transaction each; the linter reads all of them as one."""


def upgrade() -> None:
    op.execute(f"{OWN_TRANSACTION}ALTER TABLE actions VALIDATE CONSTRAINT fk_actions_photo_hash_pictures")
    op.execute(f"{OWN_TRANSACTION}ALTER TABLE mails VALIDATE CONSTRAINT ck_mails_kind")
    op.execute(f"{OWN_TRANSACTION}ALTER TABLE mails VALIDATE CONSTRAINT fk_mails_update_id_updates")


def downgrade() -> None:
    """A validated constraint needs no undoing."""
