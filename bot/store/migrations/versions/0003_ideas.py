"""Ideas that people leave for the operators, apart from whoever wrote them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table of ideas."""
    op.create_table(
        "ideas",
        sa.Column("key", sa.String(length=32), nullable=False, comment="Drawn by chance: it tells no order."),
        sa.Column("day", sa.Date(), nullable=False, comment="In Paris. The hour would point at someone."),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ideas_day"), "ideas", ["day"])


def downgrade() -> None:
    """Drop the table of ideas, and what is in it."""
    op.drop_table("ideas")
