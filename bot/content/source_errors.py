"""The YAML parser's complaints, said in French with a cure."""

from __future__ import annotations

import yaml

from bot.content.problems import Problem, problem
from bot.content.tree import Mark, Page

_QUOTES = "mettez le texte entre guillemets, ou à la ligne sous « | »"
_ALIGN = "alignez cette ligne sur celles de même rang"

_SENTENCES: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": ("il y a un « : » de trop, ou cette ligne est mal alignée", _QUOTES),
    "could not find expected ':'": ("il manque un « : » après la clé", "écrivez « clé: valeur »"),
    "cannot start any token": ("un texte ne peut pas commencer ainsi", _QUOTES),
    "alphabetic or numeric character": ("un texte ne peut pas commencer par * ou &", _QUOTES),
    "did not find expected key": ("cette ligne n'est pas alignée, ou un texte finit trop tôt", _ALIGN),
    "expected <document start>": ("cette ligne n'est pas alignée sur le début du fichier", _ALIGN),
    "did not find expected '-' indicator": ("cette ligne n'est pas alignée sur les tirets de la liste", _ALIGN),
    "block sequence entries are not allowed": ("une liste ne peut pas commencer ici", "mettez le tiret à la ligne"),
    "unexpected end of stream": ("des guillemets ne sont pas fermés", "ajoutez le guillemet de fin"),
    "unexpected document indicator": ("des guillemets ne sont pas fermés", "ajoutez le guillemet de fin"),
    "did not find expected ',' or ']'": ("un crochet « [ » n'est pas fermé", "ajoutez « ] », ou une ligne par tiret"),
    "did not find expected ',' or '}'": ("une accolade « { » n'est pas fermée", _QUOTES),
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
    if ": {{" in mark.source_line:
        message, fix = "un texte ne peut pas commencer par {{", _QUOTES
    return problem("yaml-illisible", mark, message, fix)


def _where(page: Page, error: yaml.YAMLError) -> Mark:
    """Return the place of an error: where a thing began when it never ends, else where reading stopped."""
    stopped, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    never_ends = stopped is not None and stopped.index >= len(page.text.rstrip())
    chosen = began if began is not None and never_ends else stopped
    if chosen is None:
        return page.mark(0)
    return page.mark(min(chosen.index, max(0, len(page.text.rstrip()) - 1)))
