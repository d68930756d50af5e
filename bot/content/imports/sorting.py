"""Sorts good records: of the territory or not, with or without their structure; then keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.content import loader
from bot.content.imports import shelf
from bot.content.imports.report import Report
from bot.content.imports.scope import Scope
from bot.core.territory import Point

Row = dict[str, Any]
Records = dict[str, Row]


class Sorting:
    """The good records of one import, before the data folder and what it already holds."""

    def __init__(self, structures: Records, services: Records, data: Path, report: Report, *, everywhere: bool) -> None:
        self.structures, self.services, self.report = structures, services, report
        self.refused = {refusal.id for refusal in report.refused}
        self.places = {name: shelf.place(data, name) for name in (shelf.STRUCTURES, shelf.SERVICES)}
        self.known = {name: {row["id"]: row for row in shelf.stored(path)} for name, path in self.places.items()}
        written = loader.written_data(data)
        self.by_hand = written.structure_names
        quartiers = list(shelf.stored(shelf.place(data, shelf.QUARTIERS)))
        centres = [Point(record.form.latitude, record.form.longitude) for record in written.quartiers.values()]
        self.scope = Scope(
            (code for row in quartiers for code in row["insee"]),
            [record.form.commune for record in written.quartiers.values()],
            [*centres, *(Point(*reversed(row["centre"])) for row in quartiers if "centre" in row)],
        )
        self.everywhere = everywhere or not self.scope

    def keep(self) -> None:
        """Keep what is of the territory; a structure from elsewhere comes with the services it holds here."""
        services = [row for row in self.services.values() if self._is_ours(row) and self._has_its_structure(row)]
        holders = {row["structure_id"] for row in services}
        structures = [row for name, row in self.structures.items() if name in holders or self._is_here(row)]
        self.report.outside += len(self.structures) - len(structures)
        self._swap({shelf.STRUCTURES: structures, shelf.SERVICES: services})

    def _is_ours(self, row: Row) -> bool:
        ours = self._is_here(row)
        self.report.outside += not ours
        return ours

    def _is_here(self, row: Row) -> bool:
        """Return whether a record is of the territory; one that does not say where it is follows its structure."""
        if self.everywhere:
            return True
        found = self.scope.holds(row)
        holder = self._structure(row.get("structure_id", ""))
        return bool((self.scope.holds(holder) if holder else None) is not False if found is None else found)

    def _structure(self, name: str) -> Row | None:
        return self.structures.get(name) or self.known[shelf.STRUCTURES].get(name)

    def _has_its_structure(self, row: Row) -> bool:
        name = row["structure_id"]
        if self._structure(name) or name in self.by_hand:
            return True
        why = "a été refusée" if name in self.refused else "n'est ni dans ces fichiers ni dans les données"
        self.report.refuse(row["id"], f"sa structure « {name[:80]} » {why}")
        return False

    def _swap(self, new: dict[str, Iterable[Row]]) -> None:
        kept = {name: list(rows) for name, rows in new.items()}
        files, changed = {}, 0
        for name, rows in kept.items():
            records, fresh = shelf.merged(self.known[name], rows, by="id")
            changed += fresh
            if fresh:
                files[self.places[name]] = records
        if files:
            shelf.replace_all(files)
        self.report.kept, self.report.changed = sum(map(len, kept.values())), changed
