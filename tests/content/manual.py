"""The manual of problems, docs/problemes: a page a code, whose example is the one of broken/ and whose cure is tried.

`python -m tests.content.manual` prints the examples again after a change, and begins the page of a new code.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from bot.content.codes import CODES, Code, Severity
from tests.content.folders import BROKEN

FOLDER = Path(__file__).parents[2] / "docs" / "problemes"
PRINTED = "`allervers check` dit :"
MENDED = "## Corrigé"
TO_WRITE = "À ÉCRIRE"

_GRAVITY = {
    Severity.CRITIQUE: "Critique : le robot ne démarre pas tant que ce n'est pas réparé.",
    Severity.AVERTISSEMENT: "Avertissement : le robot démarre, mais quelqu'un pourrait en pâtir.",
    Severity.CONSEIL: "Conseil : à lire, puis à vous de voir.",
}
_BLOCK = re.compile(r"Dans `(?P<file>[^`]+)` :\n\n```\w*\n(?P<text>.*?)\n```", re.DOTALL)
_TOLD = re.compile(rf"(?<={PRINTED}\n\n```\n).*?(?=\n```)", re.DOTALL)


class Block(NamedTuple):
    """Some lines of a file."""

    file: str
    text: str


def printed(code: str) -> str:
    """Return what `check` says of the example of a code."""
    return (BROKEN / code / "attendu.txt").read_text("utf-8").rstrip("\n")


def told(page: str) -> str:
    """Return what a page says that `check` says."""
    found = _TOLD.search(page)
    return found[0] if found else ""


def blocks(page: str) -> tuple[list[Block], list[Block]]:
    """Return the lines that a page shows broken, then those that it shows mended."""
    wrong, _, right = page.partition(MENDED)
    return [Block(**found.groupdict()) for found in _BLOCK.finditer(wrong)], [
        Block(**found.groupdict()) for found in _BLOCK.finditer(right)
    ]


def head(code: str, known: Code) -> str:
    """Return how a page begins."""
    return f"# {code}\n\n{known.explanation}\n\n*{_GRAVITY[known.severity]}*\n"


def index() -> str:
    """Return the page that leads to all the others."""
    rows = [f"| [{code}]({code}.md) | {known.severity} | {known.explanation} |" for code, known in CODES.items()]
    said = "Ce que `allervers check` peut dire. Chaque page montre un exemple et son remède."
    return "\n".join(
        ["# Les problèmes", "", said, "", "| problème | gravité | ce que c'est |", "|---|---|---|", *rows, ""]
    )


def again(code: str, page: str) -> str:
    """Return a page with its first lines and its example as they are today; a page that is not there yet, begun."""
    first = head(code, CODES[code])
    if not page:
        parts = [TO_WRITE, "## Un exemple", f"{PRINTED}\n\n```\n{printed(code)}\n```", MENDED, TO_WRITE]
        return "\n\n".join([first, *parts]).replace("\n\n\n", "\n\n") + "\n"
    rest = page.split("\n", 5)[5]
    return first + _TOLD.sub(lambda _: printed(code), rest, count=1)


def main() -> None:
    """Write the manual again; the pages of codes that are no more are taken away."""
    FOLDER.mkdir(exist_ok=True)
    for code in CODES:
        path = FOLDER / f"{code}.md"
        path.write_text(again(code, path.read_text("utf-8") if path.exists() else ""), "utf-8")
    (FOLDER / "README.md").write_text(index(), "utf-8")
    for path in FOLDER.glob("*.md"):
        if path.stem not in {*CODES, "README"}:
            path.unlink()


if __name__ == "__main__":
    main()
