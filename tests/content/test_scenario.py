"""Scenarios: conversations that must stay true, replayed through the engine."""

from __future__ import annotations

from datetime import datetime

import pytest
from pydantic_core import PydanticCustomError

from bot.content.coverage import unvisited
from bot.content.replay import replay
from bot.content.scenario import when
from bot.core.dates import PARIS
from bot.core.engine import Engine
from tests.content.conftest import Folder
from tests.content.conversations import HEAD, HELLO, TO_REQUEST, run


def test_a_conversation_as_written_holds(folder: Folder) -> None:
    assert run(folder, HELLO).told == ""


def test_a_request_goes_all_the_way_to_the_partner(folder: Folder) -> None:
    outcome = run(
        folder,
        TO_REQUEST + "  - demande: ouverte\n  - bot: C'est envoyé.\n  - bot: Que veux-tu ?\n"
        "  - partenaire: prend\n  - bot: Ta demande est prise.\n",
    )
    assert outcome.told == ""
    assert "rappel.envoi" in outcome.visited


SENT = TO_REQUEST + "  - bot: C'est envoyé.\n  - bot: Que veux-tu ?\n"
AGAIN = "  - bot: Que veux-tu ?\n"
STANDS = "  - ecrit: où en est ma demande\n  - bot: Mission locale t'appelle avant lundi 30 novembre, 18 h.\n"


def test_a_partner_and_the_clock_make_news(folder: Folder) -> None:
    told = run(
        folder,
        SENT
        + "  - horloge: promesse\n  - bot: Tu n'as pas de demande.\n"
        + AGAIN
        + "  - partenaire: prend\n  - bot: Ta demande est prise.\n  - partenaire: tente\n  - partenaire: rend\n"
        "  - partenaire: prend\n  - bot: Ta demande est prise.\n  - partenaire: clot autre\n",
    ).told
    assert told == ""


@pytest.mark.parametrize(
    ("press", "said", "moved"),
    [
        ("Annuler", "C'est annulé.", "retiree"),
        ("Changer d'heure\n  - bot: Quel moment ?\n  - appuie: Le matin", "C'est changé.", "changee"),
    ],
)
def test_what_a_person_does_to_their_request_is_compared(folder: Folder, press: str, said: str, moved: str) -> None:
    conversation = SENT + STANDS + f"  - appuie: {press}\n  - bot: {said}\n" + AGAIN
    assert run(folder, conversation + f"  - demande: {moved}\n").told == ""
    assert run(folder, conversation + "  - demande: relancee\n").told.split("\n")[0].endswith("n'a pas été relancee")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("partenaire: clot injoignable", "ici, le partenaire ne peut pas faire cela : clot injoignable"),
        ("partenaire: rend", "ici, le partenaire ne peut pas faire cela : rend"),
        ("horloge: verifier", "ici, l'horloge n'amène pas cela : verifier"),
    ],
)
def test_what_the_rules_of_a_request_forbid_does_not_happen(folder: Folder, line: str, told: str) -> None:
    for before in (SENT, HELLO):
        assert run(folder, before + f"  - {line}\n").told.split("\n")[0].endswith(told)


@pytest.mark.parametrize(
    ("line", "fix"),
    [("apuie: De l'aide", "vouliez-vous dire « appuie » ?"), ("zzz: oui", "gestes possibles : ecrit, bot, appuie, ")],
)
def test_a_gesture_that_does_not_exist_is_told_from_those_that_do(folder: Folder, line: str, fix: str) -> None:
    folder.write("dialogues/scenarios/essai.yaml", HEAD + HELLO + f"  - {line}\n")
    (found,) = folder.load().problems
    assert (found.code, found.message) == ("geste-inconnu", f"le geste « {line.partition(':')[0]} » n'existe pas")
    assert found.fix.startswith(fix)


def test_a_sentence_that_changed_is_shown_beside_what_was_expected(folder: Folder) -> None:
    assert run(folder, HELLO.replace("Que veux-tu ?", "|\n      Que veux-tu ?\n      Dis-moi.")).told == (
        "dialogues/scenarios/essai.yaml:6: le bot n'a pas dit cela (- attendu, + reçu)\n"
        "    après « ecrit: /start », ligne 4\n"
        "      Que veux-tu ?\n"
        "    - Dis-moi."
    )


def test_buttons_that_changed_are_shown_beside_those_expected(folder: Folder) -> None:
    assert run(folder, HELLO + "    boutons: [Où passer, De l'aide]\n").told == (
        "dialogues/scenarios/essai.yaml:6: les boutons ne sont pas ceux-là (- attendu, + reçu)\n"
        "    après « ecrit: /start », ligne 4\n"
        "      Où passer\n"
        "    + Qu'on m'appelle\n"
        "      De l'aide"
    )


def test_every_message_of_the_bot_must_be_expected(folder: Folder) -> None:
    assert run(folder, "  - ecrit: /start\n  - bot: Salut !\n  - ecrit: /aide\n").told == (
        "dialogues/scenarios/essai.yaml:6: avant cette ligne, le bot a dit une chose que le scénario n'attend pas\n"
        "    après « ecrit: /start », ligne 4\n"
        "    + Que veux-tu ?"
    )


def test_a_last_message_unexpected_is_told_too(folder: Folder) -> None:
    assert run(folder, "  - ecrit: /start\n  - bot: Salut !\n").told == (
        "dialogues/scenarios/essai.yaml:5: après cette ligne, le bot a dit une chose que le scénario n'attend pas\n"
        "    après « ecrit: /start », ligne 4\n"
        "    + Que veux-tu ?"
    )


def test_a_bot_that_says_nothing_is_told(folder: Folder) -> None:
    assert run(folder, HELLO + "  - bot: Encore là ?\n").told == (
        "dialogues/scenarios/essai.yaml:7: le bot devait parler, il n'a rien dit\n"
        "    après « ecrit: /start », ligne 4\n"
        "      Encore là ?"
    )


def test_a_button_that_is_not_there_is_told_with_those_that_are(folder: Folder) -> None:
    assert run(folder, HELLO + "  - appuie: Le CEJ\n").told == (
        "dialogues/scenarios/essai.yaml:7: il n'y a pas de bouton « Le CEJ »\n"
        "    après « ecrit: /start », ligne 4\n"
        "    boutons montrés : Où passer · Qu'on m'appelle · De l'aide"
    )


def test_a_request_that_did_not_leave_is_told(folder: Folder) -> None:
    assert run(folder, HELLO + "  - demande: ouverte\n").told == (
        "dialogues/scenarios/essai.yaml:7: aucune demande de rappel n'est partie\n    après « ecrit: /start », ligne 4"
    )


def test_a_request_that_should_not_have_left_is_told(folder: Folder) -> None:
    assert run(folder, TO_REQUEST + "  - demande: aucune\n").told == (
        "dialogues/scenarios/essai.yaml:16: une demande de rappel est partie, aucune n'était attendue\n"
        "    après « numero: 06 39 98 12 34 », ligne 15"
    )


def test_a_partner_cannot_take_what_was_not_asked(folder: Folder) -> None:
    assert run(folder, HELLO + "  - partenaire: prend\n").told == (
        "dialogues/scenarios/essai.yaml:7: ici, le partenaire ne peut pas faire cela : prend\n"
        "    après « ecrit: /start », ligne 4"
    )


def test_time_goes_by_and_reminders_ring(folder: Folder) -> None:
    told = run(
        folder,
        HELLO.replace("/start", "/start maurepas") + "  - appuie: Où passer\n"
        "  - bot: |\n      Voici où passer près de Maurepas :\n\n      *aujourd'hui, de 14 h à 17 h*\n"
        "      Mission locale, 7 rue de la Parcheminerie, à 2 min à pied\n"
        "  - passe: 1 jour\n  - appuie: La veille\n  - bot: C'est noté.\n  - bot: Que veux-tu ?\n"
        "  - passe: 6 jours\n  - bot: demain, jeudi 3 décembre, de 14 h à 17 h à Mission locale, 7 rue"
        " de la Parcheminerie\n",
    ).told
    assert told == ""


def test_steps_that_no_scenario_visits_are_listed(folder: Folder) -> None:
    loaded = folder.load()
    assert loaded.playbook
    outcomes = [replay(scenario, Engine(loaded.playbook)) for scenario in loaded.scenarios]
    unseen = unvisited(loaded.playbook, outcomes)
    assert [spot for spot in unseen if not spot.startswith(("rappel.", "perm", "suivi."))] == ["stop.tout"]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("jeudi 26 novembre 2026 à 10h", 10, 0),
        ("26 novembre 2026 à 10h30", 10, 30),
        ("Jeudi 26 novembre 2026 à 9 h 05", 9, 5),
    ],
)
def test_a_scenario_begins_at_paris_time(text: str, hour: int, minute: int) -> None:
    assert when(text) == datetime(2026, 11, 26, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize("text", ["mardi 26 novembre 2026 à 10h", "31 novembre 2026 à 10h", "demain", "26/11/2026"])
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        when(text)
