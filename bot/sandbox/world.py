"""All that the server remembers: people, chats, pending updates, presses, files, and the bot's public face."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.sandbox.arguments import Upload
from bot.sandbox.bell import Bell
from bot.sandbox.chats import Chat, Json, Person
from bot.sandbox.faults import Faults
from bot.sandbox.limits import FloodLimits
from bot.sandbox.polling import LongPoll
from bot.sandbox.updates import UpdateQueue

FIRST_PERSON = 500_001
CALLBACK_LANE = 3 * 2**33  # presses travel in a lane per user, beside the lane of the chat
MOST_FILES = 100
MOST_PRESSES = 10_000
MOST_ANSWERS = 1_000


@dataclass(frozen=True, slots=True)
class Press:
    """A press that waits for answerCallbackQuery."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    pressed_at: float


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; an empty url means polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


@dataclass(slots=True)
class Profile:
    """The bot's public face, by language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class World:
    """The server's memory and its way to tell others that it changed."""

    def __init__(
        self,
        token: str | None = None,
        bot_username: str = "allervers_bot",
        bot_name: str = "Allervers",
        now: Callable[[], float] = time.time,
        history_limit: int = 200,
    ) -> None:
        self.token = token
        self.now = now
        self.history_limit = history_limit
        bot_id = (token or "").partition(":")[0]
        self.bot: Json = {
            "id": int(bot_id) if bot_id.isdigit() else 7_000_000_001,
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.faults = Faults()
        self.limits = FloodLimits()
        self.retry_pace = 1.0  # scales the webhook's 2, 4, 8… seconds; tests shorten it
        self.updates = UpdateQueue(now)
        self.poll = LongPoll(self.updates)
        self.webhook = Webhook()
        self.listeners: list[Callable[[Json], None]] = []
        self.bell = Bell()
        self.acts = 0
        self.calls: dict[str, int] = {}
        self.forget_everyone()

    def forget_everyone(self) -> None:
        """Empty the memory; the webhook and the faults stay."""
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.answers: deque[Json] = deque(maxlen=MOST_ANSWERS)
        self.files: dict[str, Upload] = {}
        self.profile = Profile()
        self.updates.clear()
        self._numbers = count(FIRST_PERSON)

    def next_person_id(self) -> int:
        """Give the next newcomer a number that nobody has."""
        while (number := next(self._numbers)) in self.people:
            continue
        return number

    def publish(self, kind: str, **details: Any) -> None:
        """Tell the pages what changed, and wake the tests that wait."""
        if self.listeners:
            event = {"type": kind, **details}
            for listener in self.listeners:
                listener(event)
        self.bell.ring()

    def bot_acted(self, kind: str, **details: Any) -> None:
        """Publish something that the bot did."""
        self.acts += 1
        self.publish(kind, **details)

    def count_call(self, method: str) -> None:
        """Count a call, by the method's name in small letters, and wake the tests that wait."""
        self.calls[method] = self.calls.get(method, 0) + 1
        self.bell.ring()

    def keep_file(self, file_id: str, upload: Upload) -> None:
        """Remember a file, and forget the oldest beyond the limit."""
        self.files[file_id] = upload
        if len(self.files) > MOST_FILES:
            del self.files[next(iter(self.files))]

    def keep_press(self, press: Press) -> None:
        """Remember a press until it is answered."""
        self.presses[press.id] = press
        if len(self.presses) > MOST_PRESSES:
            del self.presses[next(iter(self.presses))]

    def commands_for(self, chat: Chat, language: str) -> list[Json]:
        """Choose the commands that the menu of this chat shows, the narrowest scope first."""
        everywhere = "all_private_chats" if chat.private else "all_group_chats"
        for scope in (f"chat:{chat.id}", everywhere, "default"):
            for spoken in (language, ""):
                if found := self.profile.commands.get((scope, spoken)):
                    return found
        return []
