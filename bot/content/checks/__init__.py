"""Every rule that what is written must keep, one small function each, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.content.checks import choices, events, facts, knowledge, names, partners, paths, places, targets, texts
from bot.content.problems import Problem
from bot.content.written import Book

Rule = Callable[[Book], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    targets.exist,
    targets.required,
    targets.followed_where_there_are_partners,
    targets.requests_are_followed_in_one_place,
    targets.welcome_leads_to_menu,
    texts.can_be_read,
    texts.know_their_words,
    texts.fit_in_a_message,
    choices.have_a_label,
    choices.fit_on_a_phone,
    choices.differ,
    choices.are_few,
    choices.hold_the_agreement,
    names.mean_one_thing,
    names.suit_telegram,
    names.phrases_can_be_heard,
    names.phrases_lead_to_one_place,
    names.requests_hand_over_known_answers,
    places.ids_differ,
    places.are_in_france,
    places.hours_can_be_read,
    places.hours_have_a_place,
    places.services_have_their_structure,
    partners.cover_known_quartiers,
    partners.are_asked_about_known_themes,
    partners.pass_on_to_known_partners,
    partners.pass_on_without_a_circle,
    partners.open_sometimes,
    partners.cover_every_quartier,
    partners.can_be_reached,
    partners.people_differ,
    partners.someone_watches,
    events.have_their_structure,
    events.are_in_france,
    events.have_a_place,
    facts.have_a_source,
    facts.amounts_bear_their_date,
    facts.unchecked_say_no_figure,
    facts.cohere,
    facts.are_fresh,
)
"""Rules that hold of each thing by itself."""

PATH_RULES: tuple[Rule, ...] = (
    paths.every_step_is_reached,
    paths.every_dialogue_is_reached,
    paths.every_step_leads_out,
    paths.no_loop_without_waiting,
    paths.no_endless_chain,
    knowledge.no_request_without_agreement,
    knowledge.requests_are_complete,
    knowledge.texts_know_their_answers,
    knowledge.the_quartier_is_asked,
)
"""Rules of the whole graph, which would accuse wrongly while a step cannot be read or a target is missing."""

_MISLEADING = frozenset({"etape-inconnue", "accord-sans-bouton"})
"""What would make the rules of the whole graph accuse wrongly."""


def check(book: Book, *, whole: bool) -> Iterator[Problem]:
    """Yield every problem of a book; `whole` when each of its dialogues could be read to the end."""
    found = [problem for rule in RULES for problem in rule(book)]
    yield from found
    if whole and not any(problem.code in _MISLEADING for problem in found):
        for rule in PATH_RULES:
            yield from rule(book)
