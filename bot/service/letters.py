"""A message as it lies in the outbox: JSON that says what to say, and what to do if its reader cannot be reached."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.core.effects import Button, Document, Keyboard, Say


@dataclass(frozen=True, slots=True)
class Letter:
    """What to say; `otherwise` is said in another chat when this one refuses the bot."""

    say: Say
    otherwise: tuple[int, str] | None = None

    def to_json(self) -> str:
        """Return the letter as one line of JSON."""
        say = self.say
        buttons = [[b.label, b.data, b.url] if b.url else [b.label, b.data] for b in say.buttons]
        document = say.document and [say.document.name, say.document.mime, say.document.body]
        body = {"text": say.text, "buttons": buttons, "keyboard": say.keyboard, "replaces": say.replaces,
                "document": document, "otherwise": self.otherwise}  # fmt: skip
        return json.dumps({k: v for k, v in body.items() if v}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Letter:
        """Read what `to_json` wrote, in this version or an older one."""
        body = json.loads(text)
        otherwise = body.get("otherwise")
        say = Say(
            body.get("text", ""),
            tuple(Button(*parts) for parts in body.get("buttons", ())),
            Keyboard(body.get("keyboard", Keyboard.SAME)),
            body.get("replaces"),
            Document(*body["document"]) if "document" in body else None,
        )
        return cls(say, tuple(otherwise) if otherwise else None)
