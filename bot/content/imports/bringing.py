"""Brings official files into the data folder: reads, judges record by record, merges, swaps, and gives an account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.content import loader
from bot.content.imports import events, formats, quartiers, shelf, standard
from bot.content.imports.alone import alone
from bot.content.imports.files import Unreadable
from bot.content.imports.quartiers import Refused
from bot.content.imports.report import Report
from bot.content.imports.sorting import Sorting

Row = dict[str, Any]
Track = Callable[[Sequence[Any], str], Iterable[Any]]
"""What shows the progress: given what is gone through and what to call it, gives it back one by one."""


def untracked(rows: Sequence[Any], _: str) -> Iterable[Any]:
    """Show no progress."""
    return rows


def bring_quartiers(files: Iterable[Path], data: Path, *, track: Track = untracked) -> Report:
    """Import outlines and official lists of quartiers; raise nothing, change nothing when nothing could be read."""
    report = Report("quartiers")
    found: dict[str, Row] = {}
    for path in files:
        for name, row in track(_read(path, report, lambda path: quartiers.features(formats.rows(path))), path.name):
            try:
                new = quartiers.record(row)
            except Refused as error:
                report.refuse(quartiers.code(row) or name, str(error))
                continue
            found[new["code"]] = quartiers.completed(found.get(new["code"], {}), new)
    if report.read:
        _swapped(lambda: _keep_quartiers(found, data, report), data, report)
    return report


def _keep_quartiers(found: dict[str, Row], data: Path, report: Report) -> None:
    path = shelf.place(data, shelf.QUARTIERS)
    known = {row["code"]: row for row in shelf.stored(path)}
    rows = [quartiers.completed(known.get(name, {}), row) for name, row in found.items()]
    records, changed = shelf.merged(known, rows, by="code")
    if changed:
        shelf.replace_all({path: records})
    report.kept, report.changed = len(rows), changed
    unplaced = sum("centre" not in row for row in rows)
    if unplaced:
        report.notes.append(f"Sans contour : {unplaced}. Importez aussi les contours (GeoJSON) pour les situer.")


def bring_records(files: Iterable[Path], data: Path, *, everywhere: bool = False, track: Track = untracked) -> Report:
    """Import structures and services of the national standard; raise nothing, change nothing when nothing was read.

    `everywhere` keeps what is outside the territory too.
    """
    report = Report("fiches")
    judged: dict[str, dict[str, Row]] = {"structures": {}, "services": {}}
    for path in files:
        for name, row in track(_read(path, report, lambda path: standard.records(formats.rows(path))), path.name):
            _judge(name, row, judged, report)
    if report.read:
        _swapped(lambda: Sorting(**judged, data=data, report=report, everywhere=everywhere).keep(), data, report)
    return report


def bring_events(files: Iterable[Path], data: Path, *, track: Track = untracked) -> Report:
    """Import events; raise nothing, change nothing when nothing was read."""
    report = Report()
    found: dict[str, Row] = {}
    structures = loader.known_structures(data)
    for path in files:
        for name, row in track(_read(path, report, lambda path: events.records(formats.rows(path))), path.name):
            said = str(row.get("id") or name) if isinstance(row, dict) else name
            try:
                new = events.record(row, structures)
            except Refused as error:
                report.refuse(said, str(error))
                continue
            if said in found:
                report.refuse(said, "cet identifiant est déjà celui d'un autre événement ; le premier est gardé")
            found.setdefault(said, new)
    if report.read:
        _swapped(lambda: _keep_events(found, data, report), data, report)
    return report


def _keep_events(found: dict[str, Row], data: Path, report: Report) -> None:
    path = shelf.place(data, shelf.EVENTS)
    known = {row["id"]: row for row in shelf.stored(path)}
    kept, changed = shelf.merged(known, found.values(), by="id")
    if changed:
        shelf.replace_all({path: kept})
    report.kept, report.changed = len(found), changed


def _judge(name: str, row: Any, judged: dict[str, dict[str, Row]], report: Report) -> None:
    what = standard.kind(row)
    said = str(row.get("id") or name) if isinstance(row, dict) else name
    try:
        found = standard.record(what, row)
    except Refused as error:
        report.refuse(said, str(error))
        return
    if said in judged[what]:
        report.refuse(said, "cet identifiant est déjà celui d'une autre fiche ; la première est gardée")
    else:
        judged[what][said] = found


def _read(path: Path, report: Report, by: Callable[[Path], list[tuple[str, Any]]]) -> list[tuple[str, Any]]:
    try:
        found = by(path)
    except Unreadable as error:
        report.refuse(path.name, str(error))
        return []
    except MemoryError:
        report.refuse(path.name, "il est trop gros pour la mémoire de cette machine")
        return []
    report.read += 1
    return found


def _swapped(swap: Callable[[], None], data: Path, report: Report) -> None:
    """Do what changes the data folder; when it cannot, nothing was kept."""
    try:
        with alone(data):
            swap()
    except Unreadable as error:
        report.read = report.kept = report.changed = 0
        report.refuse(shelf.FOLDER, str(error))
