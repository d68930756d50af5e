"""The whole way: a .po beside the dialogues, and a conversation in that language."""

from datetime import datetime, time
from pathlib import Path

import pytest

from bot.content import wording
from bot.content.loader import load_to_play, written
from bot.content.player import Player
from bot.content.replay import replay
from bot.content.translation import po
from bot.content.translation.passages import passages
from bot.content.translation.po import Entry
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.events import Started, Wrote
from bot.core.tongue import Tongue
from tests.content.conftest import TODAY, Folder

NOW = datetime.combine(TODAY, time(10), PARIS)
ARABIC = {
    "bonjour/accueil/dire": "مرحبًا!",
    "menu/choisir/dire": "ماذا تريد؟",
    "permanences/liste/dire": "أماكن قريبة من {{ quartier }}:",
    "permanences/liste/fiche": "*{{ quand }}*\n{{ lieu }}، {{ distance }}",
    "petits_mots/de_a": "{{ jour }} من {{ debut }} إلى {{ fin }}",
    "petits_mots/heure": "{{ h }}:00",
    "urgence/suicide/mots": "اريد ان اموت\nبغيت نموت",
    "urgence/suicide/dire": "اتصل بالرقم *3114*.",
    "rappel/on_dit": "اتصل بي",
    "rappel/accord/dire": "{{ partenaire }} سيتصل قبل {{ avant }}.",
    "mots/jeunes/telephone_refuse": "06 39 98 12 34",
}
LABELS = {"Où passer": "أين أذهب", "Oui, d'accord": "نعم، موافق"}


def translated(folder: Folder, code: str, texts: dict[str, str], labels: dict[str, str]) -> None:
    every = passages(written(Path("dialogues"), Path("data")))
    entries = (
        Entry(context, source, texts.get(context) or labels.get(source, "" if context not in texts else source))
        for context, source in every
    )
    folder.write(f"dialogues/langues/{code}.po", po.write(f"Language: {code}\n", [e for e in entries if e.target]))


@pytest.fixture
def arabic(folder: Folder):
    translated(folder, "ar", ARABIC, LABELS)
    return load_to_play(Path("dialogues"), Path("data")).playbook


def test_without_a_folder_of_languages_only_french_is_spoken(folder: Folder):
    assert folder.load().playbook.languages == ("fr",)


def test_a_language_is_made_when_it_is_first_spoken_and_once(arabic):
    assert arabic.languages == ("fr", "ar")
    assert arabic.speaking("ar") is arabic.speaking("ar-MA")
    assert arabic.speaking("ar").tongue == Tongue("ar", {"de_a": ARABIC["petits_mots/de_a"], "heure": "{{ h }}:00"})
    assert arabic.speaking("tr") is arabic


def test_steps_and_marks_are_those_of_the_french(arabic):
    other = arabic.speaking("ar")
    assert list(other.flows) == list(arabic.flows)
    for name, flow in arabic.flows.items():
        assert {n: s.mark for n, s in flow.steps.items()} == {n: s.mark for n, s in other.flows[name].steps.items()}


def test_buttons_lead_where_their_french_leads(arabic):
    french, theirs = (book.flows["menu"].steps["choisir"].options for book in (arabic, arabic.speaking("ar")))
    assert [option[1:] for option in french] == [option[1:] for option in theirs]
    assert [option.label for option in theirs] == ["أين أذهب", "Qu'on m'appelle", "De l'aide"]


def test_the_button_of_an_agreement_is_still_its_button(arabic):
    step = arabic.speaking("ar").flows["rappel"].steps["accord"]
    assert step.yes == "نعم، موافق" == step.options[0].label


def test_values_and_lines_are_read_from_the_right(arabic):
    steps = arabic.speaking("ar").flows["permanences"].steps
    card = steps["liste"].card({"quand": "14:00", "lieu": "Carrefour 18", "distance": "à 2 min"})
    assert card.replace("\ue000", "*").replace("\ue001", "*") == (
        "\u200f*\u206814:00\u2069*\n\u200f\u2068Carrefour 18\u2069، \u2068à 2 min\u2069"
    )


def test_a_number_in_groups_stays_in_order(arabic):
    said = arabic.speaking("ar").words.telephone_refuse({})
    assert said == "\u200f\u206806 39 98 12 34\u2069"
    assert wording.text("٣ {{ x }} +33 6 39", right_to_left=True)({"x": ""}) == "\u200f٣  \u2068+33 6 39\u2069"


def test_french_that_stands_in_for_a_translation_reads_as_french(arabic):
    assert arabic.speaking("ar").flows["permanences"].steps["rien"].text({}) == "Je n'ai rien trouvé."


def test_an_emergency_is_heard_and_answered_in_arabic(arabic):
    turn = Engine(arabic).advance(None, Wrote("راني بغيت نموت"), NOW)
    assert turn.effects[-1].text == "\u200fاتصل بالرقم \ue0003114\ue001."


def test_a_phrase_of_arabic_leads_to_its_dialogue(arabic):
    player = Player(Engine(arabic), NOW)
    player.send(Wrote("اتصل بي"))
    assert "rappel.quartier" in player.visited


def test_a_broken_entry_is_said_in_french_and_the_others_are_kept(folder: Folder):
    broken = {**ARABIC, "permanences/liste/dire": "أماكن {{ quarter }"}
    translated(folder, "ar", broken, LABELS)
    loaded = folder.load()
    assert [p.code for p in loaded.problems if p.code == "traduction-abimee"] == ["traduction-abimee"]
    steps = loaded.playbook.speaking("ar").flows["permanences"].steps
    assert steps["liste"].text({"quartier": "Maurepas"}) == "Voici où passer près de Maurepas :"


def test_a_file_that_is_no_text_is_told_and_french_is_spoken(folder: Folder):
    (folder.path / "dialogues/langues").mkdir()
    (folder.path / "dialogues/langues/ar.po").write_bytes(b"\xff\xfe msgid")
    loaded = folder.load()
    assert "traduction-illisible" in folder.codes()
    assert loaded.playbook.speaking("ar").flows["bonjour"].steps["accueil"].text({}) == "Salut !"


def test_a_language_that_nobody_knows_is_told(folder: Folder):
    translated(folder, "arab", ARABIC, LABELS)
    assert "langue-inconnue" in folder.codes()


def test_nothing_of_a_translation_keeps_a_version_from_being_published(folder: Folder):
    folder.write("dialogues/langues/arab.po", "n'importe quoi\n\x00\n")
    loaded = folder.load()
    assert loaded.playbook
    assert not loaded.critical


def test_scenarios_play_in_french_beside_other_languages(folder: Folder):
    translated(folder, "ar", ARABIC, LABELS)
    loaded = folder.load()
    assert all(replay(scenario, Engine(loaded.playbook)).held for scenario in loaded.scenarios)


def test_without_the_dialogue_of_languages_nothing_is_proposed(arabic):
    turn = Engine(arabic).advance(None, Started(language="ar"), NOW)
    assert turn.effects[-1].text == "Que veux-tu ?"
