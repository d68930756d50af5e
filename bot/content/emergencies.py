"""What may be written in dialogues/urgence.yaml, and what is played of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.content.leaves import Form, Name, Phrases, Prose, one_of, some, wrong
from bot.content.translation.sayings import FRENCH, Sayings
from bot.core.flow import EMERGENCY, EMERGENCY_HELP, FIN, Choose, Emergency, Flow, Step, Tell
from bot.core.session import Option
from bot.core.spelling import Nuances

HELPED, FINE, TALK = "aide", "ca_va", "parler"
"""What a button under the caring question leads to: the numbers, back to where they were, or someone to talk to."""
_TITLE = "Quand ça ne va pas"


def _heard(value: Any) -> Any:
    if value in ("", []):
        raise wrong("urgence-sans-mots", "cette urgence n'a pas de mots", "écrivez ce qu'un jeune pourrait dire")
    return value


class EmergencyForm(Form):
    """One emergency."""

    mots: Annotated[list[str], BeforeValidator(_heard)]
    proche: Phrases | None = None
    question: Prose | None = None
    vital: Annotated[str, AfterValidator(one_of("oui", "non"))] = "non"
    dire: Prose

    def emergency(self, name: str, said: str, examples: tuple[str, ...]) -> Emergency:
        """Return what the engine listens for, and `said` when it is heard; known again by `examples`."""
        vital = self.vital == "oui"
        return Emergency(name, tuple(self.mots), said, tuple(self.proche or ()), examples=examples, vital=vital)


class QuestionForm(Form):
    """The caring question: what is asked, its buttons, and what is said after two of them."""

    dire: Prose
    choix: Annotated[dict[str, Annotated[str, AfterValidator(one_of(HELPED, FINE, TALK))]], BeforeValidator(some)]
    ca_va: Prose
    parler: Prose


class EmergenciesForm(Form):
    """urgence.yaml."""

    urgences: Annotated[dict[Name, EmergencyForm], BeforeValidator(some)]
    question: QuestionForm | None = None
    pareil: dict[str, Phrases] = Field(default_factory=dict)
    a_part: Phrases | None = None
    difficiles: Phrases | None = None
    vides: Phrases | None = None
    intercales: Phrases | None = None
    pour_rire: Phrases | None = None
    rires: Phrases | None = None

    @model_validator(mode="after")
    def _what_is_near_is_asked(self) -> EmergenciesForm:
        if not self.question and any(emergency.proche for emergency in self.urgences.values()):
            fix = "ajoutez « question: » avec « dire », « choix », « ca_va » et « parler »"
            raise wrong("cle-manquante", "« proche » demande une question, qui n'est pas écrite", fix)
        return self

    def nuances(self, ordinary: tuple[str, ...] = ()) -> Nuances:
        """Return what tells an emergency from a manner of speaking, and from what is said on other days."""
        alike = {meant: tuple(written) for meant, written in self.pareil.items()}
        lists = (self.a_part, self.difficiles, self.vides, self.intercales, self.pour_rire, self.rires)
        return replace(Nuances(alike, *(tuple(said or ()) for said in lists)), ordinary=ordinary)

    def flow(self, sayings: Sayings = FRENCH) -> Flow | None:
        """Return the dialogue that asks before helping, in a language; None when no question is written."""
        if not self.question:
            return None
        return Flow(EMERGENCY, _TITLE, {step.name: step for step in self._steps(self.question, sayings)})

    def _steps(self, question: QuestionForm, sayings: Sayings) -> Iterator[Step]:
        for name, emergency in self.urgences.items():
            leads = {HELPED: EMERGENCY_HELP + name, FINE: FINE, TALK: TALK}
            labels = ((sayings.said("urgence/question/choix", label), to) for label, to in question.choix.items())
            options = tuple(Option(label, "etape", leads[meaning]) for label, meaning in labels)
            place = f"urgence/{name}/question" if emergency.question else "urgence/question/dire"
            asked = sayings.text(place, emergency.question or question.dire)
            mark = _mark(emergency.question or question.dire, *question.choix)
            yield Choose(name=name, mark=mark, fallback=leads[HELPED], text=asked, options=options)
            yield _told(leads[HELPED], emergency.dire, sayings, f"urgence/{name}/dire")
        yield _told(FINE, question.ca_va, sayings, "urgence/question/ca_va")
        yield _told(TALK, question.parler, sayings, "urgence/question/parler")


def _told(name: str, said: str, sayings: Sayings, place: str) -> Step:
    return Tell(name=name, mark=_mark(said), text=sayings.text(place, said), then=FIN)


def _mark(*said: str) -> str:
    return blake2b("\0".join(said).encode(), digest_size=4).hexdigest()
