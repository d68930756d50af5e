"""parler_jeune.yaml and exemples/: what operators write of how people write, and what is made of it."""

from bot.content.slang import SpeechForm, listed
from bot.core.speech import Speech
from tests.content.conftest import Folder


def test_lists_are_written_between_commas_or_one_a_line():
    assert listed("taf, taff,\n  boulot \n\n, job") == ("taf", "taff", "boulot", "job")


def test_an_empty_file_says_nothing():
    assert SpeechForm().speech() == Speech()


def test_the_first_meaning_of_a_way_of_writing_holds():
    assert SpeechForm(veut_dire={"travail": "taf, job", "poste": "job"}).speech().meanings["job"] == "travail"


def test_one_may_do_without_the_file(folder: Folder):
    loaded = folder.load()
    assert loaded.playbook
    assert loaded.playbook.speech == Speech()


def test_what_is_written_is_played(folder: Folder):
    folder.write("dialogues/parler_jeune.yaml", "veut_dire:\n  travail: taf\n")
    folder.write("dialogues/exemples/aide.yaml", "exemples: |\n  je pige rien, mais rien\n\n  c'est quoi ça\n")
    folder.write("dialogues/exemples/hors_sujet.yaml", "exemples: |\n  blague\n")
    loaded = folder.load()
    assert loaded.playbook
    assert loaded.playbook.speech == Speech(
        meanings={"taf": "travail"},
        astray=("blague",),
        examples={"aide": ("je pige rien, mais rien", "c'est quoi ça")},
    )


def test_examples_with_dashes_are_told_to_do_without(folder: Folder):
    folder.write("dialogues/exemples/aide.yaml", "exemples:\n  - je pige rien\n  - c'est quoi ça\n")
    (found,) = folder.load().problems
    assert (found.code, found.file) == ("forme-inattendue", "dialogues/exemples/aide.yaml")
    assert found.fix == "écrivez « exemples: | », une phrase par ligne, sans tirets"


def test_a_key_that_does_not_exist_is_told_where_it_stands(folder: Folder):
    folder.write("dialogues/parler_jeune.yaml", "veut_dir:\n  travail: taf\n")
    assert [(p.code, p.line) for p in folder.load().problems] == [("cle-inconnue", 1)]


class TestOfEmergencies:
    """Files of examples that have the name of an emergency, or say the contrary."""

    def test_they_teach_the_emergency_and_what_is_none(self, folder: Folder):
        folder.write("dialogues/exemples/suicide.yaml", "exemples: |\n  tout le monde serait mieux sans moi\n")
        folder.write("dialogues/exemples/exagerations.yaml", "exemples: |\n  mourir de rire devant ce film\n")
        folder.write("dialogues/exemples/jours_ordinaires.yaml", "exemples: |\n  je prends le bus\n")
        loaded = folder.load()
        assert loaded.problems == ()
        assert loaded.playbook.emergencies[0].examples == ("tout le monde serait mieux sans moi",)
        assert loaded.playbook.nuances.ordinary == ("mourir de rire devant ce film", "je prends le bus")

    def test_a_long_file_may_be_cut(self, folder: Folder):
        folder.write("dialogues/exemples/suicide.yaml", "exemples: |\n  tout le monde serait mieux sans moi\n")
        folder.write("dialogues/exemples/suicide-un-ami.yaml", "exemples: |\n  mon pote a écrit une lettre d'adieu\n")
        folder.write("dialogues/exemples/exagerations-sport.yaml", "exemples: |\n  on les a enterrés au match\n")
        folder.write("dialogues/exemples/aide-repete.yaml", "exemples: |\n  je pige rien\n")
        loaded = folder.load()
        assert loaded.problems == ()
        assert len(loaded.playbook.emergencies[0].examples) == 2
        assert loaded.playbook.nuances.ordinary == ("on les a enterrés au match",)
        assert loaded.playbook.speech.examples["aide"] == ("je pige rien",)

    def test_the_part_of_a_file_that_nobody_learns_is_told(self, folder: Folder):
        folder.write("dialogues/exemples/exageration-sport.yaml", "exemples: |\n  on les a enterrés au match\n")
        (found,) = folder.load().problems
        assert (found.code, found.fix) == ("exemple-perdu", "renommez ce fichier en exagerations-sport.yaml")

    def test_an_emergency_that_cannot_be_read_makes_none_of_its_examples_a_stranger(self, folder: Folder):
        folder.write("dialogues/exemples/suicide.yaml", "exemples: |\n  tout le monde serait mieux sans moi\n")
        folder.edit("dialogues/urgence.yaml", "    dire:", "    vital: un peu\n    dire:")
        assert [p.code for p in folder.load().problems] == ["valeur-refusee"]

    def test_what_leads_to_a_dialogue_may_be_ordinary_too(self, folder: Folder):
        folder.write("dialogues/exemples/aide.yaml", "exemples: |\n  je pige rien\n")
        folder.write("dialogues/exemples/jours_ordinaires.yaml", "exemples: |\n  Je pige rien !\n")
        assert folder.load().problems == ()

    def test_a_call_for_help_is_no_exaggeration(self, folder: Folder):
        folder.write("dialogues/exemples/exagerations.yaml", "exemples: |\n  mort de rire\n  Je veux mourir.\n")
        (found,) = folder.load().problems
        assert (found.code, found.line) == ("exemple-double", 3)
        assert found.message == "« Je veux mourir. » mène déjà à « suicide »"

    def test_nor_is_an_example_of_an_emergency(self, folder: Folder):
        folder.write("dialogues/exemples/suicide.yaml", "exemples: |\n  j'en peux plus de vivre\n")
        folder.write("dialogues/exemples/exagerations.yaml", "exemples: |\n  J'en peux plus de vivre…\n")
        assert [(p.code, p.file) for p in folder.load().problems] == [
            ("exemple-double", "dialogues/exemples/exagerations.yaml")
        ]

    def test_an_example_of_an_emergency_leads_to_no_dialogue(self, folder: Folder):
        folder.write("dialogues/exemples/aide.yaml", "exemples: |\n  aidez moi vite\n")
        folder.write("dialogues/exemples/suicide.yaml", "exemples: |\n  Aidez moi vite\n")
        (found,) = folder.load().problems
        assert (found.code, found.file) == ("exemple-double", "dialogues/exemples/suicide.yaml")
