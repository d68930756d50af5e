"""Turns what is written, once nothing critical is left in it, into the playbook that the engine plays."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import blake2b
from typing import Any

from bot.content import wording
from bot.content.grammar import OWN_VERBS
from bot.content.happenings import happenings
from bot.content.leaves import span
from bot.content.terrain import territory
from bot.content.tree import plain
from bot.content.written import Book, Dialogue, Step
from bot.core import flow, markup
from bot.core.flow import Emergency, Flow, Silence, Target
from bot.core.playbook import PartnerWords, Playbook, Words
from bot.core.session import Option


def assemble(book: Book) -> Playbook:
    """Return the playbook of a book without critical problems."""
    return Playbook(
        flows={name: _flow(book, dialogue) for name, dialogue in book.dialogues.items()},
        words=Words(**_sentences(book, "jeunes")),
        partner_words=PartnerWords(**_sentences(book, "partenaires")),
        emergencies=tuple(
            Emergency(name, tuple(record.form.mots), markup.read(record.form.dire.strip()))
            for name, record in book.emergencies.items()
        ),
        territory=territory(book),
        partners={name: record.form.partner(name) for name, record in book.partners.items()},
        happenings=happenings(book),
        schemes=tuple(record.form.scheme(name) for name, record in book.schemes.items()),
        coordination=tuple(record.form.person(name) for name, record in book.coordination.items()),
    )


def _sentences(book: Book, whose: str) -> dict[str, flow.Text]:
    return {which: wording.text(scalar.text) for owner, which, scalar in book.sentences if owner == whose}


def _flow(book: Book, dialogue: Dialogue) -> Flow:
    steps = {name: _Making(book, dialogue, step).step() for name, step in dialogue.steps.items()}
    form = dialogue.form
    return Flow(dialogue.name, form.titre, steps, tuple(form.on_dit or ()), form.commande or "")


def mark(step: Step) -> str:
    """Return the mark of what a step says: comments, layout and the order of its keys do not change it."""
    said = json.dumps(sorted(dict[str, Any](plain(step.node)).items()), ensure_ascii=False)  # type: ignore[call-overload]
    return blake2b(said.encode(), digest_size=4).hexdigest()


class _Making:
    """The making of one step."""

    def __init__(self, book: Book, dialogue: Dialogue, step: Step) -> None:
        self.book, self.dialogue, self.written = book, dialogue, step
        self.common: dict[str, Any] = {"name": step.name, "mark": mark(step), "fallback": step.node.text("repli")}

    def step(self) -> flow.Step:
        """Return the step."""
        return _BY_VERB[self.written.verb](self)

    @property
    def said(self) -> dict[str, Any]:
        return {**self.common, "text": self.text("dire")}

    @property
    def card(self) -> dict[str, Any]:
        return {"card": self.text("fiche"), "empty": self.to("si_vide")}

    @property
    def asked(self) -> dict[str, Any]:
        """Return what every waiting step has."""
        return {**self.said, "options": self.options(), "silence": self.silence()}

    def text(self, key: str) -> flow.Text:
        return wording.text(self.written.node.text(key))

    def label(self) -> flow.Text | None:
        return self.text("bouton") if self.written.node.entry("bouton") else None

    def dated(self) -> str:
        return self.written.node.text("de") or "permanences"

    def target(self, name: str, label: str = "") -> Target:
        found = self.book.target(self.dialogue, name)
        if found is None:
            raise LookupError(f"unchecked target {name}")
        return found._replace(label=label)

    def to(self, key: str) -> Target:
        name = self.written.node.text(key)
        return self.target(name) if name else self.dialogue.below(self.written)

    def options(self) -> tuple[Option, ...]:
        answers = self.written.node.table("reponses")
        choices = self.written.node.table("choix")
        return (
            *(Option(key.text, "valeur", str(plain(value))) for key, value in answers),
            *(self.target(str(plain(value)), key.text) for key, value in choices),
        )

    def silence(self) -> Silence | None:
        written = {key.text: str(plain(value)) for key, value in self.written.node.table("si_silence")}
        return Silence(span(written["apres"]), self.target(written["aller"])) if written else None

    def branch(self) -> flow.Branch:
        cases = [(key.text, self.target(str(plain(value)))) for key, value in self.written.node.table("si")]
        *tested, (_, otherwise) = cases
        conditions = tuple((wording.condition(source), target) for source, target in tested)
        return flow.Branch(**self.common, cases=conditions, otherwise=otherwise)

    def fields(self, key: str) -> tuple[str, ...]:
        return tuple(str(plain(item)) for item in self.written.node.items(key))


_BY_VERB: dict[str, Callable[[_Making], flow.Step]] = {
    "dire": lambda m: flow.Tell(**m.said, then=m.to("puis")),
    "choix": lambda m: flow.Choose(**m.asked),
    "demander": lambda m: flow.Ask(**m.asked, asked=flow.Asked(m.written.node.text("demander")), then=m.to("puis")),
    "accord": lambda m: flow.Agree(**m.asked, yes=m.written.node.text("accord"), nobody=m.to("si_vide")),
    "demande": lambda m: flow.Submit(**m.said, fields=m.fields("demande"), then=m.to("puis")),
    "suivre": lambda m: flow.Follow(
        **m.said,
        verb=OWN_VERBS[m.written.node.text("suivre")],
        fields=m.fields("avec"),
        empty=m.to("si_vide"),
        then=m.to("puis"),
    ),
    "chercher": lambda m: flow.Find(
        **m.asked, **m.card, what=m.written.node.text("chercher"), then=m.to("puis"), label=m.label()
    ),
    "si": _Making.branch,
    "rappeler": lambda m: flow.Remind(
        **m.said, **m.card, when=m.written.node.text("rappeler"), then=m.to("puis"), what=m.dated()
    ),
    "envoyer": lambda m: flow.Send(
        **m.said,
        sent=flow.Sent(m.written.node.text("envoyer")),
        what=m.dated(),
        empty=m.to("si_vide"),
        then=m.to("puis"),
    ),
    "effacer": lambda m: flow.Forget(**m.said, everything=m.written.node.text("effacer") == "tout", then=m.to("puis")),
}
