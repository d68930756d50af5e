"""What happens to files in real life: lines cut, swapped, moved, pasted twice, saved by the wrong program.

A mutant is a file of the shipped content after one accident, drawn by a seed: the same seed, the same mutant.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

from bot.content import loader, source
from bot.content.loader import Loaded
from bot.content.problems import Problem, render
from tests.content import folders

SHIPPED = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)

Lines = list[str]
Accident = Callable[[Lines, Random], "Lines | bytes"]

_KEY = re.compile(r"^(\s*(?:- )?)([\w-]+)(:(?:\s|$))")
_JUNK = ("\0", "\x07", "\x1b[2J", "\u200b", "\u202e", "\ufeff", "\ue000", "\ud7ff", "\u2028")
_SIGNS = ("[", "{", "*", "&a ", "!!python/object:os.system ", "- ", ": ", "%", "@", "`", "|", ">", "'", '"', "#", "? ")
ONE_MIB = 1024 * 1024


class Mutant(NamedTuple):
    """A file after an accident: its name in the folder, what happened, and its bytes now."""

    file: str
    accident: str
    data: bytes


def mutant(file: str, text: str, seed: int) -> Mutant:
    """Return the mutant of a file that a seed draws."""
    chance = Random(f"{seed} {file}")  # noqa: S311  no secret
    accident = chance.choice(ACCIDENTS)
    changed = accident(text.splitlines(keepends=True), chance)
    data = changed if isinstance(changed, bytes) else "".join(changed).encode("utf-8", "surrogatepass")
    return Mutant(file, accident.__name__, data)


def _somewhere(lines: Lines, chance: Random) -> tuple[int, int]:
    """Return the bounds of a short block."""
    start = chance.randrange(len(lines))
    return start, start + chance.randint(1, 6)


def line_cut(lines: Lines, chance: Random) -> Lines:
    start = chance.randrange(len(lines))
    return lines[:start] + lines[start + 1 :]


def block_cut(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    return lines[:start] + lines[end:]


def lines_swapped(lines: Lines, chance: Random) -> Lines:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def neighbours_swapped(lines: Lines, chance: Random) -> Lines:
    start = chance.randrange(max(1, len(lines) - 1))
    return lines[:start] + lines[start : start + 2][::-1] + lines[start + 2 :]


def block_pasted_twice(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    return lines[:end] + lines[start:end] + lines[end:]


def block_pasted_elsewhere(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    where = chance.randrange(len(lines))
    return lines[:where] + lines[start:end] + lines[where:]


def line_moved_right(lines: Lines, chance: Random) -> Lines:
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randint(1, 5) + lines[at]
    return lines


def line_moved_left(lines: Lines, chance: Random) -> Lines:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].removeprefix(" " * chance.randint(1, 2))
    return lines


def block_moved_right(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    return lines[:start] + ["  " + line for line in lines[start:end]] + lines[end:]


def tabs(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    return lines[:start] + [re.sub("^ +", "\t", line) for line in lines[start:end]] + lines[end:]


def accents_broken(lines: Lines, chance: Random) -> Lines:
    """One program saved UTF-8, another opened it as if it were Windows'."""
    start, end = _somewhere(lines, chance)
    broken = [line.encode().decode("cp1252", "replace") for line in lines[start:end]]
    return lines[:start] + broken + lines[end:]


def saved_by_an_old_program(lines: Lines, chance: Random) -> bytes:
    encoding = chance.choice(("latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "mac-roman", "cp037"))
    return "".join(lines).encode(encoding, "replace")


def saved_elsewhere(lines: Lines, chance: Random) -> Lines:
    ending = chance.choice(("\r\n", "\r", "\n\n", "\u2028", "\x85"))
    return [line.replace("\n", ending) for line in lines]


def cut_short(lines: Lines, chance: Random) -> bytes:
    data = "".join(lines).encode()
    return data[: chance.randrange(len(data))]


def bytes_lost(lines: Lines, chance: Random) -> bytes:
    data = "".join(lines).encode()
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 40) :]


def bytes_scrambled(lines: Lines, chance: Random) -> bytes:
    data = bytearray("".join(lines).encode())
    for _ in range(chance.randint(1, 3)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _at_a_character(lines: Lines, chance: Random, change: Callable[[str], str]) -> Lines:
    at = chance.randrange(len(lines))
    column = chance.randrange(len(lines[at]))
    lines[at] = lines[at][:column] + change(lines[at][column:])
    return lines


def character_deleted(lines: Lines, chance: Random) -> Lines:
    return _at_a_character(lines, chance, lambda rest: rest[1:])


def junk_typed(lines: Lines, chance: Random) -> Lines:
    return _at_a_character(lines, chance, lambda rest: chance.choice(_JUNK) + rest)


def sign_typed(lines: Lines, chance: Random) -> Lines:
    return _at_a_character(lines, chance, lambda rest: chance.choice(_SIGNS) + rest)


def _one_matching(lines: Lines, chance: Random, pattern: str, change: Callable[[str], str]) -> Lines:
    found = [at for at, line in enumerate(lines) if re.search(pattern, line)]
    for at in found and [chance.choice(found)]:
        lines[at] = change(lines[at])
    return lines


def quotes_removed(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, "[\"']", lambda line: re.sub("[\"']", "", line, count=chance.randint(1, 2)))


def colon_removed(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, ":", lambda line: line.replace(":", "", 1))


def colon_glued(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, ": ", lambda line: line.replace(": ", ":", 1))


def dash_removed(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, r"^\s*- ", lambda line: line.replace("- ", "", 1))


def bar_removed(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, r": [|>]", lambda line: re.sub(r"[|>]", "", line, count=1))


def brace_removed(lines: Lines, chance: Random) -> Lines:
    return _one_matching(lines, chance, r"[{}%]", lambda line: re.sub(r"[{}%]", "", line, count=1))


def key_renamed(lines: Lines, chance: Random) -> Lines:
    name = chance.choice(("", "dir", "x", "2026-11-26", "étape", "fin", "~", "oui", "a" * 300))
    return _one_matching(lines, chance, _KEY.pattern, lambda line: _KEY.sub(rf"\1{name}\3", line))


def value_replaced(lines: Lines, chance: Random) -> Lines:
    value = chance.choice(("", "~", "[]", "{}", "fin", "-1", "1e999", "2026-02-30", "nan", "é" * 5_000, "[[], {}]"))
    return _one_matching(lines, chance, r":\s", lambda line: re.sub(r":\s.*", f": {value}", line, count=1))


def far_too_big(lines: Lines, chance: Random) -> bytes:
    return "".join(lines).encode() + b"# " + b"x" * (ONE_MIB * chance.randint(1, 8))


def very_long_line(lines: Lines, chance: Random) -> Lines:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].rstrip("\n") + chance.choice(("x", "é ", "{{ a }} ", "*", "(", "1 ")) * 60_000 + "\n"
    return lines


def very_deep(lines: Lines, chance: Random) -> Lines:
    at = chance.randrange(len(lines))
    return [*lines[:at], "trou: " + chance.choice("[{") * 5_000 + "\n", *lines[at:]]


def block_pasted_many_times(lines: Lines, chance: Random) -> Lines:
    start, end = _somewhere(lines, chance)
    return lines[:end] + lines[start:end] * 500 + lines[end:]


ACCIDENTS: tuple[Accident, ...] = (
    line_cut, block_cut, lines_swapped, neighbours_swapped, block_pasted_twice, block_pasted_elsewhere,
    line_moved_right, line_moved_left, block_moved_right, tabs, accents_broken, saved_by_an_old_program,
    saved_elsewhere, cut_short, bytes_lost, bytes_scrambled, character_deleted, junk_typed, sign_typed,
    quotes_removed, colon_removed, colon_glued, dash_removed, bar_removed, brace_removed, key_renamed, value_replaced,
    far_too_big, very_long_line, very_deep, block_pasted_many_times,
)  # fmt: skip


FOLLOWERS = frozenset({
    "etape-inconnue", "mot-inconnu", "dialogue-perdu", "etape-perdue", "theme-inconnu", "quartier-inconnu",
    "structure-inconnue", "quartier-sans-partenaire",
})  # fmt: skip
"""What may be told of a file that speaks of what a mutant has lost: each names it, where it can be mended too."""

_APART = ("dialogues/langues", "dialogues/scenarios", "dialogues/exemples", "dialogues/parler_jeune.yaml")
"""What is laid only when it is itself the mutant: nothing else refers to it, and it takes long to read."""


class Ground:
    """The shipped content, laid in the folder where one stands so that one file at a time can have an accident."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("dialogues", "data"):
            shutil.copytree(SHIPPED / name, folder / name)
        self.texts = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))
                      if path.suffix in (".yaml", ".po")}  # fmt: skip
        for name in _APART:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        emergencies = folders.BASE / "dialogues/urgence.yaml"
        (folder / "dialogues/urgence.yaml").write_bytes(emergencies.read_bytes())
        self._read = lru_cache(maxsize=None)(source.read)
        self.usual = self.load().problems

    def load(self) -> Loaded:
        """Load what is laid; files that were read before are not parsed again."""
        with patch.object(loader, "read", self._read):
            return loader.load(Path("dialogues"), Path("data"), TODAY)

    def mutant(self, seed: int) -> Mutant:
        """Return the accident that a seed draws: a kind of file first, for there are many scenarios and few data."""
        chance = Random(seed)  # noqa: S311  no secret
        kinds: dict[str, list[str]] = {}
        for name in self.texts:
            kinds.setdefault(_kind(name), []).append(name)
        file = chance.choice(kinds[chance.choice(_OFTEN)])
        return mutant(file, self.texts[file].decode(), seed)

    def judged(self, found: Mutant) -> Loaded:
        """Return what is loaded with a mutant in its place."""
        path = self.folder / found.file
        kept = path.read_bytes() if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(found.data)
        try:
            return self.load()
        finally:
            path.unlink() if kept is None else path.write_bytes(kept)

    def complaint(self, seed: int) -> str:
        """Return what is wrong with how an accident was told, empty when nothing is."""
        found = self.mutant(seed)
        loaded = self.judged(found)
        render(loaded.problems)
        told = f"seed {seed}, {found.accident} in {found.file}"
        if (loaded.playbook is None) != bool(loaded.critical):
            return f"{told}: a playbook with critical problems, or none without"
        strays = self.strays(found, loaded.problems)
        return f"{told}:\n{render(strays)}" if strays else ""

    def strays(self, found: Mutant, problems: tuple[Problem, ...]) -> list[Problem]:
        """Return the problems told of other files than the mutant that are not its followers."""
        elsewhere = [p for p in problems if p.file != found.file and p not in self.usual]
        unread = found.file.endswith(".yaml") and source.read(found.file, found.data).root is None
        return [p for p in elsewhere if unread or p.code not in FOLLOWERS]


def _kind(name: str) -> str:
    folder = Path(name).parent.as_posix()
    return name if name in ("dialogues/urgence.yaml", "dialogues/parler_jeune.yaml") else folder


_OFTEN = (
    *("dialogues",) * 10, *("data",) * 6, *("dialogues/scenarios",) * 3, "dialogues/exemples", "dialogues/langues",
    "dialogues/urgence.yaml", "dialogues/parler_jeune.yaml",
)  # fmt: skip
