"""An emergency is heard surely, nearly, or not at all."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alarm import Alarm
from bot.core.evidence import FEW, Evidence
from bot.core.flow import Emergency
from bot.core.speech import Ear, Speech
from bot.core.spelling import Nuances

NUANCES = Nuances(
    alike={"père": ("daron", "mère"), "frappe": ("tape", "cogne")},
    between=("vraiment", "trop", "il", "dans", "la"),
    hard=("suicider",),
    empty=("de",),
    harmless=("mourir de rire", "me tape la honte", "exposé sur le suicide", "frapper à la porte"),
    laughs=("mdr", "je rigole", "😂"),
    ordinary=("je cherche un travail", "je veux un stage", "la porte est fermée", "mon père est là"),
)
SUICIDE = Emergency("suicide", ("je veux mourir", "me suicider"), "", ("plus la force", "suicide"))
HOME = Emergency("maison", ("mon père me frappe",), "", ("père + peur, coups",))
TURKISH = Emergency("suicide", ("ölmek istiyorum",), "", language="tr")
ALARM = Alarm([SUICIDE, HOME, TURKISH], NUANCES)


def told(text):
    heard = ALARM.heard(text)
    return heard and (heard.emergency.name, heard.sure)


@pytest.mark.parametrize(
    "text",
    [
        "JE VEUX MOURIR",
        "des fois je veux mourir tu vois",
        "je veux vraiment mourir",
        "jveux mourrrrir",
        "j'veux trop mourir...",
        "me suissider",
    ],
)
def test_words_anywhere_however_written_are_surely_heard(text):
    assert told(text) == ("suicide", True)


@pytest.mark.parametrize("text", ["mon daron me cogne", "ma mere me tapait tous les soirs", "mon père il me frappe"])
def test_a_phrase_stands_for_all_its_families(text):
    assert told(text.replace("ma mere", "mon mere")) == ("maison", True)


@pytest.mark.parametrize(
    "text", ["je veux pas mourir", "j'ai plus la force", "je veux mourir mdr", "je veux mourir 😂"]
)
def test_what_is_not_sure_is_asked(text):
    assert told(text) == ("suicide", False)


def test_what_is_written_to_be_ordinary_is_never_taken_for_an_emergency():
    alarm = Alarm([SUICIDE], Nuances(ordinary=("plus la force de réviser",)))
    assert alarm.heard("Plus la force de réviser !") is None
    assert alarm.heard("plus la force de réviser, papa")


def test_clues_are_asked_too():
    assert told("j'ai peur quand mon père rentre") == ("maison", False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "mourir de rire",
        "je veux mourir de rire",
        "je me tape la honte",
        "un exposé sur le suicide",
        "plus la force mdr",
        "mon père est là",
        "je cherche un travail",
    ],
)
def test_manners_of_speaking_and_ordinary_words_say_nothing(text):
    assert told(text) is None


def test_a_manner_of_speaking_hides_no_emergency_beside_it():
    assert told("mourir de rire ? non, je veux mourir") == ("suicide", True)


def test_the_first_emergency_answers():
    assert told("mon père me frappe et je veux mourir") == ("suicide", True)


def test_what_is_sure_comes_before_what_is_not():
    assert told("plus la force, mon père me frappe") == ("maison", True)


def test_the_language_of_the_phrase_is_known():
    heard = ALARM.heard("artık ölmek istiyorum")
    assert heard
    assert (heard.emergency.language, heard.sure) == ("tr", True)


LIVELY = Alarm(
    [
        Emergency("suicide", ("veux mourir",), ""),
        Emergency("suicide", ("quiero morir",), "", ("ya no puedo más",), "es"),
        Emergency("maison", ("батько бʼє мене",), "", ("бʼє + вітчим",), "uk"),
    ],
    Nuances(laughs=("mdr",)),
    {"es": ("hola", "de risa"), "uk": ("привіт",)},
    manners={"es": Nuances(laughs=("jaja", "🥹"), harmless=("morir de risa",), between=("ahora", "mismo"))},
)


def lively(text):
    heard = LIVELY.heard(text)
    return heard and (heard.emergency.language, heard.sure)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("quiero morir", ("es", True)),
        ("quiero ahora mismo morir", ("es", True)),
        ("quiero sin falta morir", None),
        ("quiero morir jaja", ("es", False)),
        ("quiero morir 🥹", ("es", False)),
        ("quiero morir mdr", ("es", False)),
        ("quiero morir de risa", None),
        ("ya no puedo más jaja", None),
        ("veux mourir, jaja", ("fr", True)),
    ],
)
def test_each_language_has_its_laughs_and_manners_of_speaking(text, told):
    assert lively(text) == told


@pytest.mark.parametrize("text", ["батько б'є мене", "батько бє мене", "батько б’є мене"])
def test_an_apostrophe_inside_a_word_may_be_any_or_none(text):
    assert lively(text) == ("uk", True)


@pytest.mark.parametrize("text", ["вітчим б'є", "бє вітчим"])
def test_a_clue_may_have_an_apostrophe(text):
    assert lively(text) == ("uk", False)


FRENCH_WORDS = ("j'ai bu un café", "un coke", "bonjour")
MIXED = Alarm(
    [
        Emergency("suicide", ("je veux mourir",), "", ("bu + coke",)),
        Emergency("suicide", ("ölmek istiyorum",), "", ("kara düşünceler",), "tr"),
        Emergency("danger", ("silahla geldi",), "", ("silah var",), "tr"),
    ],
    Nuances(alike={"coke": ("cok",)}, harmless=("bu un café",), ordinary=("il y a le var", "la colle")),
    {"fr": FRENCH_WORDS, "tr": ("bu çok güzel", "merhaba"), "uk": ("привіт",)},
)


@pytest.mark.parametrize(("text", "name"), [("kara düşünceler", "suicide"), ("silah var", "danger")])
def test_what_another_language_says_unsurely_is_asked_in_it(text, name):
    heard = MIXED.heard(text)
    assert heard
    assert (heard.emergency.name, heard.emergency.language, heard.sure) == (name, "tr", False)


def test_words_of_another_language_are_not_read_as_french_ones():
    assert MIXED.heard("j'ai bu un coke bu")
    assert MIXED.heard("bu çok güzel") is None


def test_words_are_corrected_in_their_own_language_alone():
    far = Alarm(
        [Emergency("suicide", ("je veux mourir",), ""), Emergency("danger", ("silahlarla geldi",), "", (), "tr")]
    )
    assert far.heard("silahlarle geldi")
    assert far.heard("je veux un silahlarle geldi") is None


def test_what_is_sure_is_heard_among_words_of_another_language():
    heard = MIXED.heard("merhaba bu çok güzel, je veux mourir")
    assert heard
    assert (heard.emergency.language, heard.sure) == ("fr", True)


def test_without_phrases_nothing_is_heard():
    assert Alarm([]).heard("je veux mourir") is None
    assert Alarm([Emergency("vide", ("🙂",), "")]).heard("🙂") is None


@given(st.text())
def test_any_text_is_heard_without_fault(text):
    heard = ALARM.heard(text)
    assert heard is None or heard.emergency in (SUICIDE, HOME, TURKISH)


AROUND = st.text(alphabet=" .!?…🙂❤\n", max_size=5)


@given(st.sampled_from([(e, p) for e in (SUICIDE, HOME, TURKISH) for p in e.phrases]), AROUND, AROUND, st.booleans())
def test_a_phrase_as_written_is_always_surely_heard(said, before, after, loud):
    emergency, phrase = said
    heard = ALARM.heard(f"{before} {phrase.upper() if loud else phrase} {after}")
    assert heard
    assert heard.sure
    assert heard.emergency is emergency


def test_what_a_person_writes_is_not_remembered():
    before = remembered()
    ALARM.heard("je m'appelle Zoé Inconnue et je veux mourir")
    assert remembered() == before


def remembered():
    return repr([vars(listener._spelling) for listener in (ALARM._french, ALARM._listener("tr"))])


EAR = Ear(Speech())
DAYS = [f"le jour {day} du mois" for day in range(FEW)]
GRAVE = ("plus envie de vivre", *(f"plus envie de vivre {day}" for day in DAYS), *SUICIDE.phrases)
JESTS = tuple(
    f"{said} {day}" for day in DAYS for said in ("je veux mourir à la cantine", "plus la force de rater ce but")
)
EVIDENCE = Evidence(EAR, {"suicide": GRAVE, "maison": HOME.phrases}, (*DAYS, *JESTS))
WEIGHED = Alarm([SUICIDE, HOME], NUANCES, evidence=EVIDENCE)


def weighed(text):
    heard = WEIGHED.heard(text)
    return heard and (heard.emergency.name, heard.sure)


class TestWeighed:
    """Where it was learnt what words weigh, they tell beside the phrases, and against them."""

    def test_words_that_are_in_no_phrase_are_asked_about_when_they_weigh(self):
        assert weighed("j'ai plus envie de vivre") == ("suicide", False)
        assert told("j'ai plus envie de vivre") is None

    def test_a_sure_phrase_among_words_of_a_jest_is_one(self):
        assert weighed("je veux mourir à la cantine") is None

    def test_so_is_one_that_is_not_sure(self):
        assert weighed("plus la force de rater ce but") is None
        assert told("plus la force de rater ce but") == ("suicide", False)

    def test_what_nothing_but_a_sure_phrase_says_is_no_jest(self):
        assert weighed("je veux mourir") == ("suicide", True)

    def test_what_weighs_against_a_sure_phrase_without_outweighing_it_makes_it_asked(self, monkeypatch):
        monkeypatch.setattr("bot.core.alarm.JEST", 10)
        assert weighed("je veux mourir, plus envie de vivre") == ("suicide", False)

    @pytest.mark.parametrize("text", ["vivre", "Vivre !", "cantine"])
    def test_a_word_by_itself_tells_nothing_that_is_not_written(self, text):
        assert weighed(text) is None

    def test_a_laugh_takes_weight_from_words_and_hides_none_that_weigh_more(self, monkeypatch):
        assert weighed("plus envie de vivre mdr") == ("suicide", False)
        monkeypatch.setattr("bot.core.alarm.LAUGH", 10)
        assert weighed("plus envie de vivre mdr") is None

    def test_what_may_cost_a_life_is_asked_about_sooner(self, monkeypatch):
        vital = Alarm([replace(SUICIDE, vital=True), HOME], NUANCES, evidence=EVIDENCE)
        monkeypatch.setattr("bot.core.alarm.ENOUGH", 10)
        assert weighed("j'ai plus envie de vivre") is None
        monkeypatch.setattr("bot.core.alarm.SOONER", 10)
        assert weighed("j'ai plus envie de vivre") is None
        assert vital.heard("j'ai plus envie de vivre").emergency.name == "suicide"

    @pytest.mark.parametrize("text", ["", " ", "🙂", "?!"])
    def test_nothing_tells_nothing(self, text):
        assert weighed(text) is None

    @pytest.mark.parametrize("phrase", ["je veux mourir", "veux mourir"])
    def test_what_is_written_to_be_ordinary_silences_no_sure_phrase(self, phrase):
        calm = Nuances(between=("je",), ordinary=("Je veux mourrir !!", "je veux mourir à la cantine"))
        alarm = Alarm([Emergency("suicide", (phrase,), "")], calm)
        assert alarm.heard("je veux mourir").sure
        assert alarm.heard("je veux mourir à la cantine") is None

    def test_learning_beforehand_changes_nothing(self):
        WEIGHED.learn()
        assert weighed("j'ai plus envie de vivre") == ("suicide", False)
