"""Every rule that what is written must keep, one small function each, listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from bot.content.checks import (
    choices,
    contacts,
    emergencies,
    events,
    facts,
    knowledge,
    names,
    partners,
    paths,
    places,
    questions,
    reach,
    slang,
    sources,
    targets,
    texts,
    timetables,
    voice,
)
from bot.content.graph import Graph
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
    names.deposits_name_no_one,
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
    sources.events_are_sourced,
    sources.figures_are_sourced,
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
    reach.the_menu_is_near,
)
"""Rules of the whole graph, which would accuse wrongly while a step cannot be read or a target is missing."""

PATH_CARE_RULES: tuple[Rule, ...] = (
    reach.someone_is_near,
    questions.answers_are_of_use,
    voice.messages_in_a_row_are_few,
)
"""Those of them that keep no version from being published."""

VOICE_RULES: tuple[Rule, ...] = (
    voice.lines_are_easy,
    voice.partners_are_told_vous,
    voice.buttons_are_few,
    slang.ways_mean_one_thing,
    slang.examples_have_a_dialogue,
    slang.examples_lead_to_one_place,
)
"""Rules of how things are said and heard; none keeps a version from being published."""

CARE_RULES: tuple[Rule, ...] = (
    emergencies.are_heard,
    emergencies.families_differ,
    questions.typed_questions_have_a_way_out,
    questions.requests_half_made_are_told,
    timetables.services_open_some_day,
    timetables.hours_agree,
    contacts.numbers_can_be_dialled,
    contacts.postcodes_are_french,
    contacts.addresses_are_streets,
)
"""Rules of what would let someone down; none keeps a version from being published."""

MOST_OF_A_RULE, MOST_OF_A_PATH_RULE = 500, 100
"""Problems that a rule tells, whose problems are all critical or none is: the others are told when these are mended."""

_MISLEADING = frozenset({"etape-inconnue", "accord-sans-bouton"})
"""What would make the rules of the whole graph accuse wrongly."""


def check(book: Book, *, whole: bool, heard: bool = True) -> Iterator[Problem]:
    """Yield every problem of a book, `whole` when all its dialogues were read to the end, `heard` with its voice."""
    rules = (*RULES, *((*VOICE_RULES, *CARE_RULES) if heard else ()))
    found = [problem for rule in rules for problem in islice(rule(book), MOST_OF_A_RULE)]
    yield from found
    if whole and not any(problem.code in _MISLEADING for problem in found):
        _held = Graph.of(book)
        for rule in (*PATH_RULES, *(PATH_CARE_RULES if heard else ())):
            yield from islice(rule(book), MOST_OF_A_PATH_RULE)
