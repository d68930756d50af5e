"""Turns what is written, once nothing critical is left in it, into the playbook that the engine plays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import Any

from bot.content import wording
from bot.content.grammar import OWN_VERBS
from bot.content.happenings import happenings
from bot.content.leaves import span
from bot.content.remembered import learn
from bot.content.schemes import SchemeForm
from bot.content.slang import CALM, SpeechForm, about
from bot.content.terrain import territory
from bot.content.translation.catalogue import judged
from bot.content.translation.file import MANNERS, Translation
from bot.content.translation.passages import passages
from bot.content.translation.sayings import FRENCH, Sayings
from bot.content.tree import plain
from bot.content.written import Book, Dialogue, Step
from bot.core import flow
from bot.core.flow import Emergency, Flow, Silence, Target
from bot.core.playbook import PartnerWords, Playbook, PosterWords, Words
from bot.core.schemes import Scheme
from bot.core.session import Option
from bot.core.speech import Speech
from bot.core.spelling import Nuances


def assemble(book: Book) -> Playbook:
    """Return the playbook of a book without critical problems; in other languages it is made when first asked for."""
    others: dict[str, Callable[[], Playbook]] = {}
    french = Playbook(
        **_spoken(book, FRENCH),
        others=others,
        learn=learn,
        heard={code: _by_dialogue(file) for code, file in book.languages.items()},
        partner_words=PartnerWords(**_sentences(book, "partenaires")),
        poster_words=PosterWords(**_sentences(book, "affiches")),
        emergencies=(*_emergencies(book, FRENCH), *_elsewhere(book)),
        nuances=book.care.form.nuances(_examples(book, *CALM)) if book.care else Nuances(),
        manners={code: _manners(file) for code, file in book.languages.items()},
        speech=_speech(book),
        territory=territory(book),
        partners={name: record.form.partner(name) for name, record in book.partners.items()},
        happenings=happenings(book),
        coordination=tuple(record.form.person(name) for name, record in book.coordination.items()),
    )
    others |= {code: _in(book, french, file) for code, file in book.languages.items()}
    return french


def _speech(book: Book) -> Speech:
    form = book.speech.form if book.speech else SpeechForm()
    leading = set(map(about, book.examples)) - {*book.emergencies, *CALM}
    return form.speech({name: _examples(book, name) for name in sorted(leading)})


def _in(book: Book, french: Playbook, file: Translation) -> Callable[[], Playbook]:
    """Return what makes the playbook of a language, once."""

    @cache
    def made() -> Playbook:
        sayings = Sayings(file.code, judged(file.po, passages(book)).said)
        emergencies = tuple(_emergencies(book, sayings))
        return replace(french, **_spoken(book, sayings), emergencies=emergencies, tongue=sayings.tongue)

    return made


def _spoken(book: Book, sayings: Sayings) -> dict[str, Any]:
    """Return what a young person reads, in a language."""
    flows = {name: _flow(book, dialogue, sayings) for name, dialogue in book.dialogues.items()}
    return {
        "flows": flows | _care(book, sayings),
        "words": Words(**_sentences(book, "jeunes", sayings)),
        "schemes": tuple(_scheme(name, record.form, sayings) for name, record in book.schemes.items()),
    }


def _by_dialogue(file: Translation) -> dict[str, tuple[str, ...]]:
    heard = ((place.split("/"), phrases) for place, phrases in file.phrases.items())
    return {dialogue: phrases for (dialogue, *_, key), phrases in heard if key == "on_dit"}


def _emergencies(book: Book, sayings: Sayings) -> Iterator[Emergency]:
    for name, form in ((name, record.form) for name, record in book.emergencies.items()):
        said = sayings.constant(f"urgence/{name}/dire", form.dire)
        yield form.emergency(name, said, _examples(book, name) if sayings is FRENCH else ())


def _examples(book: Book, *names: str) -> tuple[str, ...]:
    records = (record for name in names for file, record in book.examples.items() if about(file) == name)
    return tuple(said for record in records for said in record.form.said)


def _elsewhere(book: Book) -> Iterator[Emergency]:
    """Yield the emergencies as other languages say them; what is then said is in the playbook of the language."""
    for code, file in book.languages.items():
        for name in book.emergencies:
            words, near = (file.phrases.get(f"urgence/{name}/{key}", ()) for key in ("mots", "proche"))
            if words or near:
                yield Emergency(name, words, "", near, code)


def _manners(file: Translation) -> Nuances:
    laughs, harmless, between = (file.phrases.get(f"urgence/{key}", ()) for key in MANNERS)
    return Nuances(laughs=laughs, harmless=harmless, between=between)


def _sentences(book: Book, whose: str, sayings: Sayings = FRENCH) -> dict[str, flow.Text]:
    written = ((which, scalar.text) for owner, which, scalar in book.sentences if owner == whose)
    return {which: sayings.text(f"mots/{whose}/{which}", said) for which, said in written}


def _care(book: Book, sayings: Sayings) -> dict[str, Flow]:
    asked = book.care.form.flow(sayings) if book.care else None
    return {asked.name: asked} if asked else {}


def _scheme(name: str, form: SchemeForm, sayings: Sayings) -> Scheme:
    return form.scheme(name, lambda key, said: sayings.constant(f"dispositifs/{name}/{key}", said))


def _flow(book: Book, dialogue: Dialogue, sayings: Sayings) -> Flow:
    steps = {name: _Making(book, dialogue, step, sayings).step() for name, step in dialogue.steps.items()}
    form, name = dialogue.form, dialogue.name
    title, command = sayings.said(f"{name}/titre", form.titre), sayings.said(f"{name}/commande", form.commande or "")
    return Flow(name, title, steps, tuple(form.on_dit or ()), command)


def mark(step: Step) -> str:
    """Return the mark of what a step says: comments, layout and the order of its keys do not change it."""
    said = json.dumps(sorted(dict[str, Any](plain(step.node)).items()), ensure_ascii=False)  # type: ignore[call-overload]
    return blake2b(said.encode(), digest_size=4).hexdigest()


class _Making:
    """The making of one step."""

    def __init__(self, book: Book, dialogue: Dialogue, step: Step, sayings: Sayings) -> None:
        self.book, self.dialogue, self.written, self.sayings = book, dialogue, step, sayings
        self.place = f"{dialogue.name}/{step.name}"
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
        return self.sayings.text(f"{self.place}/{key}", self.written.node.text(key))

    def button(self, kind: str, label: str) -> str:
        return self.sayings.said(f"{self.place}/{kind}", label)

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
            *(Option(self.button("reponses", key.text), "valeur", str(plain(value))) for key, value in answers),
            *(self.target(str(plain(value)), self.button("choix", key.text)) for key, value in choices),
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
    "accord": lambda m: flow.Agree(
        **m.asked, yes=m.button("choix", m.written.node.text("accord")), nobody=m.to("si_vide")
    ),
    "demande": lambda m: flow.Submit(**m.said, fields=m.fields("demande"), then=m.to("puis")),
    "suivre": lambda m: flow.Follow(
        **m.said,
        verb=OWN_VERBS[m.written.node.text("suivre")],
        fields=m.fields("avec"),
        empty=m.to("si_vide"),
        then=m.to("puis"),
    ),
    "chercher": lambda m: flow.Find(
        **m.asked,
        **m.card,
        what=m.written.node.text("chercher"),
        then=m.to("puis"),
        label=m.label(),
        kinds=frozenset(m.fields("parmi")),
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
    "deposer": lambda m: flow.Deposit(**m.said, fields=m.fields("deposer"), then=m.to("puis")),
    "effacer": lambda m: flow.Forget(**m.said, everything=m.written.node.text("effacer") == "tout", then=m.to("puis")),
}
