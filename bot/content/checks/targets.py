"""Where choices and steps lead."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.graph import REQUIRED
from bot.content.problems import Problem, meant, problem
from bot.content.tree import Mark
from bot.content.written import Book, Dialogue, Exit
from bot.core.flow import FOLLOWING, ROOT, WELCOME

_ENDINGS = ("fin", "retour")


def exist(book: Book) -> Iterator[Problem]:
    """Every target is a step of its dialogue, a dialogue or an ending; a `repli` is a step or a dialogue."""
    for dialogue, step in book.steps:
        for found in book.exits(dialogue, step):
            if found.target is None:
                yield _unknown(book, dialogue, found)
            elif found.role == "repli" and found.target.kind in _ENDINGS:
                fix = f"écrivez une étape ou un dialogue, par exemple « {ROOT} »"
                yield problem("valeur-refusee", found.mark, f"un repli ne peut pas être « {found.written} »", fix)


def _unknown(book: Book, dialogue: Dialogue, found: Exit) -> Problem:
    near = meant(found.written, sorted(dialogue.names)) or meant(found.written, [*sorted(book.names), *_ENDINGS])
    fix = near or f"écrivez-la plus bas, ou choisissez : {', '.join([*dialogue.steps][:8])}, fin"
    return problem("etape-inconnue", found.mark, f"l'étape « {found.written} » n'existe pas", fix)


def required(book: Book) -> Iterator[Problem]:
    """The dialogues that the engine enters are there."""
    for name in REQUIRED:
        if name not in book.names:
            mark = Mark(f"{book.folder}/{name}.yaml")
            fix = f"créez {book.folder}/{name}.yaml"
            yield problem("dialogue-manquant", mark, f"il manque le dialogue « {name} »", fix)


def followed_where_there_are_partners(book: Book) -> Iterator[Problem]:
    """Where requests can leave, there is the dialogue that follows them."""
    if book.partners and FOLLOWING not in book.names:
        fix = f"créez {book.folder}/{FOLLOWING}.yaml : sans lui, un jeune ne saurait rien de sa demande"
        mark = Mark(f"{book.folder}/{FOLLOWING}.yaml")
        yield problem("dialogue-manquant", mark, f"il manque le dialogue « {FOLLOWING} »", fix)


def requests_are_followed_in_one_place(book: Book) -> Iterator[Problem]:
    """A request leaves from any other dialogue, and is followed in its own."""
    for dialogue, step in book.steps:
        wrong = "demande" if dialogue.name == FOLLOWING else "suivre"
        if step.verb == wrong:
            message = f"« {wrong} » ne s'écrit pas dans « {dialogue.name} »"
            fix = f"« suivre » va dans « {FOLLOWING} », « demande » dans un autre dialogue"
            yield problem("suivre-ailleurs", step.node.key_mark(wrong), message, fix)


def welcome_leads_to_menu(book: Book) -> Iterator[Problem]:
    """After the welcome comes the menu."""
    welcome = book.dialogues.get(WELCOME)
    if welcome is None:
        return
    exits = [found for step in welcome.steps.values() for found in book.exits(welcome, step)]
    if not any(found.written == ROOT for found in exits):
        fix = f"ajoutez « puis: {ROOT} » à sa dernière étape"
        yield problem("bonjour-sans-menu", welcome.mark, f"« {WELCOME} » ne mène pas au menu", fix)
