"""What was published: whole copies of both folders, one after the other, which nothing ever changes again.

A version is a folder named by its number, `0003`, that appears whole or not at all; the greatest number is the one
that is played. To return to a former one is to publish its copy again, so that the list tells all that happened.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from bot.content.imports.shelf import FOLDER

_WRITTEN = (".yaml", ".po")
_SHEET, _PROBLEMS = "version.json", "problemes.json"
_SAME_FOR_ALL = 0o444


class DraftMoved(Exception):
    """The draft is no longer the one that was checked, or somebody published meanwhile; the French sentence says it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of a version: by whom, when, the kinds of change, and which former one it returns to."""

    author: str
    at: datetime
    kinds: tuple[str, ...]
    returned: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One published version."""

    number: int
    entry: Entry
    folder: Path

    @property
    def dialogues(self) -> Path:
        """Return its folder of dialogues."""
        return self.folder / "dialogues"

    @property
    def data(self) -> Path:
        """Return its folder of data."""
        return self.folder / "data"

    @property
    def problems(self) -> str:
        """Return what `check` said of it as JSON, "" when that was not kept."""
        with suppress(OSError):
            return (self.folder / _PROBLEMS).read_text("utf-8")
        return ""


class Contents:
    """The files of two folders that make a version, as they are now: each by its place in the copy, with its seal."""

    def __init__(self, dialogues: Path, data: Path) -> None:
        """Read what is there; raises `OSError` for what cannot be read."""
        self.paths = {f"{name}/{inside}": path for name, folder in (("dialogues", dialogues), ("data", data))
                      for inside, path in _files(folder)}  # fmt: skip
        self.seals = {place: _seal(path) for place, path in sorted(self.paths.items())}

    @property
    def digest(self) -> str:
        """Return what changes as soon as any of it does."""
        return blake2b(json.dumps(self.seals).encode(), digest_size=16).hexdigest()

    def differing(self, other: Contents) -> frozenset[str]:
        """Return the places whose files are not the same in both."""
        places = self.seals.keys() | other.seals.keys()
        return frozenset(place for place in places if self.seals.get(place) != other.seals.get(place))


class Versions:
    """The folder of the published versions."""

    def __init__(self, folder: Path) -> None:
        """Look into `folder`, which is made by the first publication."""
        self._folder = folder

    def every(self) -> tuple[Version, ...]:
        """Return all versions, the oldest first."""
        found = (_read(self._folder / f"{number:04}") for number in sorted(self._numbers()))
        return tuple(version for version in found if version)

    def find(self, number: int) -> Version | None:
        """Return the version of this number, None when there is none."""
        return _read(self._folder / f"{number:04}")

    def current(self) -> Version | None:
        """Return the version to play, None when nothing was ever published."""
        return next(iter(reversed(self.every())), None)

    def latest(self) -> int:
        """Return the greatest number, 0 when nothing was ever published: cheap enough to be asked all the time."""
        return max(self._numbers(), default=0)

    def add(self, contents: Contents, digest: str, entry: Entry, *, after: int, problems: str = "") -> Version:
        """Publish a copy of these files as the version after `after`.

        Raises `DraftMoved` when they are no longer those of `digest` or when that version exists already, `OSError`
        when the disk does not take them; in each case nothing has changed.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        known = self._sealed(after)
        with tempfile.TemporaryDirectory(prefix=".en-cours-", dir=self._folder) as temporary:
            draft = Path(temporary, "version")
            for place, path in contents.paths.items():
                _copied(path, draft / place, known.get(contents.seals[place]))
            _write(draft / _PROBLEMS, problems.encode())
            _write(draft / _SHEET, _to_json(entry).encode())
            if Contents(draft / "dialogues", draft / "data").digest != digest:
                raise DraftMoved("Le brouillon a changé pendant la vérification : recommencez.")
            return self._appear(draft, after + 1)

    def _appear(self, draft: Path, number: int) -> Version:
        """Let a complete version be seen, unless another took its number."""
        for folder in (draft, *(path for path in draft.rglob("*") if path.is_dir())):
            _settle(folder)
        place = self._folder / f"{number:04}"
        try:
            draft.rename(place)
        except OSError as error:
            if place.exists():
                raise DraftMoved(
                    "Quelqu'un vient de publier : regardez la nouvelle version, puis recommencez."
                ) from error
            raise
        _settle(self._folder)
        found = _read(place)
        if found is None:
            raise OSError("the version that was just written cannot be read")
        return found

    def _numbers(self) -> Iterator[int]:
        with suppress(FileNotFoundError), os.scandir(self._folder) as entries:
            yield from [int(entry.name) for entry in entries if entry.name.isdecimal()]

    def _sealed(self, number: int) -> Mapping[str, Path]:
        """Return the files of a version by their seals, so that the next one need not hold the same bytes twice."""
        version = self.find(number)
        if version is None:
            return {}
        contents = Contents(version.dialogues, version.data)
        return {seal: contents.paths[place] for place, seal in contents.seals.items()}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what operators write below a folder and what was imported into it; nothing hidden, nothing else."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        ours = path.suffix in _WRITTEN or (inside.parts[0] == FOLDER and path.suffix == ".json")
        if ours and not hidden and path.is_file():
            yield inside.as_posix(), path


def _seal(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _copied(path: Path, place: Path, known: Path | None) -> None:
    """Put a copy of a file at a place: the bytes of the former version where it has them already."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if known:
        with suppress(OSError):
            os.link(known, place)
            return
    _write(place, path.read_bytes())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), _SAME_FOR_ALL)


def _settle(folder: Path) -> None:
    """Make what a folder lists survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _to_json(entry: Entry) -> str:
    said = {"auteur": entry.author, "le": entry.at.isoformat(), "changements": entry.kinds, "retour": entry.returned}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _read(folder: Path) -> Version | None:
    """Return the version of a folder, None when it is none."""
    try:
        said = json.loads((folder / _SHEET).read_text("utf-8"))
        at, kinds = datetime.fromisoformat(said["le"]), tuple(said["changements"])
        return Version(int(folder.name), Entry(said["auteur"], at, kinds, said["retour"]), folder)
    except (OSError, ValueError, LookupError, TypeError):
        return None
