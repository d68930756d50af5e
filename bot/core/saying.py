"""What a turn says, in the language of its person: messages, screens of buttons, a word at the head of the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core import known
from bot.core.effects import Button, Effect, Keyboard, Say
from bot.core.flow import Text
from bot.core.playbook import Playbook, Words
from bot.core.screen import buttons_of
from bot.core.session import Option, Session
from bot.core.tongue import Tongue


class Saying:
    """A session that is spoken to during one turn, and the effects so far."""

    def __init__(self, playbook: Playbook, session: Session, now: datetime) -> None:
        """Speak the language of `session`."""
        self._french, self.session, self.now = playbook, session, now
        self.playbook = playbook.speaking(session.language)
        self.effects: list[Effect] = []
        self.replaces: int | None = None
        self._preface = ""

    @property
    def words(self) -> Words:
        """The engine's own sentences."""
        return self.playbook.words

    @property
    def tongue(self) -> Tongue:
        """The small words of the language that is spoken."""
        return self.playbook.tongue

    def change(self, **changes: Any) -> None:
        """Change the session in the making."""
        self.session = replace(self.session, **changes)

    def speak(self, language: str) -> None:
        """Go on in another language; one that the bot does not speak is kept for partners, and French is spoken."""
        self.change(language=language)
        self.playbook = self._french.speaking(language)

    def render(self, text: Text, **more: str) -> str:
        """Return a text with everything that is known of the person, their quartier and the partner on offer."""
        return text(known.words(self.playbook, self.session) | more)

    def preface(self, text: Text, **more: str) -> None:
        """Put a sentence at the head of the next message."""
        self._preface += self.render(text, **more) + "\n\n"

    def say(self, said: str, buttons: tuple[Button, ...] = (), keyboard: Keyboard = Keyboard.SAME) -> None:
        """Say something, and take away a keyboard that no longer serves."""
        if self.session.keyboard and keyboard is Keyboard.SAME:
            self.change(keyboard=False)
            if buttons:
                self.aside(self.words.c_est_note({}), Keyboard.REMOVED)
                self.replaces = None
            else:
                keyboard = Keyboard.REMOVED
        replaces = self.replaces if keyboard is Keyboard.SAME else None
        self.effects.append(Say(self._preface + said, buttons, keyboard, replaces))
        self._preface, self.replaces = "", None

    def aside(self, said: str, keyboard: Keyboard = Keyboard.SAME) -> None:
        """Say something that changes nothing of what is under way."""
        self.effects.append(Say(said, keyboard=keyboard))

    def ask(self, said: str, options: tuple[Option, ...], keyboard: Keyboard = Keyboard.SAME, key: str = "") -> None:
        """Say something that waits for an answer: a new screen, whose buttons make every older one old."""
        screen = max(self.session.screen + 1, int(self.now.timestamp() * 1000))
        self.change(screen=screen, offered=options)
        buttons = tuple(Button(option.label, data) for data, option in buttons_of(self.session).items())
        if keyboard is not Keyboard.SAME:
            buttons = (Button(key, ""), *buttons)
            self.change(keyboard=True)
        self.say(said, buttons, keyboard)
