"""`allervers chat`: what is printed for each line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.core.playbook import Playbook
from bot.service.clock import Clock
from bot.terminal import chat
from tests.living import MENU, WELCOME, HeldClock

CALL = ["> Je veux qu'on m'appelle", "> Rennes", "> Maurepas", "> Oui, d'accord"]


@pytest.fixture
def talk(playbook: Playbook) -> Any:
    """Type these lines; return all that is printed."""

    def talked(*lines: str, clock: Clock | None = None, colour: bool = False) -> list[str]:
        return list(chat(playbook, [f"{line}\n" for line in lines], clock or HeldClock(), colour=colour))

    return talked


def test_the_bot_speaks_first(talk: Any) -> None:
    welcome, menu = talk()
    assert welcome.startswith(WELCOME)
    assert menu.startswith(MENU)
    assert "\n  [Où passer près de chez moi]\n" in menu


def test_words_are_understood_and_buttons_pressed(talk: Any) -> None:
    said = talk("c'est quoi le cej", "> Il y a de l'argent ?")
    assert "*560 € par mois*" in said[-1]


def test_the_space_before_a_button_may_be_forgotten(talk: Any) -> None:
    assert talk(">Travail et formation") == talk("> Travail et formation")


def test_a_command_is_a_command(talk: Any) -> None:
    assert talk("/aide")[-1].startswith("Je suis un robot.")


def test_bold_is_shown_where_a_terminal_can(talk: Any) -> None:
    assert (
        "\x1b[1m560 € par mois\x1b[0m"
        in talk("> Travail et formation", "> Le CEJ (ex-Garantie jeunes)", "> Il y a de l'argent ?", colour=True)[-1]
    )


def test_a_button_that_is_not_shown_is_said_not_to_be(talk: Any) -> None:
    said = talk("> Rien de tel")[-1]
    assert said.startswith("(pas de bouton « Rien de tel » ; montrés : Où passer près de chez moi, ")


def test_an_empty_line_says_nothing(talk: Any) -> None:
    assert talk("", "   ") == talk()


def test_the_button_of_an_older_message_is_pressed_as_on_a_phone(talk: Any) -> None:
    assert talk("c'est quoi le cej", "> Mes données")[-1].startswith("Ce bouton est ancien.")


def test_a_request_that_leaves_is_told(talk: Any) -> None:
    said = talk(*CALL, "Zohra", "06 39 98 12 34")
    assert said[-1] == "(une demande de rappel est partie chez le partenaire)\n"


def test_the_last_line_needs_no_end(playbook: Playbook) -> None:
    assert list(chat(playbook, ["c'est quoi le cej"], HeldClock(), colour=False))[-1].startswith("Le CEJ, c'est")


def test_what_rings_between_two_lines_is_shown(playbook: Playbook) -> None:
    clock = HeldClock()

    def lines() -> Iterator[str]:
        yield from CALL
        clock.move(hours=3)
        yield "> On reprend"

    *_, nudge, name = chat(playbook, lines(), clock, colour=False)
    assert nudge.startswith("Tu es toujours là ?")
    assert name.startswith("C'est quoi ton prénom ?")


def test_a_clock_that_is_set_back_breaks_nothing(playbook: Playbook) -> None:
    clock = HeldClock()

    def lines() -> Iterator[str]:
        clock.move(hours=-2)
        yield "menu"

    assert list(chat(playbook, lines(), clock, colour=False))[-1].startswith(MENU)
