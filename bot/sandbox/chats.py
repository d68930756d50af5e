"""Who talks and where: people, groups, and chats with their bounded history."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

MAUREPAS = (48.1270, -1.6560)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a phone."""

    id: int
    first_name: str
    language: str | None = "fr"
    last_name: str | None = None
    username: str | None = None
    phone: str = ""
    place: tuple[float, float] = MAUREPAS

    def user(self) -> Json:
        """Describe the person as Telegram's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | self._known(
            last_name=self.last_name, username=self.username, language_code=self.language
        )

    def chat(self) -> Json:
        """Describe the private chat with this person."""
        names = self._known(last_name=self.last_name, username=self.username)
        return {"id": self.id, "first_name": self.first_name, **names, "type": "private"}

    @staticmethod
    def _known(**fields: str | None) -> Json:
        return {name: value for name, value in fields.items() if value}


@dataclass(slots=True)
class Chat:
    """A private chat or a group, as the server remembers it."""

    id: int
    description: Json
    members: list[int]
    history_limit: int = 200
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    kicked: bool = False
    bot_is_admin: bool = False
    keyboard: Json | None = None
    keyboard_since: int = 0  # the message that brought it
    bot_spoke_last: bool = False
    last_message_id: int = 0
    messages: dict[int, Json] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        """Whether this is a chat with one person."""
        return self.id > 0

    @property
    def kind(self) -> str:
        """Return private, group or supergroup."""
        return str(self.description["type"])

    def next_id(self) -> int:
        """Give the next message its number, never used twice."""
        self.last_message_id += 1
        return self.last_message_id

    def keep(self, message: Json) -> None:
        """Remember a message, and forget the oldest beyond the limit."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > self.history_limit:
            del self.messages[next(iter(self.messages))]


def private_chat(person: Person, history_limit: int) -> Chat:
    """Open the chat of a person with the bot."""
    return Chat(person.id, person.chat(), [person.id], history_limit)


def group_chat(chat_id: int, title: str, members: list[int], history_limit: int) -> Chat:
    """Open a group that the bot is in; ids from -100… are supergroups."""
    kind = "supergroup" if str(chat_id).startswith("-100") else "group"
    return Chat(chat_id, {"id": chat_id, "title": title, "type": kind}, members, history_limit, started=True)
