"""Hears an emergency in typed words: surely (help at once), nearly (a caring question first), or not at all.

A phrase is heard wherever its words follow each other with few words between. Manners of speaking (« mort de rire »)
take their words out of hearing. A laugh makes what is sure unsure, and what is unsure nothing. Each language listens
for itself: its sure phrases whatever else is said, the rest only where it knows more of the words than French does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.core.flow import Emergency
from bot.core.lexicon import Lexicon
from bot.core.listening import Listener
from bot.core.playbook import Playbook
from bot.core.spelling import Nuances, split
from bot.core.tongue import SOURCE
from bot.core.understand import fold

FAINT = 6.0
"""The weight (as `listening` weighs) below which what is heard may be nothing."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An emergency that was heard; when it is not `sure`, its person is asked before being helped."""

    emergency: Emergency
    sure: bool


class Alarm:
    """The emergencies of a playbook, compiled once, language by language."""

    def __init__(
        self,
        emergencies: Iterable[Emergency],
        nuances: Nuances | None = None,
        ordinary: Iterable[str] = (),
        elsewhere: Mapping[str, Iterable[str]] | None = None,
        manners: Mapping[str, Nuances] | None = None,
    ) -> None:
        """Compile the phrases; `ordinary` are some of what people say otherwise, `elsewhere` in other languages.

        `manners` are the nuances of the other languages. The first emergency heard answers.
        """
        nuances = nuances or Nuances()
        self._emergencies, self._manners = tuple(emergencies), manners or {}
        self._french = Listener(self._of(SOURCE), nuances, ordinary)
        self._listener = cache(self._compiled)
        self._lexicon = Lexicon({SOURCE: self._french.met} | self._words(elsewhere or {}))
        laughs = (said for one in (nuances, *self._manners.values()) for said in one.laughs)
        self._smiles = frozenset(said for said in laughs if not fold(said))

    @classmethod
    def of(cls, playbook: Playbook) -> Alarm:
        """Return the alarm of a playbook, which learns what is ordinary from what people say of its dialogues."""
        said = (phrase for flow in playbook.flows.values() for phrase in flow.phrases)
        elsewhere = {code: [p for phrases in heard.values() for p in phrases] for code, heard in playbook.heard.items()}
        ordinary = (*said, *playbook.speech.astray)
        return cls(playbook.emergencies, playbook.nuances, ordinary, elsewhere, playbook.manners)

    def heard(self, text: str, excused: Callable[[], bool] = lambda: False) -> Heard | None:
        """Return the emergency that a text tells of, None when it tells of none.

        `excused` says whether it is surely about something else; it is asked only where an emergency is faint.
        """
        typed = split(text)
        spoken, perhaps = self._lexicon.guess(typed)
        words = {code: self._listener(code).words(typed, correct=code in spoken) for code in perhaps}
        if self._french.usual(words[SOURCE]):
            return None
        told = {code: self._listener(code).told(words[code]) for code in perhaps}
        laughs = any(self._listener(code).laughs(words[code]) for code in {SOURCE, *spoken}) or self._smiled(text)
        surely = [(code not in spoken, one.rank) for code, found in told.items() for one in found if one.sure]
        if surely:
            return Heard(self._emergencies[min(surely)[1]], sure=not laughs)
        nearly = (self._listener(code).likeliest(words[code], told[code]) for code in spoken if not laughs)
        found = next((one for one in nearly if one), None)
        if found is None or (found[1] < FAINT and excused()):
            return None
        return Heard(self._emergencies[found[0]], sure=False)

    def _smiled(self, text: str) -> bool:
        return any(smile in text for smile in self._smiles)

    def _words(self, elsewhere: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
        """Return the words of each language but French."""
        said = {code: list(phrases) for code, phrases in elsewhere.items()}
        for one in self._emergencies:
            if one.language != SOURCE:
                said.setdefault(one.language, []).extend((*one.phrases, *one.near))
        return {code: frozenset(split(" ".join(phrases))) for code, phrases in said.items()}

    def _compiled(self, language: str) -> Listener:
        """Return what listens to a language, compiled for the first words that may be in it."""
        return self._french if language == SOURCE else Listener(self._of(language), self._manners.get(language))

    def _of(self, language: str) -> dict[int, Emergency]:
        return {rank: one for rank, one in enumerate(self._emergencies) if one.language == language}
