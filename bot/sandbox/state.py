"""The sandbox as tests and the demo hold it: make people and groups, see what they see, wait for the bot."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.sandbox.chats import MAUREPAS, Chat, Person, group_chat, private_chat
from bot.sandbox.gestures import Gestures
from bot.sandbox.history import Button, Message, rows, visible

FIRST_GROUP = -1_001_000_000_001


class Sandbox(Gestures):
    """A little Telegram in memory. Opens no socket; belongs to one event loop."""

    def add_person(  # noqa: PLR0913  all but the name have a default
        self,
        first_name: str,
        *,
        id: int | None = None,  # noqa: A002  Telegram's own word
        language: str | None = "fr",
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        place: tuple[float, float] = MAUREPAS,
    ) -> Person:
        """Give someone a phone; the bot may write once they have written."""
        number = id or self.next_person_id()
        phone = phone or f"336399800{number % 100:02d}"  # a range kept for fiction
        person = Person(number, first_name, language, last_name, username, phone, place)
        self.people[number] = person
        self.chats[number] = private_chat(person, self.history_limit)
        self.publish("people")
        return person

    def add_group(
        self,
        title: str,
        *,
        id: int | None = None,  # noqa: A002  Telegram's own word
        members: list[int] | None = None,
        bot_is_admin: bool = False,
    ) -> Chat:
        """Open a group where the bot already is; it hears nothing of the opening."""
        number = id or min([FIRST_GROUP + 1, *(chat for chat in self.chats if chat < 0)]) - 1
        chat = group_chat(number, title, list(members or []), self.history_limit)
        chat.bot_is_admin = bot_is_admin
        self.chats[number] = chat
        self.publish("people")
        return chat

    def join(self, group_id: int, person_id: int) -> None:
        """Let a person into a group."""
        if person_id not in self.chats[group_id].members:
            self.chats[group_id].members.append(person_id)
            self.publish("people")

    def kick_bot(self, group_id: int, by: int) -> None:
        """Send the bot out of a group: it hears of it, and can write no more."""
        chat = self.chats[group_id]
        chat.kicked = True
        self._bot_standing(self.people[by], chat, "member", "kicked")

    def invite_bot(self, group_id: int, by: int) -> None:
        """Bring the bot into a group: it hears of it twice, as on Telegram."""
        chat = self.chats[group_id]
        chat.kicked = False
        self._bot_standing(self.people[by], chat, "left", "member")
        newcomers = {"new_chat_members": [self.bot]}
        header = {"message_id": chat.next_id(), "from": self.people[by].user(), "chat": chat.description}
        message = header | {"date": int(self.now())} | newcomers
        chat.keep(message)
        self.updates.add("message", message, chat.id)

    def history(self, chat_id: int) -> list[Message]:
        """List the visible messages of a chat, oldest first."""
        return [visible(raw) for raw in self.chats[chat_id].messages.values()]

    def last(self, chat_id: int) -> Message | None:
        """Return the latest visible message of a chat."""
        raw = next(reversed(self.chats[chat_id].messages.values()), None)
        return visible(raw) if raw else None

    def texts(self, chat_id: int) -> list[str]:
        """List the texts that the bot wrote in a chat."""
        return [message.text for message in self.history(chat_id) if message.from_bot]

    def keyboard(self, chat_id: int) -> tuple[tuple[Button, ...], ...]:
        """Return the reply keyboard now shown, empty when there is none."""
        shown = self.chats[chat_id].keyboard or {}
        return rows(shown.get("keyboard", []))

    async def changed(self, condition: Callable[[], Any] | None = None, *, within: float = 60.0) -> Any:
        """Wait until the condition is true and return its value; without one, until the bot does something."""
        seen = self.acts
        asked = condition or (lambda: self.acts > seen)
        async with asyncio.timeout(within):
            while not (value := asked()):
                await self.bell.wait()
        return value

    async def said(self, chat_id: int, words: str, *, within: float = 60.0) -> Message:
        """Wait until the bot has said these words in a chat, and return the latest message that has them."""

        def found() -> Message | None:
            told = [one for one in self.history(chat_id) if one.from_bot and words in one.text]
            return told[-1] if told else None

        message: Message = await self.changed(found, within=within)
        return message

    def reset(self) -> None:
        """Forget everyone and everything said; webhook and faults stay."""
        self.forget_everyone()
        self.publish("people")
