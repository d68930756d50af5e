"""Compiles what operators write into texts and conditions; once compiled, neither ever raises.

The language is a corner of Jinja, closed by an allow-list: words, tests, a few filters; no call, no attribute, no loop.
All of it is read before it is played; what is said is compiled when it is first said, for most of it is not, soon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core import markup, tongue
from bot.core.flow import Condition, Context, Text

FILTERS = ("capitalize", "default", "lower", "title", "trim", "upper")

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.Sub, nodes.Neg, nodes.List,
    nodes.Tuple, nodes.Filter, nodes.Test,
)  # fmt: skip
_NAMED: dict[type[nodes.Node], frozenset[str]] = {
    nodes.Filter: frozenset(FILTERS),
    nodes.Test: frozenset({"defined", "undefined", "in", "none"}),
}
_SAID = {
    nodes.Call: "un appel avec des parenthèses n'est pas permis",
    nodes.Getattr: "un point après un mot n'est pas permis",
    nodes.Getitem: "des crochets après un mot ne sont pas permis",
    nodes.For: "une boucle n'est pas permise",
}
_OTHER = "cette écriture n'est pas permise"
_BRACES = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
_TRIVIAL = re.compile(r"\{[{%#]")
MOST_CHARACTERS = 20_000
"""Of a text with what stands in braces: nobody writes more, and reading far more would take for ever."""
_READ = 16_384
"""Texts whose reading is kept: all of several languages, for many rules ask for each."""
RIGHT = "\u200f"
"""A mark without a width that makes its line read from the right."""
_LINE = re.compile(r"^(?=[^\n])", re.MULTILINE)
_NUMBER = re.compile(_BRACES.pattern + r"|(\+?\d+(?:[ ./\u00a0\u202f-]\d+)+|\+\d+)", re.DOTALL)


def _sandbox() -> Environment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=False, finalize=_said, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.globals.clear()
    return environment


def _said(value: object) -> str:
    return markup.strip(str(value))


def _isolated(value: object) -> str:
    return tongue.isolated(_said(value))


_JINJA = _sandbox()
_RIGHT_TO_LEFT = _JINJA.overlay(finalize=_isolated)
"""Where each value is kept in its own order."""


class Fault(NamedTuple):
    """What keeps a text from being compiled: its code, a sentence, the line within the text (from 1), a word of it."""

    code: str
    message: str
    fix: str
    line: int = 1
    word: str = ""


_NESTED = Fault("texte-illisible", "trop de choses sont emboîtées ici", "coupez ce texte en plusieurs étapes")


class Reading(NamedTuple):
    """What a text or a condition uses: the words it names, those it tests before use, and its faults."""

    words: frozenset[str] = frozenset()
    tested: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


@lru_cache(_READ)
def read_text(source: str) -> Reading:
    """Return what a text uses, and what is wrong with it."""
    if len(source) > MOST_CHARACTERS:
        return Reading(faults=(_too_long(source),))
    if re.search("[{}]", static(source)):
        fix = "écrivez « {{ mot }} », avec deux accolades de chaque côté"
        return Reading(faults=(Fault("texte-illisible", "une accolade est seule ici", fix, _line_of_brace(source)),))
    return _read(source, source) if _TRIVIAL.search(source) else Reading()


@lru_cache(_READ)
def read_condition(source: str) -> Reading:
    """Return what a condition uses, and what is wrong with it."""
    if len(source) > MOST_CHARACTERS:
        return Reading(faults=(_too_long(source),))
    if _TRIVIAL.search(source) or "}}" in source:
        fix = "écrivez la condition sans accolades, par exemple « age < 16 »"
        return Reading(faults=(Fault("texte-illisible", "une condition s'écrit sans accolades", fix),))
    reading = _read("{{ " + source + "\n}}", source)
    if "," in source and not reading.faults:
        try:
            _JINJA.compile_expression(source)  # outside brackets, a comma makes two conditions of one
        except TemplateSyntaxError as error:
            return Reading(faults=(_syntax(error, source),))
        except RecursionError:
            return Reading(faults=(_NESTED,))
    return reading


def _line_of_brace(source: str) -> int:
    """Return the line where a brace stands alone."""
    kept = _BRACES.sub(lambda found: "\n" * found[0].count("\n"), source)
    return 1 + kept[: re.search("[{}]", kept).start()].count("\n")  # type: ignore[union-attr]


def static(source: str) -> str:
    """Return a text without what stands in braces, unless it is too long to be read."""
    if len(source) > MOST_CHARACTERS:
        return source
    return _BRACES.sub("", source).strip()


def text(source: str, *, right_to_left: bool = False) -> Text:
    """Compile a text that `read_text` finds no fault with."""
    marked = markup.read(source)
    if not _TRIVIAL.search(source):
        constant = turned(marked.strip()) if right_to_left else marked.strip()
        return lambda _: constant
    without = static(marked)
    if right_to_left:
        isolating = cache(lambda: _RIGHT_TO_LEFT.from_string(_isolated_numbers(marked)))
        return lambda known: _led(_attempt(isolating, known, without))
    compiled = cache(lambda: _JINJA.from_string(marked))
    return lambda known: _attempt(compiled, known, without)


def turned(text: str) -> str:
    """Return a right-to-left text whose lines and numbers stay in order, whatever they begin with."""
    return _led(_isolated_numbers(text))


def _led(text: str) -> str:
    return _LINE.sub(RIGHT, text)


def _isolated_numbers(text: str) -> str:
    """Isolate numbers written in groups, which would otherwise be read from the last group to the first."""
    return _NUMBER.sub(lambda found: tongue.isolated(found[1]) if found[1] else found[0], text)


def condition(source: str) -> Condition:
    """Compile a condition that `read_condition` finds no fault with; one that cannot be evaluated is false."""
    compiled = cache(lambda: _JINJA.compile_expression(source, undefined_to_none=False))
    return lambda known: _holds(compiled, known)


def _attempt(compiled: Callable[[], Template], known: Context, without: str) -> str:
    try:
        return compiled().render(known).strip()
    except Exception:  # noqa: BLE001  whatever an operator's expression does, the young person gets the sentence
        return without


def _holds(compiled: Callable[[], TemplateExpression], known: Context) -> bool:
    try:
        return bool(compiled()(known))
    except Exception:  # noqa: BLE001  a condition that cannot be evaluated does not hold
        return False


def _read(template: str, source: str) -> Reading:
    try:
        tree = _JINJA.parse(template)
        words = frozenset(name.name for name in tree.find_all(nodes.Name)) - {"self"}
        return Reading(words, frozenset(_tested(tree)), tuple(_forbidden(tree)))
    except TemplateSyntaxError as error:
        return Reading(faults=(_syntax(error, source),))
    except RecursionError:
        return Reading(faults=(_NESTED,))


def _too_long(source: str) -> Fault:
    fix = "coupez-le en plusieurs étapes, de quelques phrases chacune"
    return Fault("texte-trop-long", f"ce texte fait {len(source)} caractères", fix)


def _syntax(error: TemplateSyntaxError, source: str) -> Fault:
    line = min(error.lineno, source.count("\n") + 1)
    fix = "écrivez « {{ mot }} », avec deux accolades de chaque côté"
    if "{{" not in source and "{%" not in source:
        fix = "écrivez par exemple « age < 16 », ou « reponse == 'oui' »"
    return Fault("texte-illisible", "cette écriture entre accolades ne peut pas être lue", fix, line)


def _not_allowed(message: str, line: int, word: str = "") -> Fault:
    fix = f"un mot, un « if », ou l'un des filtres {', '.join(FILTERS)} : rien d'autre"
    return Fault("texte-interdit", message, fix, line, word)


def _forbidden(tree: nodes.Node) -> Iterator[Fault]:
    """Yield what stands outside the allow-list, outermost first."""
    for child in tree.iter_child_nodes():
        word = str(getattr(child, "name", "") or getattr(child, "attr", ""))
        if not isinstance(child, _ALLOWED):
            yield _not_allowed(f"{_SAID.get(type(child), _OTHER)} ici", child.lineno, word)
        elif word not in _NAMED.get(type(child), (word,)) or word.startswith("_"):
            yield _not_allowed(f"« {word} » n'est pas permis ici", child.lineno, word)
        else:
            yield from _forbidden(child)


def _tested(tree: nodes.Node) -> Iterator[str]:
    """Yield the words that some « if » or `default` looks at before they are said."""
    for choice in tree.find_all((nodes.If, nodes.CondExpr)):
        yield from (name.name for name in _names(choice.test))  # type: ignore[attr-defined]
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name == "default":
            yield from (name.name for name in _names(filtered))


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    yield from node.find_all(nodes.Name)
