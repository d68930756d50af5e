"""What young people do on their phones, and what they must read there; what members do in the partner's group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from bot.sandbox import Message, Sandbox

MENU = "Qu'est-ce qu'on fait ?"
TAKEN = "Bonjour, Allervers a des nouvelles pour toi."
TAKE = "Je m'en occupe"


@dataclass(frozen=True)
class Turn:
    """A person writes or presses something, and reads what begins so."""

    reads: tuple[str, ...]
    writes: str = ""
    presses: str = ""


def wants_a_call(town: str, quartier: str, name: str, phone: str) -> list[Turn]:
    """From Start to a request that has left."""
    return [
        Turn(("Salut ! Je suis Allervers", MENU), writes="/start"),
        Turn(("Je cherche qui peut t'appeler.",), presses="Je veux qu'on m'appelle"),
        Turn(("Lequel de ces quartiers ?",), presses=town),
        Turn(("Lis bien avant de choisir.",), presses=quartier),
        Turn(("C'est quoi ton prénom ?",), presses="Oui, d'accord"),
        Turn((f"Et ton numéro, {name} ?",), writes=name),
        Turn((f"C'est envoyé, {name}.", MENU), writes=phone),
    ]


def looks_around(town: str, quartier: str) -> list[Turn]:
    """Reads where to drop in, leaves, and comes back with words that nobody understands."""
    return [
        Turn(("Salut ! Je suis Allervers", MENU), writes="/start"),
        Turn(("Tu habites dans quel coin ?",), presses="Où passer près de chez moi"),
        Turn(("Lequel de ces quartiers ?",), presses=town),
        Turn(("Voici où passer",), presses=quartier),
        Turn(("Je reste là si tu as besoin.", MENU), presses="C'est bon, merci"),
        Turn(("Je n'ai pas compris.",), writes="zorglub blop"),
    ]


class Journal:
    """Everything that the bot writes, chat by chat, in order: what it sends, and what it writes over what it sent."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.written: defaultdict[int, list[str]] = defaultdict(list)
        self._known: dict[tuple[int, int], str] = {}
        sandbox.listeners.append(self._hear)

    def _hear(self, event: dict[str, Any]) -> None:
        for message in self.sandbox.history(event["chat_id"]) if event["type"] == "chat" else ():
            if message.from_bot and self._known.get((message.chat_id, message.id)) != message.text:
                self._known[message.chat_id, message.id] = message.text
                self.written[message.chat_id].append(message.text)

    async def reads(self, chat: int, words: str, since: int = 0, *, within: float = 30.0) -> None:
        """Wait until the bot has written something that begins with these words, after the first `since`."""
        try:
            await self.sandbox.changed(
                lambda: any(text.startswith(words) for text in self.written[chat][since:]), within=within
            )
        except TimeoutError:
            pytest.fail(f"{words!r} was not written in {chat} after {self.written[chat][since:]}")


class Conversation:
    """One person who goes through the turns, each as soon as the last was answered."""

    def __init__(self, journal: Journal, person: int, turns: Sequence[Turn]) -> None:
        self.person, self.turns = person, turns
        self._journal, self._sandbox = journal, journal.sandbox

    async def play(self, *, within: float = 30.0) -> None:
        """Do everything, and read everything that must come."""
        for turn in self.turns:
            since = len(self._journal.written[self.person])
            if turn.writes:
                self._sandbox.send_text(self.person, turn.writes)
            else:
                self._sandbox.press(self.person, label=turn.presses)
            for words in turn.reads:
                await self._journal.reads(self.person, words, since, within=within)

    async def is_told(self, *, within: float = 30.0) -> None:
        """Wait for the news that a partner took the request."""
        await self._journal.reads(self.person, TAKEN, within=within)

    def heard(self) -> list[str]:
        """How everything that the person read begins."""
        known = self.awaited(TAKEN)
        return [
            next((words for words in known if text.startswith(words)), text)
            for text in self._journal.written[self.person]
        ]

    def heard_once(self) -> list[str]:
        """The same without what was said again: after a crash, messages already read may come once more."""
        due, heard = self.awaited(TAKEN), list[str]()
        for words in self.heard():
            if [words] == due[len(heard) : len(heard) + 1] or words not in heard:
                heard.append(words)
        return heard

    def awaited(self, *news: str) -> list[str]:
        """How everything that the turns say begins, and then this news."""
        return [words for turn in self.turns for words in turn.reads] + list(news)


def requests_shown(sandbox: Sandbox, group: int) -> dict[str, list[Message]]:
    """The requests on a group's screen, each with the messages that show it, oldest first."""
    shown: defaultdict[str, list[Message]] = defaultdict(list)
    for message in sandbox.history(group):
        for button in (button for row in message.buttons for button in row if message.from_bot):
            shown[(button.callback_data or "").partition(":")[2]].append(message)
    return dict(shown)
