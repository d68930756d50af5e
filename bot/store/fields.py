"""How a request lies in its table: sealed where a person speaks, milliseconds for times, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from bot.store.instants import from_ms, to_ms
from bot.store.records import RequestRow
from bot.store.schema import requests
from bot.store.vault import Vault

SEALED = frozenset({"first_name", "phone", "details", "consent", "owner_name", "wish", "routed"})
TIMES = frozenset({"opened_at", "due_at", "taken_at", "first_call_at", "closed_at", "next_rung_at"})
RENAMED = {"owner": "member"}
COLUMNS = tuple(requests.c[RENAMED.get(field.name, field.name)].label(field.name) for field in fields(RequestRow))
"""The columns of a request under the names of its record, in its order."""

WIPED: dict[str, Any] = {
    "chat": 0,
    "member": "",
    "next_rung_at": None,
    **dict.fromkeys(sorted(SEALED), b""),
}
"""A request without anyone in it: that it was made, for what, when and how it ended."""


def columns(values: Mapping[str, Any], vault: Vault) -> dict[str, Any]:
    """Return fields of a request by column, as they lie in the table."""
    return {RENAMED.get(name, name): _put(name, value, vault) for name, value in values.items()}


def request_of(row: Row[*tuple[Any, ...]], vault: Vault) -> RequestRow:
    """Return the request that a row of `COLUMNS` holds; raises `WrongKey` if this vault did not seal it."""
    names = (column.name for column in COLUMNS)
    return RequestRow(**{name: _take(name, value, vault) for name, value in zip(names, row, strict=True)})


def _put(name: str, value: Any, vault: Vault) -> Any:
    if name in SEALED:
        return vault.seal(value)
    return to_ms(value) if name in TIMES and value is not None else value


def _take(name: str, value: Any, vault: Vault) -> Any:
    if name in SEALED:
        return vault.open(value)
    return from_ms(value) if name in TIMES and value is not None else value
