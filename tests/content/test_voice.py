"""How the bot speaks: what a rule of the voice hears, and above all what it lets pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.checks import voice
from bot.content.codes import CODES, Severity
from bot.content.spoken import Line, longest, plain, words
from bot.content.tree import Mark, Page, Scalar
from tests.content.conftest import Folder

AIDE = "dialogues/aide.yaml"
EMOJI = (
    *("Salut 👋", "📍 Partager ma position", "Bravo 👏🏽 !"),
    *("Va voir \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN} là-bas", "En français 🇫🇷"),
)


def heard(text: str, *, label: bool = False, around: str = "") -> list[str]:
    """Return the codes of what is told about a text."""
    page = Page("aide.yaml", text)
    line = Line(Scalar(text, Mark("aide.yaml"), page, 0, len(text)), label, around or plain(text))
    return [found.code for rule in voice.LINE_RULES for found in rule(line)]


class TestASentence:
    @pytest.mark.parametrize(("count", "codes"), [(15, []), (16, ["phrase-longue"]), (23, ["phrase-trop-longue"])])
    def test_is_short(self, count, codes):
        assert heard(" ".join(["mot"] * count) + ".") == codes

    @pytest.mark.parametrize("end", [". ", " ! ", " ? ", " : ", " ; ", "… ", "\n"])
    def test_ends_where_one_breathes(self, end):
        assert heard(" ".join(["mot"] * 12) + end + " ".join(["mot"] * 12)) == []

    def test_counts_a_number_in_groups_as_one_word(self):
        assert len(words("Appelle le 0 800 235 236, c'est gratuit")) == 5

    def test_counts_what_stands_in_braces_as_one_word(self):
        assert len(words(plain("Ça tient si {{ condition | default('on te le dit avant') }}"))) == 4

    def test_is_told_on_its_line(self, folder: Folder):
        folder.edit(AIDE, "dire: Touche un bouton.", "dire: |\n      Un.\n\n      " + "mot " * 16)
        assert [(p.code, p.line) for p in folder.load().problems] == [("phrase-longue", 10)]


class TestAMessage:
    def test_fits_on_a_phone(self):
        assert heard("Un mot.\n" * 12) == []
        assert heard("Un mot.\n" * 13) == ["message-long"]

    def test_is_as_long_as_its_longest_variant(self):
        text = "a{% if x %}bb{% if y %}c{% else %}cc{% endif %}{% elif z %}d{% endif %}e"
        assert longest(text) == "abbcce"

    @pytest.mark.parametrize("text", EMOJI)
    def test_has_one_emoji_at_most(self, text):
        assert heard(text) == []
        assert heard(text + " 🎉") == ["emojis-nombreux"]

    @pytest.mark.parametrize("text", ["👍", "🇫🇷", "🗺️"])
    def test_says_nothing_by_an_emoji_alone(self, text):
        assert heard(text, label=True) == ["emoji-seul"]


class TestAnAcronym:
    @pytest.mark.parametrize(
        "text",
        [
            "Le CEJ (contrat d'engagement jeune).",
            "Le contrat d'engagement jeune (CEJ).",
            "Le CEJ, c'est le contrat d'engagement jeune.",
            "Va au CCAS, le centre communal d'action sociale.",
            "Le FASTT peut t'aider. C'est le fonds social de l'intérim.",
            "Ton CV, un SMS, une carte SIM.",
        ],
    )
    def test_is_explained_where_it_is_met(self, text):
        assert heard(text) == []

    @pytest.mark.parametrize("text", ["Demande le CEJ.", "Tu es en E2C ?", "Le C.C.A.S. t'aide."])
    def test_is_told_otherwise(self, text):
        assert heard(text) == ["sigle"]

    def test_may_be_explained_as_the_dialogue_begins(self):
        assert heard("Demande le FAJ.", around="Le FAJ, c'est le fonds d'aide aux jeunes.\nDemande le FAJ.") == []


class TestTheYoung:
    @pytest.mark.parametrize(
        "text",
        [
            "Prends rendez-vous chez le médecin.",
            "Vous choisissez ensemble.",
            "Vous pouvez continuer si tu en as besoin.",
            "Tu en as assez ? Rendez-vous à 14 h.",
        ],
    )
    def test_are_told_tu(self, text):
        assert heard(text) == []

    @pytest.mark.parametrize("text", ["Appelez le 119.", "Voici vos droits.", "Que voulez-vous savoir ?"])
    def test_are_not_told_vous(self, text):
        assert set(heard(text)) == {"vouvoiement"}

    def test_may_say_vous_to_others_on_a_button(self):
        assert heard("Même numéro, réessayez", label=True) == []


class TestAWord:
    @pytest.mark.parametrize(
        "text",
        [
            "Un dispositif existe.",
            "C'est ouvert aux bénéficiaires du RSA (revenu de solidarité active).",
            "C'est dans le cadre d'un plan.",
            "Il faut un projet professionnel.",
        ],
    )
    def test_of_an_office_is_told(self, text):
        assert heard(text) == ["jargon"]

    @pytest.mark.parametrize("text", ["Dans un cadre calme.", "Un projet, même petit.", "Pose ta question."])
    def test_of_every_day_passes(self, text):
        assert heard(text) == []

    @pytest.mark.parametrize(
        "text", ["Tu auras un travail.", "On te trouvera une place.", "C'est garanti.", "C'est sûr, à coup sûr."]
    )
    def test_that_promises_is_told(self, text):
        assert set(heard(text)) == {"promesse"}

    @pytest.mark.parametrize(
        "text",
        ["Rien n'est garanti.", "La Garantie jeunes n'existe plus.", "Ce n'est pas forcément long.", "Tu es sûr·e ?"],
    )
    def test_that_promises_nothing_passes(self, text):
        assert heard(text) == []

    def test_that_hides_a_link_is_told(self):
        assert heard("Clique ici pour t'inscrire.") == ["lien-ici"]
        assert heard("On continue d'ici. Voir la carte.") == []


class TestPartners:
    def test_are_told_vous(self, folder: Folder):
        folder.edit("dialogues/mots.yaml", "fait_clore: fait_clore", "fait_clore: C'est noté dans ta liste.")
        assert folder.codes() == ["tutoiement"]


@given(st.text())
def test_whatever_is_written_is_heard_and_never_refused(text):
    assert all(CODES[code].severity is not Severity.CRITIQUE for code in heard(text))


@given(st.lists(st.sampled_from(["a", "{% if x %}", "{% else %}", "{% elif y %}", "{% endif %}", "\n"])))
def test_the_longest_variant_is_never_longer_than_all_of_it(parts):
    assert len(longest("".join(parts))) <= len("".join(parts))
