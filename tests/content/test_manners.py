"""Manners of speaking, laughs and refusals, as each language of the bot writes them."""

from pathlib import Path

import pytest

from bot.content.loader import load_to_play, written
from bot.content.translation.file import MANNERS
from bot.content.translation.passages import Kind, passages
from bot.core.alarm import Alarm
from bot.core.flow import CALL
from bot.core.hearing import Hearing

ROOT = Path(__file__).parents[2]
CODES = ("ar", "en", "es", "tr", "uk")
SPOKEN = {
    "en": [
        "omg i'm dying of boredom in class",
        "i wanna die of shame, i called my teacher mum",
        "my mom is gonna kill me, i broke her phone",
        "help i'm dying to know if i got the job",
        "just killing time before the interview",
    ],
    "es": [
        "quiero morirme de risa con este profe",
        "me quiero morir de vergüenza, llegué tarde a la entrevista",
        "mi mamá me va a matar, perdí la tarjeta",
        "voy a matarme a estudiar para el examen",
        "ya no aguanto más el calor en este foyer",
    ],
    "uk": [
        "я зараз помру зі сміху з цього бота",
        "хочу померти від сорому, я запізнилася на співбесіду",
        "мама мене вб'є, я загубила квиток",
        "до смерті хочу спати після зміни",
        "після заліку я більше не можу сміятися",
    ],
    "tr": [
        "bu videoya gülmekten nefes alamıyorum",
        "utancımdan ölmek istiyorum, mülakata geç kaldım",
        "annem beni öldürecek, telefonu kırdım",
        "hoca beni öldürür ödevi yapmadım",
        "fifada beni dövdü kuzenim",
    ],
    "ar": [
        "بدي موت من الضحك على هالفيديو",
        "بغيت نموت بالضحك مع صحابي",
        "أريد أن أموت من الخجل، تأخرت عن المقابلة",
        "الأستاذ رح يقتلني نسيت الواجب",
        "بموت فيك يا أحلى روبوت",
    ],
}
GRAVE = {
    "en": ("i want to kill myself", "haha"),
    "es": ("quiero suicidarme", "jajaja"),
    "uk": ("хочу вбити себе", "хахаха"),
    "tr": ("kendimi öldürmek istiyorum", "ahahaha"),
    "ar": ("أريد أن أنتحر", "ههههه"),
}
REFUSED = [
    ("en", "please do not call me"),
    ("en", "i really don't want you guys to call me back"),
    ("es", "prefiero que no me llamen hoy"),
    ("es", "no quiero hablar con alguien"),
    ("ar", "من فضلكم لا تتصلوا بي اليوم"),
    ("uk", "будь ласка, не треба мені передзвонювати"),
    ("uk", "не хочу щоб мені передзвонили"),
    ("tr", "lütfen beni bir daha aramanızı istemiyorum"),
]


@pytest.fixture(scope="module")
def playbook():
    return load_to_play(ROOT / "dialogues", ROOT / "data").playbook


@pytest.fixture(scope="module")
def alarm(playbook):
    return Alarm.of(playbook)


@pytest.fixture(scope="module")
def hearing(playbook):
    return Hearing.of(playbook)


def test_each_language_has_its_own(playbook):
    assert len(MANNERS) == 3
    for code in CODES:
        nuances = playbook.manners[code]
        assert min(len(nuances.laughs), len(nuances.harmless), len(nuances.between)) >= 10


def test_translators_get_the_three_lists_one_phrase_a_line():
    every = passages(written(ROOT / "dialogues", ROOT / "data"))
    lists = {context: passage for (context, _), passage in every.items() if context.removeprefix("urgence/") in MANNERS}
    assert list(lists) == [f"urgence/{key}" for key in MANNERS]
    assert {passage.kind for passage in lists.values()} == {Kind.PHRASES}
    assert "mort de rire" in lists["urgence/pour_rire"].source.split("\n")


@pytest.mark.parametrize("said", [said for code in CODES for said in SPOKEN[code]])
def test_a_manner_of_speaking_is_no_emergency(alarm, said):
    assert alarm.heard(said) is None


@pytest.mark.parametrize("code", CODES)
def test_a_manner_of_speaking_hides_no_emergency_beside_it(alarm, code):
    for said in SPOKEN[code]:
        heard = alarm.heard(f"{said}. {GRAVE[code][0]}")
        assert heard
        assert heard.sure


@pytest.mark.parametrize("code", CODES)
def test_a_laugh_makes_what_is_sure_asked_about(alarm, code):
    grave, laugh = GRAVE[code]
    assert alarm.heard(grave).sure
    assert not alarm.heard(f"{grave} {laugh}").sure


@pytest.mark.parametrize(("code", "said"), REFUSED)
def test_a_call_that_is_refused_opens_no_request(hearing, code, said):
    assert {hearing.guess(said, language).dialogue for language in (code, "fr")}.isdisjoint({CALL})


@pytest.mark.parametrize("code", CODES)
def test_what_asks_for_a_call_opens_one(playbook, hearing, code):
    asked = playbook.heard[code][CALL]
    assert [said for said in asked if hearing.guess(said, code).dialogue != CALL] == []
