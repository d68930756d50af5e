"""What words weigh, learnt from phrases."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.evidence import FEW, Evidence
from bot.core.speech import Ear, Speech
from bot.core.vocabulary import keeping, weighed

EAR = Ear(Speech(meanings={"clc": "frappe"}))
DAYS = [f"le jour {day} du mois" for day in range(FEW)]
SUICIDE = ("je veux mourir", "plus envie de vivre", *(f"je veux mourir {day}" for day in DAYS))
HOME = ("il me frappe", "il frappe encore", *(f"il me frappe {day}" for day in DAYS))
ORDINARY = ("je veux un travail", "il frappe à la porte", "plus d'argent", *DAYS)
EVIDENCE = Evidence(EAR, {"suicide": SUICIDE, "maison": HOME}, ORDINARY)


def weight(text):
    return EVIDENCE.weigh(text).weight


def test_grave_words_weigh_more_than_ordinary_ones():
    assert weight("mourir") > 0 > weight("travail")
    assert weight("je veux mourir") > weight("je veux un travail")


def test_the_same_word_is_grave_beside_some_and_ordinary_beside_others():
    assert weight("il me frappe") > 0 > weight("frappe à la porte")


def test_slang_weighs_as_what_it_means():
    assert weight("il me clc") == weight("il me frappe")


def test_words_of_which_nothing_is_known_are_taken_for_ordinary_ones():
    assert weight("trottinette") == weight("") < 0


def test_the_likeliest_emergency_is_the_one_with_these_words():
    assert EVIDENCE.weigh("vivre").name == "suicide"
    assert EVIDENCE.weigh("me frappe").name == "maison"


def test_the_likeliest_may_be_asked_among_some():
    assert EVIDENCE.weigh("vivre", {"maison"}).name == "maison"
    assert EVIDENCE.weigh("vivre", {"danger"}).name == "danger"


def test_what_is_said_around_a_call_for_help_takes_little_from_it():
    around = "je m'appelle Sofiane, le jour 3 du mois je veux un travail, {}, le jour 4 du mois"
    among, alone = (EVIDENCE.weigh(said) for said in (around.format("je veux mourir"), "je veux mourir"))
    assert among.most == alone.most == alone.weight > among.weight > alone.weight - 1


def test_politeness_weighs_nothing():
    polite = Evidence(Ear(Speech(courtesies=("bonjour", "merci"))), {"suicide": SUICIDE, "maison": HOME}, ORDINARY)
    assert polite.weigh("bonjour je veux mourir merci") == polite.weigh("je veux mourir")


def test_of_a_refusal_of_nothing_nothing_is_said():
    refusing = Evidence(Ear(Speech(refusals=("nan",))), {"suicide": SUICIDE, "maison": HOME}, ORDINARY)
    assert refusing.weigh("nan") is None


def test_too_few_phrases_teach_nothing():
    assert Evidence(EAR, {"suicide": SUICIDE[:4]}, ORDINARY).weigh("je veux mourir") is None
    assert Evidence(EAR, {"suicide": SUICIDE}, ORDINARY[:4]).weigh("je veux mourir") is None


def test_a_phrase_that_two_claim_is_the_first_ones():
    both = Evidence(EAR, {"suicide": SUICIDE, "maison": (*HOME, "je veux mourir")}, (*ORDINARY, "je veux mourir"))
    assert both.weigh("je veux mourir") == EVIDENCE.weigh("je veux mourir")


def test_what_is_remembered_is_not_read_again():
    class Counting(Ear):
        def said(self, text):
            read.append(text)
            return super().said(text)

    def taught(*ordinary):
        evidence = Evidence(Counting(Speech()), {"suicide": SUICIDE, "maison": HOME}, (*ORDINARY, *ordinary), learn)
        read.clear()
        evidence.learn()
        return len(read)

    read, learn = [], keeping(weighed)
    assert [taught(), taught(), taught("bonjour")] == [many := len((*SUICIDE, *HOME, *ORDINARY)), 0, many + 1]


@given(st.lists(st.sampled_from(["veux", "mourir", "frappe", "porte", "bonjour", "il", "autre"])))
def test_any_words_can_be_weighed(words):
    assert EVIDENCE.weigh(" ".join(words)).name in {"suicide", "maison"}
