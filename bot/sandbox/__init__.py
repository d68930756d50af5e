"""A Bot API server on loopback, as strict as Telegram, for the demo, the tests and the benchmark."""

from bot.sandbox.chats import Chat, Person
from bot.sandbox.history import Button, Message
from bot.sandbox.state import Sandbox

__all__ = ["Button", "Chat", "Message", "Person", "Sandbox"]
