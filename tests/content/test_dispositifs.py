"""What we ship in dispositifs.yaml: what each profile is shown, and how it is written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content.loader import load
from bot.core.eligibility import MOST_WORDS, Fit, assess
from bot.core.schemes import Profile

ROOT = Path(__file__).parents[2]
PLAYBOOK = load(ROOT / "dialogues", ROOT / "data").playbook
SCHEMES = PLAYBOOK.schemes if PLAYBOOK else ()
ROWS = yaml.safe_load((Path(__file__).parent / "profils.yaml").read_text("utf-8"))
SOURCES = {
    name: written.get("source", "")
    for name, written in yaml.safe_load((ROOT / "data" / "dispositifs.yaml").read_text("utf-8"))["dispositifs"].items()
}
WRITTEN = {"oui": Fit.OUI, "a_verifier": Fit.A_VERIFIER, "presque": Fit.PRESQUE}

PROMISED = {
    "cej", "e2c", "epide", "service_civique", "alternance", "pmsmp", "parrainage", "aide_permis", "logement_jeunes",
    "creation_activite", "interim", "regie_de_quartier", "insertion", "mission_locale",
}  # fmt: skip


def profile(said: str) -> Profile:
    return Profile.of(dict(zip(("age", "diplome", "situation", "rqth"), said.split(), strict=True)))


def test_what_was_promised_is_there():
    assert {scheme.id for scheme in SCHEMES} >= PROMISED


def test_there_are_profiles_enough():
    assert len({row["profil"] for row in ROWS}) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["profil"])
class TestAProfile:
    def test_is_shown_these_in_this_order(self, row):
        found = assess(SCHEMES, profile(row["profil"]))
        for key, fit in WRITTEN.items():
            assert [v.scheme.id for v in found if v.fit is fit] == row[key]

    def test_is_told_why(self, row):
        found = {v.scheme.id: v for v in assess(SCHEMES, profile(row["profil"]))}
        for name, reason in row["raisons"].items():
            assert found[name].card(date(2026, 11, 25))["raison"] == reason
        for name, check in row.get("a_verifier_car", {}).items():
            assert found[name].checks[0] == check


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
class TestAScheme:
    def test_is_written_in_short_sentences(self, scheme):
        criteria = scheme.criteria
        texts = [scheme.name, scheme.summary, scheme.now, scheme.otherwise, scheme.amount, *scheme.conditions]
        for text in (*texts, *criteria.depends.values(), *criteria.young.values()):
            for sentence in re.split(r"[.!?] ", text):
                assert len(sentence.split()) <= MOST_WORDS, sentence

    def test_says_where_it_is_written_and_of_when(self, scheme):
        assert re.search(r"\b20\d\d\b", SOURCES[scheme.id])

    def test_will_be_checked_again_within_a_year(self, scheme):
        assert (scheme.valid_until - scheme.checked).days <= 366

    def test_is_not_said_for_sure_after_its_date(self, scheme):
        assert scheme.to_confirm(date(2029, 1, 1))

    def test_is_never_long_enough_to_fill_a_message(self, scheme):
        (found,) = assess([scheme], Profile())
        assert len("\n".join(found.card(date(2026, 11, 25)).values())) < 700


def test_the_three_lists_fit_in_messages_and_hold_everything():
    """Telegram refuses more than 4096 characters."""
    today = date(2026, 11, 25)
    for row in ROWS:
        cards = [v.card(today) for v in assess(SCHEMES, profile(row["profil"])) if v.fit is not Fit.PRESQUE]
        assert len(cards) <= 16
        for first, last in ((0, 3), (3, 8), (8, 16)):
            assert sum(len("\n".join(card.values())) for card in cards[first:last]) < 3000
