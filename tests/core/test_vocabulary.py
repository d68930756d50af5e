"""The words that operators wrote, and how they are known again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.speech import Ear, Speech
from bot.core.vocabulary import Vocabulary, keeping, weighed
from bot.core.weighing import PLAINLY, Reading

EAR = Ear(Speech(small=("je", "un", "du", "de", "l"), refusals=("veux pas",), families={"sports": ("boxe", "judo")}))
PHRASES = [
    ("logement", "je cherche un logement"),
    ("logement", "un logement pas cher"),
    ("logement", "payer un loyer"),
    ("sport", "faire du judo"),
    ("sport", "un club"),
    ("travail", "je cherche un emploi"),
]
WRITTEN = ["judo", "judo", "boxe"]
WORDS = Vocabulary(EAR, [(name, EAR.said(said)) for name, said in PHRASES])


def sums(text):
    return WORDS.sums(EAR.said(text))


def winner(text):
    return max(sums(text), key=sums(text).get, default=None)


class TestKnownAgain:
    @pytest.mark.parametrize(("dialogue", "text"), PHRASES)
    def test_a_phrase_speaks_first_for_its_own_dialogue(self, dialogue, text):
        assert winner(text) == dialogue

    @pytest.mark.parametrize("text", ["logemnt", "logements", "dlogement", "llogement", "LOGEMENT", "logmeent"])
    def test_a_word_under_its_misspellings(self, text):
        assert winner(text) == "logement"

    def test_a_misspelt_word_says_less(self):
        assert sums("logemnt")["logement"] < sums("logement")["logement"]

    def test_a_word_that_was_never_written_by_its_family(self):
        assert winner("boxe") == "sport"

    def test_neighbours_say_more_than_the_same_words_apart(self):
        assert sums("un logement")["logement"] > sums("logement un")["logement"]


class TestUnknown:
    @pytest.mark.parametrize("text", ["", "xylophone", "17", "🙂"])
    def test_what_was_never_met_says_nothing(self, text):
        assert sums(text) == {}

    def test_short_numbers_say_nothing_and_weaken_nothing(self):
        assert sums("17 loyer 3") == sums("loyer")

    def test_unknown_words_weaken_the_others(self):
        assert 0 < sums("loyer xylophone zébré")["logement"] < sums("loyer")["logement"]


class TestLearning:
    def test_what_else_learns_may_be_given(self):
        asked = []

        def learn(lessons):
            asked.append(lessons)
            return weighed(lessons)

        words = Vocabulary(EAR, [("sport", EAR.said("du judo"))], learn=learn)
        assert len(asked) == 1
        assert words.sums(EAR.said("judo")).keys() == {"sport"}

    def test_the_same_phrases_are_learnt_once(self):
        asked = []
        learn = keeping(lambda lessons: asked.append(lessons) or weighed(lessons))
        once, twice, other = (Vocabulary(EAR, [("sport", (word,))], learn=learn)._weights for word in WRITTEN)
        assert once is twice
        assert other is not once
        assert len(asked) == 2

    def test_phrases_are_not_made_of_what_is_written_when_it_is_remembered(self):
        learn = keeping(weighed)
        made = []
        for _ in range(2):
            phrases = (made.append(word) or ("sport", (word,)) for word in WRITTEN)
            words = Vocabulary(EAR, phrases, learn=learn, written=WRITTEN)
            assert words.sums(("judo",))
        assert made == WRITTEN


def named(ear=EAR, phrases=(("sport", ("du", "judo")), ("travail", ("emploi",))), reading=PLAINLY):
    """The name of the lessons that a vocabulary is made of."""
    asked = []
    Vocabulary(ear, phrases, reading, lambda lessons: asked.append(lessons) or weighed(lessons))
    return asked[0].name


class TestName:
    def test_is_the_same_for_the_same(self):
        assert named() == named()
        assert named(Ear(Speech(small=("je",)))) == named(Ear(Speech(small=("je",))))

    @pytest.mark.parametrize(
        "phrases",
        [
            (("travail", ("emploi",)), ("sport", ("du", "judo"))),
            (("sport", ("du judo",)), ("travail", ("emploi",))),
            (("sport", ("du", "judo", "travail")), ("", ("emploi",))),
            (("sport", ("du", "judo")),),
        ],
    )
    def test_is_another_for_other_phrases_or_another_order(self, phrases):
        assert named(phrases=phrases) != named()

    def test_is_another_when_other_words_are_paired(self):
        assert named(reading=Reading(apart=(2,))) != named() != named(reading=Reading(step=0.5))

    @pytest.mark.parametrize(
        "speech",
        [
            Speech({"taf": "travail"}),
            Speech(courtesies=("svp",)),
            Speech(small=("svp",)),
            Speech(refusals=("svp",)),
            Speech(families={"svp": ("boxe",)}),
        ],
    )
    def test_is_another_when_words_are_heard_otherwise(self, speech):
        assert named(Ear(speech)) != named(Ear(Speech()))


@given(st.lists(st.tuples(st.text(), st.lists(st.text()).map(tuple))))
def test_any_phrases_have_a_name(phrases):
    assert named(phrases=phrases) == named(phrases=list(phrases))


def test_what_is_refused_is_not_what_is_wanted():
    assert sums("je veux pas de loyer").get("logement", 0) < sums("je veux un loyer")["logement"]
