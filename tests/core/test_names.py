"""Names as they are typed: understood, or asked back, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.names import Names
from bot.core.places import Quartier

QUARTIERS = [
    Quartier("maurepas", "Maurepas", "Rennes", None, ("Gayeulles",), postcodes=("35000", "35700")),
    Quartier("blosne", "Le Blosne", "Rennes", None, postcodes=("35200",)),
    Quartier("villeneuve-e", "La Villeneuve", "Échirolles", None, code="QN03801M"),
    Quartier("villeneuve-g", "Villeneuve", "Grenoble", None, code="QN03802M"),
    Quartier("hauts", "Hauts De Creil - Cavée De Senlis", "Creil", None),
    Quartier("bord", "Quartier Du Bord", "Omissy; Saint-Quentin", None),
]
NAMES = Names(QUARTIERS)


@pytest.mark.parametrize(
    ("typed", "ids", "sure"),
    [
        ("Maurepas", ["maurepas"], True),
        ("aux gayeulles 🔥", ["maurepas"], True),
        ("VILLENEUVE", ["villeneuve-e", "villeneuve-g"], True),
        ("la villeneuve à Grenoble", ["villeneuve-g"], True),
        ("la ville neuve de grenoble", ["villeneuve-g"], True),
        ("maurepas rennes", ["maurepas"], True),
        ("35700", ["maurepas"], True),
        ("jsuis de st quentin", ["bord"], True),
        ("omissy", ["bord"], True),
        ("maurpas", ["maurepas"], True),
        ("hauts de creil cavée de senlis", ["hauts"], True),
        ("38", ["villeneuve-e", "villeneuve-g"], False),
        ("mauropas", ["maurepas"], False),
        ("maurepas 78", ["maurepas"], False),
        ("maurepas grenoble", ["maurepas", "villeneuve-g"], False),
        ("la cavée", ["hauts"], False),
        ("echiro", ["villeneuve-e"], False),
        ("vers le blosne ou maurepas", ["maurepas", "blosne"], False),
        ("villeneuve d'ascq", ["villeneuve-e", "villeneuve-g"], False),
        ("", [], False),
        ("🙂", [], False),
        ("la", [], False),
        ("saint", [], False),
        ("nulle part", [], False),
        ("35999", [], False),
        ("creteil", [], False),
        ("je peux passer sans rendez-vous à rennes", [], False),
    ],
)
def test_what_typed_words_may_mean(typed, ids, sure):
    heard = NAMES.hear(typed)
    assert ([q.id for q in heard.quartiers], heard.sure) == (ids, sure)


@given(st.sampled_from(QUARTIERS), st.sampled_from(["{}", "jsuis de {} 🔥", "le quartier {} stp"]), st.booleans())
def test_every_name_is_found_whatever_its_case_and_the_words_around(quartier, said, upper):
    text = said.format(quartier.name.upper() if upper else quartier.name)
    assert quartier in NAMES.hear(text).quartiers


@given(st.text(alphabet="wxyzkj 5 7", max_size=60))
def test_words_that_share_nothing_with_any_name_mean_none(text):
    assert not NAMES.hear(text).quartiers


@given(st.text(max_size=200))
def test_any_text_is_heard(text):
    heard = NAMES.hear(text)
    assert set(heard.quartiers) <= set(QUARTIERS)
    assert not heard.sure or heard.quartiers


def test_no_names_no_quartier():
    assert not Names([]).hear("Maurepas").quartiers
