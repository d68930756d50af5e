"""What a list shows: permanences near the quartier, schemes that suit, then more of them, then those that nearly do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core import finding
from bot.core.flow import Ask, Asked, Choose, Find
from bot.core.schemes import Ages, Criteria, Scheme
from bot.core.session import Option, Session
from bot.core.walk import Walk
from tests.core.events_example import book, event
from tests.core.example import PLAYBOOK, TERRITORY, flow, step
from tests.core.playing import WEDNESDAY, Person, press


def scheme(name, age=None):
    return Scheme(name, name.upper(), "Bref.", "Passe.", "Mais…", Criteria(age=age))


OPEN = tuple(scheme(f"ouvert{i}") for i in range(12))
SCHEMES = (*OPEN, scheme("jeune", Ages(16, 25)), scheme("senior", Ages(50, 60)))
AGES = (Option("18 à 20 ans", "valeur", "18-20"), Option("Je ne dis pas", "valeur", "non_dit"))


def found(what):
    return step(
        Find, what, f"{what} :", what=what, card="{nom} {raison}", empty="rien", options={"Fin": "fin"}, then="fin"
    )


POUR_MOI = flow(
    "pour_moi",
    replace(
        step(Ask, "age", "Ton âge ?", asked=Asked.CHOIX, options={"J'arrête": "fin"}, then="dispositifs"), options=AGES
    ),
    found("dispositifs"),
    step(Choose, "rien", "Rien.", options={"Fin": "fin"}),
    says=["pour moi"],
)
BOOK = replace(PLAYBOOK, flows={**PLAYBOOK.flows, "pour_moi": POUR_MOI}, schemes=SCHEMES)


def walk(**session):
    return Walk(BOOK, Session(**session), WEDNESDAY, lambda *_: None)


def names(what, **answers):
    return [card["nom"] for _, card in finding.find(walk(answers=answers), what)]


def test_the_best_three_are_shown_first_the_others_on_demand():
    everything = [names(what, age="19") for what in ("dispositifs", "dispositifs_suite", "dispositifs_fin")]
    assert [len(some) for some in everything] == [3, 5, 5]
    assert everything[0][0] == "JEUNE"
    assert len({name for some in everything for name in some}) == 13


def test_those_that_nearly_suit_are_apart():
    assert names("dispositifs_presque", age="19") == ["SENIOR"]
    assert names("dispositifs_presque") == []


@pytest.mark.parametrize("what", finding.KINDS)
def test_every_card_has_the_words_of_its_kind(what):
    for _, card in finding.find(walk(quartier="maurepas", answers={"age": "19"}), what):
        assert set(card) >= set(finding.words(what))


def test_a_quartier_with_an_official_code_is_a_priority_one():
    coded = replace(TERRITORY.quartiers["maurepas"], code="QN03512M")
    territory = replace(TERRITORY, quartiers={**TERRITORY.quartiers, "maurepas": coded})
    there = Walk(replace(BOOK, territory=territory), Session(quartier="maurepas"), WEDNESDAY, lambda *_: None)
    assert finding.profile(there).qpv is True
    assert finding.profile(walk(quartier="blosne")).qpv is None
    assert finding.profile(walk()).qpv is None


def test_a_choice_is_kept_and_the_list_follows():
    person = Person(BOOK).play("pour moi")
    assert person.labels == ["18 à 20 ans", "Je ne dis pas"]
    (said,) = person >> press("18 à 20 ans")
    assert said.startswith("dispositifs :\n\nJEUNE Parce que tu as entre 18 et 20 ans.")
    assert person.session.answers == {"age": "18-20"}


def test_a_choice_can_be_typed_and_another_word_is_asked_again():
    person = Person(BOOK).play("pour moi")
    assert (person >> "bof")[-1].endswith("Ton âge ?")
    person >> "18 a 20 ans"
    assert person.session.answers == {"age": "18-20"}


def test_a_choice_already_made_is_not_asked_again():
    person = Person(BOOK).play("pour moi", press("Je ne dis pas"), press("Fin"), "pour moi")
    assert person.where.endswith("pour_moi.dispositifs")


class TestWhatCanBeChosen:
    def test_each_thing_found_has_a_button_above_the_choices(self):
        person = Person(book(event("a"), event("b"))).play("/start maurepas", "job dating")
        assert person.labels == ["Job dating a", "Job dating b", "Merci"]

    def test_pressing_one_keeps_it_and_goes_on(self):
        person = Person(book(event("a"), event("b"))).play("/start maurepas", "job dating")
        assert person >> press("Job dating b") == ["Celui-là :\n\nJob dating b "]
        assert person.session.answers == {"evenement_choisi": "b"}

    def test_its_title_may_be_typed(self):
        person = Person(book(event("a"), event("b"))).play("/start maurepas", "job dating", "job dating b")
        assert person.where.endswith("job_dating.detail")

    def test_another_may_be_chosen_after_the_first(self):
        person = Person(book(event("a"), event("b"))).play("/start maurepas", "job dating")
        person.play(press("Job dating b"), press("La liste"))
        assert person >> press("Job dating a") == ["Celui-là :\n\nJob dating a "]

    def test_those_that_read_the_same_bear_their_number(self):
        twins = (event("a", title="Forum"), event("b", title="Forum"), event("c", title="Atelier"))
        person = Person(book(*twins)).play("/start maurepas", "job dating")
        assert person.labels[:3] == ["1. Forum", "2. Forum", "Atelier"]
        assert person >> press("2. Forum") == ["Celui-là :\n\nForum "]
        assert person.session.answers == {"evenement_choisi": "b"}

    def test_a_long_title_is_cut_where_a_phone_would(self):
        person = Person(book(event(title="Un titre " * 10))).play("/start maurepas", "job dating")
        assert len(person.labels[0]) <= 40
        assert person.labels[0].endswith("…")

    def test_one_that_is_no_longer_announced_says_so(self):
        person = Person(book(event("a"), event("b"))).play("/start maurepas", "job dating")
        person.swap(book(event("a")))
        assert person >> press("Job dating b") == ["Plus là."]


def test_what_is_shown_is_counted_for_the_bilan():
    person = Person(book(event())).play("/start maurepas", "job dating", press("Job dating jd"), "permanences")
    assert [what for what in person.counts if what.endswith(("vu", "vue"))] == ["evenement:vu", "permanence:vue"]


def test_nothing_found_is_not_counted():
    assert "evenement:vu" not in Person(book()).play("/start maurepas", "job dating").counts
