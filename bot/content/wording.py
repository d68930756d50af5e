"""Compiles what operators write into texts and conditions; once compiled, neither ever raises.

The language is a corner of Jinja, closed by an allow-list: words, tests, a few filters; no call, no attribute, no loop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core import markup
from bot.core.flow import Condition, Context, Text

FILTERS = ("capitalize", "default", "lower", "title", "trim", "upper")

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.Sub, nodes.Neg, nodes.List,
    nodes.Tuple, nodes.Filter, nodes.Test,
)  # fmt: skip
_TESTS = frozenset({"defined", "undefined", "in", "none"})
_SAID = {
    nodes.Call: "un appel avec des parenthèses n'est pas permis",
    nodes.Getattr: "un point après un mot n'est pas permis",
    nodes.Getitem: "des crochets après un mot ne sont pas permis",
    nodes.For: "une boucle n'est pas permise",
}
_OTHER = "cette écriture n'est pas permise"
_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TRIVIAL = re.compile(r"\{[{%#]")


def _sandbox() -> Environment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=False, finalize=_said, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.globals.clear()
    return environment


def _said(value: object) -> str:
    return markup.strip(str(value))


_JINJA = _sandbox()


class Fault(NamedTuple):
    """What keeps a text from being compiled: its code, a sentence, the line within the text (from 1), a word of it."""

    code: str
    message: str
    fix: str
    line: int = 1
    word: str = ""


class Reading(NamedTuple):
    """What a text or a condition uses: the words it names, those it tests before use, and its faults."""

    words: frozenset[str] = frozenset()
    tested: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()


def read_text(source: str) -> Reading:
    """Return what a text uses, and what is wrong with it."""
    if re.search("[{}]", static(source)):
        fix = "écrivez « {{ mot }} », avec deux accolades de chaque côté"
        return Reading(faults=(Fault("texte-illisible", "une accolade est seule ici", fix, _line_of_brace(source)),))
    return _read(source, source) if _TRIVIAL.search(source) else Reading()


def read_condition(source: str) -> Reading:
    """Return what a condition uses, and what is wrong with it."""
    if _TRIVIAL.search(source) or "}}" in source:
        fix = "écrivez la condition sans accolades, par exemple « age < 16 »"
        return Reading(faults=(Fault("texte-illisible", "une condition s'écrit sans accolades", fix),))
    return _read("{{ " + source + "\n}}", source)


def _line_of_brace(source: str) -> int:
    """Return the line where a brace stands alone."""
    kept = _BRACES.sub(lambda found: "\n" * found[0].count("\n"), source)
    return 1 + kept[: re.search("[{}]", kept).start()].count("\n")  # type: ignore[union-attr]


def static(source: str) -> str:
    """Return a text without what stands in braces."""
    return _BRACES.sub("", source).strip()


def text(source: str) -> Text:
    """Compile a text that `read_text` finds no fault with."""
    marked = markup.read(source)
    if not _TRIVIAL.search(source):
        constant = marked.strip()
        return lambda _: constant
    render, without = _JINJA.from_string(marked).render, static(marked)
    return lambda known: _attempt(render, known, without)


def condition(source: str) -> Condition:
    """Compile a condition that `read_condition` finds no fault with; one that cannot be evaluated is false."""
    evaluate = _JINJA.compile_expression(source, undefined_to_none=False)
    return lambda known: _holds(evaluate, known)


def _attempt(render: Callable[[Context], str], known: Context, without: str) -> str:
    try:
        return render(known).strip()
    except Exception:  # noqa: BLE001  whatever an operator's expression does, the young person gets the sentence
        return without


def _holds(evaluate: Callable[[Context], Any], known: Context) -> bool:
    try:
        return bool(evaluate(known))
    except Exception:  # noqa: BLE001  a condition that cannot be evaluated does not hold
        return False


def _read(template: str, source: str) -> Reading:
    try:
        tree = _JINJA.parse(template)
    except TemplateSyntaxError as error:
        return Reading(faults=(_syntax(error, source),))
    faults = tuple(_forbidden(tree))
    try:
        words = frozenset(meta.find_undeclared_variables(tree)) - {"self"}
    except TemplateSyntaxError as error:
        return Reading(faults=faults or (_syntax(error, source),))
    return Reading(words, frozenset(_tested(tree)), faults)


def _syntax(error: TemplateSyntaxError, source: str) -> Fault:
    filtered = re.search(r"No (filter|test) named '(\w+)'", error.message or "")
    line = min(error.lineno, source.count("\n") + 1)
    if filtered:
        return _not_allowed(f"« {filtered[2]} » n'est pas permis ici", line, filtered[2])
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
        elif (isinstance(child, nodes.Test) and word not in _TESTS) or word.startswith("_"):
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
