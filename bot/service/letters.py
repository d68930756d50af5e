"""A message as it lies in the outbox: JSON that says what to say, and what to do if its reader cannot be reached."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.core.effects import Button, Keyboard, Say


@dataclass(frozen=True, slots=True)
class Letter:
    """What to say; `otherwise` is said in another chat when this one refuses the bot."""

    say: Say
    otherwise: tuple[int, str] | None = None

    def to_json(self) -> str:
        """Return the letter as one line of JSON."""
        say = self.say
        body = {"text": say.text, "buttons": [[b.label, b.data] for b in say.buttons], "keyboard": say.keyboard,
                "replaces": say.replaces, "otherwise": self.otherwise}  # fmt: skip
        return json.dumps({k: v for k, v in body.items() if v}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Letter:
        """Read what `to_json` wrote."""
        body = json.loads(text)
        buttons = tuple(Button(*pair) for pair in body.get("buttons", ()))
        keyboard = Keyboard(body.get("keyboard", Keyboard.SAME))
        otherwise = body.get("otherwise")
        return cls(
            Say(body.get("text", ""), buttons, keyboard, body.get("replaces")), tuple(otherwise) if otherwise else None
        )
