"""The YAML parser's complaints, said in French with a cure."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from bot.content.problems import Problem, problem
from bot.content.tree import Mark, Page

_QUOTES = "mettez le texte entre guillemets, ou à la ligne sous « | »"
_ALIGN = "alignez cette ligne sur celles de même rang"
_UNCLOSED = ("des guillemets ne sont pas fermés", "ajoutez le guillemet de fin")
_OPENED = re.compile(r"""(?:^|[:\[{,-])\s*(["'])(?:(?!\1).)*$""")
"""A line where a quoted text begins and does not end."""
_FAR = 50
"""Lines above which nobody looks for it."""

_SENTENCES: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": ("il y a un « : » de trop, ou cette ligne est mal alignée", _QUOTES),
    "could not find expected ':'": ("il manque un « : » après la clé", "écrivez « clé: valeur »"),
    "cannot start any token": ("un texte ne peut pas commencer ainsi", _QUOTES),
    "alphabetic or numeric character": ("un texte ne peut pas commencer par * ou &", _QUOTES),
    "did not find expected key": ("cette ligne n'est pas alignée", _ALIGN),
    "expected <document start>": ("cette ligne n'est pas alignée sur le début du fichier", _ALIGN),
    "did not find expected '-' indicator": ("cette ligne n'est pas alignée sur les tirets de la liste", _ALIGN),
    "block sequence entries are not allowed": ("une liste ne peut pas commencer ici", "mettez le tiret à la ligne"),
    "unexpected end of stream": _UNCLOSED,
    "unexpected document indicator": _UNCLOSED,
    "did not find expected ',' or ']'": ("un crochet « [ » n'est pas fermé", "ajoutez « ] » à la fin"),
    "did not find expected ',' or '}'": ("une accolade « { » n'est pas fermée", "ajoutez « } » à la fin"),
    "exceeded maximum nesting depth": ("trop de niveaux sont emboîtés", "vérifiez les retraits de ce passage"),
    "escape": ("une barre « \\ » est mal suivie", "doublez la barre, ou enlevez-la"),
    "hexdecimal": ("une barre « \\ » est mal suivie", "doublez la barre, ou enlevez-la"),
}
_OTHERWISE = ("ce passage ne peut pas être lu", "vérifiez les retraits, les guillemets et les deux-points")


def explain(page: Page, error: yaml.YAMLError) -> Problem:
    """Return the parser's error as a problem of this page."""
    mark = _where(page, error)
    complaint = str(getattr(error, "problem", None) or "")
    if mark.source_line[: mark.column].lstrip(" ").startswith("\t"):
        fix = "remplacez-la par des espaces, deux par niveau"
        return problem("tabulation", mark, "cette ligne est décalée avec une tabulation", fix)
    message, fix = next((said for piece, said in _SENTENCES.items() if piece in complaint), _OTHERWISE)
    before = mark.source_line[: mark.column - 1].rstrip()
    if "expected key" in complaint and before:
        message, fix = "ce texte finit trop tôt", "mettez-le tout entier entre guillemets, ou à la ligne sous « | »"
    if before.endswith(('"', "'")) and (opened := _opened(page, mark.line, before[-1])):
        mark, (message, fix) = opened, _UNCLOSED
    if ": {{" in mark.source_line:
        message, fix = "un texte ne peut pas commencer par {{", _QUOTES
    return problem("yaml-illisible", mark, message, fix)


def _where(page: Page, error: yaml.YAMLError) -> Mark:
    """Return the place of an error: where a thing began when it never ends, else where reading stopped."""
    stopped, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    never_ends = stopped is not None and stopped.index >= len(page.text.rstrip())
    never_ends |= "did not find expected ','" in str(getattr(error, "problem", ""))
    chosen = began if began is not None and never_ends else stopped
    if chosen is None:
        return page.mark(0)
    return page.mark(min(chosen.index, max(0, len(page.text.rstrip()) - 1)))


def _opened(page: Page, line: int, quote: str) -> Mark | None:
    """Return where, above a line, a quoted text begins that was not ended on its own line."""
    for above in range(line - 1, max(0, line - _FAR), -1):
        mark = page.line_mark(above)
        found = _OPENED.search(mark.source_line)
        if found and found[1] == quote:
            return replace(mark, column=found.start(1) + 1, length=1)
    return None
