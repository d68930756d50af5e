"""Brings a database of any age to the tables of `schema`, one numbered step after another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text

HERE = Path(__file__).parent
_VERSION = "alembic_version"
"""Where Alembic notes the step that a database has reached."""
_UPGRADING = 0x616C6C6572
"""The lock under which PostgreSQL lets one start at a time change the tables."""


def upgrade(connection: Connection, to: str = "") -> None:
    """Run the steps that this database has not seen, inside the transaction that is open on it.

    `to` is the number of the last step to run; all of them when it is empty.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
    if reached(connection) != (to or steps()[-1]):
        _run_steps(connection, to or "head")


def steps() -> tuple[str, ...]:
    """Return the numbers of the steps, in order; the name of a step's file begins with its own."""
    return tuple(sorted(path.stem.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")))


def reached(connection: Connection) -> str | None:
    """Return the number of the step that a database has reached, None for a new one."""
    if not inspect(connection).has_table(_VERSION):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608  a constant


def _run_steps(connection: Connection, to: str) -> None:
    # Imported where there are steps to run: a tenth of the time that a start takes, which few starts need.
    from alembic import command  # noqa: PLC0415

    command.upgrade(settings_for(connection), to)


def settings_for(connection: Connection) -> Any:
    """Return what Alembic needs to run our steps on a connection."""
    from alembic.config import Config  # noqa: PLC0415  as above

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
