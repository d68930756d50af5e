"""How the bot speaks: short, plain, to « tu », with nothing promised. Told, and never a reason to refuse a version."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter
from itertools import islice

from bot.content import spoken
from bot.content.checks.choices import MAX_CHOICES
from bot.content.checks.choices import MAX_LABEL as MAX_LABEL_EVER
from bot.content.checks.paths import MAX_CHAIN, no_loop_without_waiting
from bot.content.checks.plain_words import JARGON, KNOWN, NOT_POLITE, PROMISES
from bot.content.checks.texts import MAX_MESSAGE
from bot.content.graph import Graph, Spot
from bot.content.problems import Problem, problem
from bot.content.spoken import Line
from bot.content.tree import Mark
from bot.content.written import Book

LONG, TOO_LONG = 15, 22
"""Words of a sentence: above the first it is worth cutting, above the second few read it to the end."""
MAX_CHARACTERS, MAX_LINES = 450, 12
"""Of a message on a phone."""
MAX_IN_A_ROW = 3
MAX_LABEL = 30
MAX_BUTTONS = 6
MOST_OF_A_TEXT = 20
"""Problems of a kind that are told of one text."""
_MOST_FOUND = 3
"""Buttons that a list adds for what it found."""
# Beyond what Telegram or a phone takes at all (MAX_MESSAGE, MAX_LABEL_EVER…), another rule has already told.

_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
    "(?:\u200d[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)*"
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\d?[A-Z][A-Z0-9]*|[A-Z]\.(?:[A-Z]\.)+)")
_EXPLAINED = r"(?:\b{0}\b(?:\s?\(|,\s\w|[^.!?\n]{{0,30}}[.,]?\s[Cc]['’]est)|\w\s\({0}\))"
_POLITE = re.compile(r"(?<!rendez-)\b(?:vous|votre|vos|\w{2,}ez)\b", re.IGNORECASE)
_FAMILIAR = re.compile(r"\b(?:tu|toi|ton|ta|tes|te)\b|\bt['’](?=\w)", re.IGNORECASE)
_TOGETHER = re.compile(rf"\bensemble\b|{_FAMILIAR.pattern}", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:cliqu\w+|appuie|appuyez|touche|regarde|voir|va)\s(?:sur\s)?(?:ici|ce lien|le lien)\b", re.IGNORECASE
)


def _any(words: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)", re.IGNORECASE)


_JARGON, _PROMISES = _any(JARGON), _any(PROMISES)


def lines_are_easy(book: Book) -> Iterator[Problem]:
    """Every line that the young read keeps each of `LINE_RULES`."""
    for line in spoken.young(book):
        for rule in LINE_RULES:
            yield from islice(rule(line), MOST_OF_A_TEXT)


def _short_sentences(line: Line) -> Iterator[Problem]:
    for number, sentence in line.sentences:
        count = len(spoken.words(sentence))
        if count > LONG:
            code = "phrase-trop-longue" if count > TOO_LONG else "phrase-longue"
            fix = f"coupez-la en deux ; {LONG} mots au plus, une idée par phrase"
            yield problem(code, line.scalar.line(number), f"cette phrase fait {count} mots", fix)


def _short_message(line: Line) -> Iterator[Problem]:
    if len(line.scalar.text) <= MAX_CHARACTERS and line.scalar.text.count("\n") < MAX_LINES:
        return
    said = spoken.longest(line.scalar.text).strip()
    lines = sum(bool(part.strip()) for part in said.splitlines())
    if len(said) <= MAX_MESSAGE and (len(said) > MAX_CHARACTERS or lines > MAX_LINES):
        message = f"ce message fait {len(said)} caractères et {lines} lignes"
        fix = f"gardez l'essentiel, ou coupez en deux étapes ; {MAX_CHARACTERS} caractères, {MAX_LINES} lignes"
        yield problem("message-long", line.scalar.mark, message, fix)


def _short_label(line: Line) -> Iterator[Problem]:
    length = len(line.scalar.text.strip())
    if line.label and MAX_LABEL < length <= MAX_LABEL_EVER:
        fix = f"{MAX_LABEL} au plus : au-delà, un petit téléphone le coupe"
        yield problem("bouton-long", line.scalar.mark, f"ce bouton fait {length} caractères", fix)


def _rare_emoji(line: Line) -> Iterator[Problem]:
    """One emoji at most, and the same is said without it."""
    found = _EMOJI.findall(line.scalar.text)
    if len(found) > 1:
        yield problem("emojis-nombreux", line.scalar.mark, f"ce texte a {len(found)} émojis", "gardez-en un, ou aucun")
    if found and not re.search(r"\w", _EMOJI.sub("", line.scalar.text)):
        fix = "écrivez ce qu'il veut dire : un lecteur d'écran le lit autrement"
        yield problem("emoji-seul", line.scalar.mark, "cet émoji est seul à dire quelque chose", fix)


def _explained_acronyms(line: Line) -> Iterator[Problem]:
    """An acronym is explained where it is met, or as its dialogue begins."""
    for acronym in dict.fromkeys(_ACRONYM.findall(line.plain)):
        if acronym not in KNOWN and not re.search(_EXPLAINED.format(re.escape(acronym)), line.around):
            fix = f"écrivez par exemple « {acronym} (ce que ça veut dire) », ou dites-le sans sigle"
            yield problem("sigle", line.scalar.find(acronym), f"« {acronym} » n'est pas expliqué ici", fix)


def _tu(line: Line) -> Iterator[Problem]:
    """« vous » is never the young person alone."""
    for number, sentence in line.sentences:
        if not _TOGETHER.search(sentence):
            for word in _polite(sentence, orders=not line.label):
                message = f"« {word} » s'adresse au jeune avec « vous »"
                yield problem("vouvoiement", _at(line, number, word), message, "dites-lui « tu »")


def _polite(sentence: str, *, orders: bool) -> Iterator[str]:
    """Yield the words that say « vous »; in a label, an order is what the young person says to others."""
    for found in _POLITE.finditer(sentence):
        order = found[0].lower().endswith("ez")
        if not order or (orders and found[0].lower() not in NOT_POLITE):
            yield found[0]


def _named_links(line: Line) -> Iterator[Problem]:
    fix = "écrivez où ça mène, par exemple « Voir la carte » ou l'adresse du site"
    for number, word in _found(line, _HERE):
        yield problem("lien-ici", _at(line, number, word), f"« {word} » ne dit pas où ça mène", fix)


def _plain_words(line: Line) -> Iterator[Problem]:
    for number, word in _found(line, _JARGON):
        fix = f"dites plutôt {_instead(JARGON, word)}"
        yield problem("jargon", _at(line, number, word), f"« {word} » est un mot de bureau", fix)


def _no_promise(line: Line) -> Iterator[Problem]:
    for number, word in _found(line, _PROMISES):
        message = f"« {word} » promet ce qui ne dépend pas de nous"
        yield problem("promesse", _at(line, number, word), message, _instead(PROMISES, word))


def _found(line: Line, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield what a pattern finds in a line, each with the number of the line it is on."""
    if pattern.search(line.plain):
        for number, sentence in line.sentences:
            yield from ((number, found[0]) for found in pattern.finditer(sentence))


def _at(line: Line, number: int, word: str) -> Mark:
    """Return the place of a word that stands on one of the lines of a text."""
    mark = line.scalar.line(number)
    return replace(mark, column=max(mark.column, mark.source_line.find(word) + 1), length=len(word))


def _instead(words: Mapping[str, str], said: str) -> str:
    return next(plain for word, plain in words.items() if re.fullmatch(word, said, re.IGNORECASE))


LINE_RULES: tuple[Callable[[Line], Iterator[Problem]], ...] = (
    _short_sentences,
    _short_message,
    _short_label,
    _rare_emoji,
    _explained_acronyms,
    _tu,
    _named_links,
    _plain_words,
    _no_promise,
)


def partners_are_told_vous(book: Book) -> Iterator[Problem]:
    """Partners are told « vous »."""
    for scalar in spoken.partners(book):
        found = _FAMILIAR.search(spoken.plain(scalar.text))
        if found:
            message = f"« {found[0]} » tutoie un partenaire"
            yield problem("tutoiement", scalar.find(found[0]), message, "dites-lui « vous »")


def buttons_are_few(book: Book) -> Iterator[Problem]:
    """A step shows no more buttons than one takes in at a glance."""
    for _, step in book.steps:
        count = len(step.labels) + (_MOST_FOUND if step.node.entry("bouton") else 0)
        if MAX_BUTTONS < count <= MAX_CHOICES:
            fix = f"{MAX_BUTTONS} au plus : un bouton « Autre chose » mène aux suivants"
            yield problem("boutons-nombreux", step.mark, f"cette étape montre {count} boutons", fix)


def messages_in_a_row_are_few(book: Book) -> Iterator[Problem]:
    """Only so many messages come before one may answer."""
    if any(no_loop_without_waiting(book)):
        return
    graph = Graph.of(book)
    counts: dict[Spot, int] = {}
    for spot in TopologicalSorter(graph.onward).static_order():
        counts[spot] = _in_a_row(graph, spot, counts)
    long = [spot for spot in graph.onward if counts[spot] > MAX_IN_A_ROW]
    inside = {end for spot in long for end in graph.onward[spot]}
    for spot in long:
        if spot not in inside and counts[spot] <= MAX_CHAIN:
            step = book.dialogues[spot.dialogue].steps[spot.step]
            message = f"{counts[spot]} messages se suivent à partir de « {spot.step} »"
            fix = "réunissez des textes, ou posez une question entre deux"
            yield problem("messages-d-affilee", step.mark, message, fix)


def _in_a_row(graph: Graph, spot: Spot, counts: Mapping[Spot, int]) -> int:
    """Return how many messages a step and those after it say before one can answer; an empty list says nothing."""
    step = graph.book.dialogues[spot.dialogue].steps[spot.step]
    said = bool(step.node.text("dire"))
    empty = {way.end for way in graph.ways[spot] if way.exit.role == "si_vide"}
    ends = empty if step.waits else graph.onward[spot]
    return max([said, *(counts[end] + (said and end not in empty) for end in ends)])
