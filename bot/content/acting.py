"""What the lines of a scenario make happen, and why one of them cannot happen now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.content import variant
from bot.content.player import Delivery, Player
from bot.content.scenario import Line, Press
from bot.core import dates, events
from bot.core.engine import Engine

_KINDS = {"vocal": "voice", "photo": "photo", "autocollant": "sticker"}

_EVENTS: dict[str, Callable[[Any], events.Event]] = {
    "ecrit": events.typed,
    "position": lambda at: events.Located(at.latitude, at.longitude),
    "numero": lambda phone: events.SharedNumber(phone, own=True),
    "envoie": lambda kind: events.SentOther(_KINDS[kind]),
}
"""What a person sends, by the gesture."""


class Stage:
    """The people of a scenario, each with a chat of their own: one bot, one clock."""

    def __init__(self, engine: Engine, start: datetime) -> None:
        """Begin with the person whom a scenario does not name."""
        self.people = {"": Player(engine, start)}

    def person(self, name: str) -> Player:
        """Return someone's chat; who was not there yet is someone the bot does not know."""
        anyone = self.people[""]
        return self.people.setdefault(name, Player(anyone.engine, anyone.now))

    def act(self, line: Line) -> bool:
        """Let a line happen; False when it cannot happen now."""
        player = self.person(line.who)
        done = act(player, line.gesture, line.value)
        for other in self.people.values():
            other.engine = player.engine
            other.until(player.now)
        return done

    @property
    def visited(self) -> frozenset[str]:
        """Return the steps that somebody visited, as `dialogue.etape`."""
        return frozenset().union(*(player.visited for player in self.people.values()))


def act(player: Player, gesture: str, value: Any) -> bool:
    """Let a person, their partner, the clock or the bot do something; False when it cannot be done now."""
    match gesture:
        case "appuie" | "appuie_ancien":
            place = pressed(player, gesture, value)
            event = player.press_at(place) if place else None
        case "partenaire":
            does, _, outcome = value.partition(" ")
            return player.partner_does(does, outcome)
        case "passe" | "le" | "horloge" | "silence":
            return _let_time_go_by(player, gesture, value)
        case "livraison" | "redemarre" | "publie" | "supprime":
            return _change_the_bot(player, gesture, value)
        case _:
            event = _EVENTS[gesture](value)
    if event:
        player.send(event)
    return event is not None


def pressed(player: Player, gesture: str, value: str | Press) -> tuple[int, int] | None:
    """Return the place of the button that a line presses, None when no message shows it."""
    label, message = value if isinstance(value, Press) else (value, None)
    return player.place(label, old=gesture == "appuie_ancien", message=message)


def _let_time_go_by(player: Player, gesture: str, value: Any) -> bool:
    match gesture:
        case "horloge":
            return player.clock_brings(value)
        case "silence":
            return player.stay_silent()
        case "le" if value < player.now:
            return False
        case "le":
            player.until(value)
        case _:
            player.wait(value)
    return True


def _change_the_bot(player: Player, gesture: str, value: Any) -> bool:
    match gesture:
        case "livraison":
            player.deliver(Delivery(value))
        case "redemarre":
            player.restart()
        case _ if variant.refusal(player.engine.playbook, gesture, value):
            return False
        case "publie":
            player.engine = variant.saying(player.engine, value)
        case _:
            player.engine = variant.without(player.engine, value)
    return True


def impossible(player: Player, gesture: str, value: Any) -> tuple[str, ...]:
    """Return why a gesture cannot be done now, in French: a sentence, then lines that help."""
    match gesture:
        case "partenaire":
            return (f"ici, le partenaire ne peut pas faire cela : {value}",)
        case "horloge":
            return (f"ici, l'horloge n'amène pas cela : {value}",)
        case "silence":
            return ("ici, le bot n'a rien à dire à qui se tait : aucun message n'est prévu",)
        case "le":
            return (f"l'horloge ne recule pas : on est déjà le {_moment(player.now)}",)
        case "publie" | "supprime":
            return (variant.refusal(player.engine.playbook, gesture, value),)
        case _ if isinstance(value, Press):
            return _no_button(value.label, f"sous le message {value.message}", player.labels(value.message))
        case _:
            return _no_button(value, "", player.labels())


def _no_button(label: str, where: str, shown: list[str]) -> tuple[str, ...]:
    said = f"il n'y a pas de bouton « {label} » {where}".rstrip()
    return said, f"    boutons montrés : {' · '.join(shown) or 'aucun'}"


def _moment(at: datetime) -> str:
    at = at.astimezone(dates.PARIS)
    return f"{dates.day(at.date())} {at.year} à {dates.hour(at)}"
