"""What a line of a scenario makes happen, and what is told when it cannot: one part for each verb."""

from __future__ import annotations

import pytest

from bot.content.problems import render
from tests.content.conftest import Folder
from tests.content.conversations import HEAD, HELLO, TO_AGREEMENT, TO_NAME, run

PLACE = "dialogues/scenarios/essai.yaml"


def first_line(told: str) -> str:
    return told.split("\n", maxsplit=1)[0]


# the clock: « le », « silence »


def test_the_clock_goes_to_a_moment_and_what_was_due_on_the_way_happens(folder: Folder) -> None:
    told = run(folder, TO_NAME + "  - le: vendredi 27 novembre 2026 à 9h\n  - bot: Que veux-tu ?\n").told
    assert told == ""


def test_what_is_due_later_does_not_happen(folder: Folder) -> None:
    assert run(folder, TO_NAME + "  - le: jeudi 26 novembre 2026 à 11h59\n").told == ""


def test_the_clock_never_goes_back(folder: Folder) -> None:
    assert run(folder, HELLO + "  - passe: 2 h\n  - le: jeudi 26 novembre 2026 à 11h30\n").told == (
        f"{PLACE}:8: l'horloge ne recule pas : on est déjà le jeudi 26 novembre 2026 à 12 h\n"
        "    après « passe: 2 h », ligne 7"
    )


def test_a_moment_whose_day_of_the_week_is_wrong_is_told_by_check(folder: Folder) -> None:
    folder.write(PLACE, HEAD + HELLO + "  - le: lundi 27 novembre 2026 à 9h\n")
    (problem,) = folder.load().problems
    assert (problem.code, problem.line, problem.fix) == ("date-illisible", 7, "c'est un vendredi")


def test_who_keeps_silent_hears_what_the_bot_says_then(folder: Folder) -> None:
    assert run(folder, TO_NAME + "  - silence: oui\n  - bot: Que veux-tu ?\n").told == ""


def test_a_silence_is_no_longer_than_it_takes(folder: Folder) -> None:
    conversation = TO_NAME + "  - silence: oui\n  - bot: Que veux-tu ?\n  - le: jeudi 26 novembre 2026 à 11h59\n"
    assert first_line(run(folder, conversation).told).endswith("on est déjà le jeudi 26 novembre 2026 à 12 h")


def test_where_the_bot_has_nothing_more_to_say_a_silence_would_never_end(folder: Folder) -> None:
    assert first_line(run(folder, HELLO + "  - silence: oui\n").told) == (
        f"{PLACE}:7: ici, le bot n'a rien à dire à qui se tait : aucun message n'est prévu"
    )


# a button of one message


TWICE = HELLO + "  - ecrit: /menu\n  - bot: Que veux-tu ?\n"


def test_a_button_of_an_older_message_is_another_button(folder: Folder) -> None:
    old = TWICE + "  - appuie: {bouton: De l'aide, du_message: 1}\n"
    new = TWICE + "  - appuie: {bouton: De l'aide, du_message: 2}\n"
    assert run(folder, old + "  - bot: |\n      vieux_bouton\n\n      Que veux-tu ?\n").told == ""
    assert run(folder, new + "  - bot: Touche un bouton.\n  - bot: Que veux-tu ?\n").told == ""


@pytest.mark.parametrize(("number", "shown"), [(1, "Où passer · Qu'on m'appelle · De l'aide"), (2, "aucun")])
def test_a_button_that_its_message_does_not_show_is_told(folder: Folder, number: int, shown: str) -> None:
    assert run(folder, HELLO + f"  - appuie: {{bouton: Oui, du_message: {number}}}\n").told == (
        f"{PLACE}:7: il n'y a pas de bouton « Oui » sous le message {number}\n"
        "    après « ecrit: /start », ligne 4\n"
        f"    boutons montrés : {shown}"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{bouton: Oui, du_message: 0}", "au moins 1"),
        ("{bouton: Oui, du_message: un}", "écrivez un nombre entier"),
        ("{boutton: Oui}", "vouliez-vous dire « bouton » ?"),
        ("''", "écrivez-le, ou effacez la clé"),
    ],
)
def test_a_button_that_cannot_be_read_is_told_by_check(folder: Folder, written: str, said: str) -> None:
    folder.write(PLACE, HEAD + HELLO + f"  - appuie: {written}\n")
    problems = folder.load().problems
    assert said in render(problems)
    assert {problem.line for problem in problems} == {7}


# the bot: stopped and started, out of reach


def test_a_conversation_goes_on_after_the_bot_was_started_again(folder: Folder) -> None:
    told = run(folder, TO_NAME + "  - redemarre: oui\n  - ecrit: Zoé\n  - bot: Ton numéro, Zoé ?\n").told
    assert told == ""


def test_what_was_due_rings_after_the_bot_was_started_again(folder: Folder) -> None:
    assert run(folder, TO_NAME + "  - redemarre: oui\n  - passe: 2 h\n  - bot: Que veux-tu ?\n").told == ""


def test_what_is_said_while_delivery_fails_arrives_later_in_order(folder: Folder) -> None:
    broken = HELLO + "  - livraison: echoue\n  - appuie: De l'aide\n"
    assert (
        run(folder, broken + "  - livraison: reprend\n  - bot: Touche un bouton.\n  - bot: Que veux-tu ?\n").told == ""
    )
    assert run(folder, broken + "  - bot: Touche un bouton.\n").told == (
        f"{PLACE}:9: le bot devait parler, il n'a rien dit\n"
        "    après « appuie: De l'aide », ligne 8\n"
        "      Touche un bouton.\n"
        "    des messages attendent (2) : la livraison échoue"
    )


def test_a_scenario_does_not_end_while_messages_wait(folder: Folder) -> None:
    assert run(folder, HELLO + "  - livraison: echoue\n  - appuie: De l'aide\n").told == (
        f"{PLACE}:8: après cette ligne, des messages attendent encore : ajoutez « livraison: reprend »\n"
        "    + Touche un bouton."
    )


def test_a_button_that_did_not_arrive_cannot_be_pressed(folder: Folder) -> None:
    conversation = TO_AGREEMENT + "  - livraison: echoue\n  - appuie: Oui, d'accord\n  - appuie: J'arrête là\n"
    assert first_line(run(folder, conversation).told).endswith("il n'y a pas de bouton « J'arrête là »")


def test_who_blocked_the_bot_never_sees_what_it_said_meanwhile(folder: Folder) -> None:
    gone = TO_NAME + "  - livraison: bloque\n  - silence: oui\n  - livraison: reprend\n"
    assert run(folder, gone + "  - ecrit: /aide\n  - bot: Touche un bouton.\n  - bot: Que veux-tu ?\n").told == ""


def test_what_waits_is_lost_when_the_bot_is_blocked(folder: Folder) -> None:
    conversation = (
        HELLO + "  - livraison: echoue\n  - appuie: De l'aide\n  - livraison: bloque\n  - livraison: reprend\n"
    )
    assert run(folder, conversation).told == ""


# what cannot be read


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("publie: {rappel/prenom: 'Ton {{ prénom'}", "texte-illisible"),
        ("publie: {rappel/prenom: ''}", "texte-vide"),
        ("publie: {prenom: Oh}", "valeur-refusee"),
        ("publie: {}", "texte-vide"),
        ("supprime: prenom", "valeur-refusee"),
        ("redemarre: non", "valeur-refusee"),
        ("livraison: tombe", "valeur-refusee"),
    ],
)
def test_what_cannot_be_read_is_told_by_check_on_its_line(folder: Folder, line: str, code: str) -> None:
    folder.write(PLACE, HEAD + HELLO + f"  - {line}\n")
    (problem,) = folder.load().problems
    assert (problem.code, problem.file, problem.line) == (code, PLACE, 7)


# several people


LINA = "  - qui: Lina\n    ecrit: /start\n  - qui: Lina\n    bot: Salut !\n  - qui: Lina\n    bot: Que veux-tu ?\n"
ADAM = LINA.replace("Lina", "Adam")


def test_each_has_a_conversation_of_their_own(folder: Folder) -> None:
    told = run(
        folder,
        LINA + ADAM + "  - qui: Lina\n    appuie: Qu'on m'appelle\n  - qui: Lina\n    bot: Tu habites où ?\n"
        "  - qui: Adam\n    appuie: De l'aide\n  - qui: Adam\n    bot: Touche un bouton.\n"
        "  - qui: Adam\n    bot: Que veux-tu ?\n  - qui: Lina\n    demande: aucune\n",
    ).told
    assert told == ""


def test_what_the_bot_says_to_someone_else_must_be_expected_too(folder: Folder) -> None:
    conversation = LINA + "  - qui: Adam\n    ecrit: /start\n  - qui: Lina\n    ecrit: /aide\n"
    assert run(folder, conversation).told == (
        f"{PLACE}:12: avant cette ligne, le bot a dit à Adam une chose que le scénario n'attend pas\n"
        "    après « ecrit: /start », ligne 10\n"
        "    + Salut !"
    )


def test_time_is_the_same_for_all(folder: Folder) -> None:
    lina = TO_NAME.replace("  - ", "  - qui: Lina\n    ")
    conversation = lina + "  - passe: 2 h\n  - qui: Lina\n    bot: Que veux-tu ?\n"
    assert run(folder, conversation).told == ""


def test_a_publication_is_for_all(folder: Folder) -> None:
    published = LINA + "  - publie: {aide/aide: Écris-moi.}\n  - qui: Lina\n    appuie: De l'aide\n"
    said = "  - qui: Lina\n    bot: Écris-moi.\n  - qui: Lina\n    bot: Que veux-tu ?\n"
    assert run(folder, published + said).told == ""


def test_only_the_person_named_is_out_of_reach(folder: Folder) -> None:
    assert run(folder, "  - qui: Lina\n    livraison: bloque\n" + ADAM).told == ""


def test_who_speaks_goes_with_any_gesture_but_never_alone(folder: Folder) -> None:
    folder.write(PLACE, HEAD + "  - qui: Lina\n")
    (problem,) = folder.load().problems
    assert (problem.code, problem.line) == ("geste-inconnu", 4)


# what differs


def test_a_message_and_its_buttons_are_told_together(folder: Folder) -> None:
    other = HELLO.replace("Que veux-tu ?", "Quoi ?\n    boutons: [Où passer, De l'aide]")
    assert run(folder, other).told == (
        f"{PLACE}:6: le bot n'a pas dit cela (- attendu, + reçu)\n"
        "    après « ecrit: /start », ligne 4\n"
        "    - Quoi ?\n"
        "    + Que veux-tu ?\n"
        "    et ses boutons :\n"
        "      Où passer\n"
        "    + Qu'on m'appelle\n"
        "      De l'aide"
    )
