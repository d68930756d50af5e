"""What was imported, as the bot takes it up: long descriptions are cut for a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.imports.official import cut

WORDS = st.text(st.sampled_from("aé'-"), min_size=1, max_size=12)
GAPS = st.sampled_from([" ", "\n", "  ", "\t", "\N{NO-BREAK SPACE}", "\r\n\r\n"])


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("Un accueil ouvert à tous", "Un accueil …"),
        ("Un accueil sans rendez-vous", "Un accueil …"),
        ("Un\naccueil, dit en trois\nlignes", "Un accueil, …"),
        ("Anticonstitutionnellement", "Anticonstitut …"),
    ],
)
def test_a_description_is_cut_between_two_words(said: str, card: str) -> None:
    assert cut(said, 15) == card


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=40), st.integers(10, 60))
def test_a_cut_text_is_short_on_one_line_and_begins_as_the_whole_one(pairs: list[tuple[str, str]], most: int) -> None:
    said = "".join(word + gap for word, gap in pairs)
    found = cut(said, most)
    words, mark = found[:-2], found[-2:]
    assert len(found) <= most
    assert mark == " …"
    assert len(found.splitlines()) == 1
    assert " ".join(said.split()).startswith(" ".join(words.split()))
