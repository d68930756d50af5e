"""What every table stands on: the metadata with its names for indexes and bonds, and the type of a numeric key."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData

Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers and finds rows fastest by an INTEGER key, which there has 64 bits like a BIGINT."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)
