"""Hears an emergency in typed words: surely (help at once), nearly (a caring question first), or not at all.

A phrase is heard wherever its words follow each other with few words between. Manners of speaking (« mort de rire »)
take their words out of hearing. A laugh makes what is sure unsure, and what is unsure nothing unless it weighs. Each
language listens for itself: its sure phrases whatever else is said, the rest only where it knows more of the words
than French does. In French all words are weighed too, as `evidence` has learnt them: they alone may tell of an
emergency that is in no phrase, and they may tell that a phrase is a jest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from bot.core.clues import is_clue
from bot.core.evidence import Evidence
from bot.core.flow import Emergency
from bot.core.lexicon import Lexicon
from bot.core.listening import Listener, Told, hint
from bot.core.playbook import Playbook
from bot.core.speech import Ear
from bot.core.spelling import Nuances, split, split_each
from bot.core.tongue import SOURCE
from bot.core.understand import fold

SURE, HINT = 0.6, 0.1
"""What a phrase that is sure, or one that is not, adds to the weight of a message."""
LAUGH = 0.7
"""What a laugh takes from it."""
ENOUGH, FAINT = -0.4, 0.15
"""The weight from which someone is asked, and the one below which what is heard may be nothing."""
SOONER = 0.3
"""How much less is enough to ask about what may cost a life."""
JEST = 0.0
"""The weight of the words below which a sure phrase may be a jest, and someone is asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An emergency that was heard; when it is not `sure`, its person is asked before being helped."""

    emergency: Emergency
    sure: bool


class _Said(NamedTuple):
    """What was typed: the languages that it is in, its words and what they tell, in each that it may be in."""

    text: str
    spoken: Collection[str]
    words: Mapping[str, Sequence[str]]
    told: Mapping[str, Sequence[Told]]

    @property
    def sure(self) -> list[tuple[str, Told]]:
        """Return what sure phrases tell, each after its language."""
        return [(code, one) for code, found in self.told.items() for one in found if one.sure]


class Alarm:
    """The emergencies of a playbook, compiled once, language by language."""

    def __init__(
        self,
        emergencies: Iterable[Emergency],
        nuances: Nuances | None = None,
        leading: Mapping[str, Iterable[str]] | None = None,
        manners: Mapping[str, Nuances] | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        """Compile the phrases; `leading` are those that lead to dialogues, by language: nobody is asked about them.

        `manners` are the nuances of the languages but French, `evidence` what French words weigh. The first emergency
        heard answers.
        """
        nuances = nuances or Nuances()
        self._emergencies, self._manners = tuple(emergencies), manners or {}
        self._ranks = {one.name: rank for rank, one in self._of(SOURCE).items()}
        self._evidence = evidence
        self._french = Listener(self._of(SOURCE), nuances)
        self._listener = cache(self._compiled)
        leading = {code: tuple(said) for code, said in (leading or {}).items()}
        self._leading = frozenset(fold(phrase) for said in leading.values() for phrase in said)
        words = self._words(leading)
        self._lexicon = Lexicon(words | {SOURCE: self._french.met | words.get(SOURCE, frozenset())})
        laughs = (said for one in (nuances, *self._manners.values()) for said in one.laughs)
        self._smiles = frozenset(said for said in laughs if not fold(said))

    @classmethod
    def of(cls, playbook: Playbook) -> Alarm:
        """Return the alarm of a playbook, which learns from examples of emergencies, of other days and of dialogues."""
        french = [one for one in playbook.emergencies if one.language == SOURCE]
        grave = {one.name: (*_phrases(one.phrases), *_phrases(one.near), *one.examples) for one in french}
        nuances, speech = playbook.nuances, playbook.speech
        more = [*speech.astray, *(phrase for name in playbook.flows for phrase in speech.examples.get(name, ()))]
        leading = {code: [p for phrases in heard.values() for p in phrases] for code, heard in playbook.heard.items()}
        said = [phrase for flow in playbook.flows.values() for phrase in flow.phrases]
        places = (*playbook.territory.communes(), *(home.name for home in playbook.territory.quartiers.values()))
        leading[SOURCE] = [*said, *places]
        ordinary = (*nuances.ordinary, *_phrases(nuances.harmless), *said, *more)
        evidence = Evidence(Ear(speech), grave, ordinary, playbook.learn)
        return cls(playbook.emergencies, nuances, leading, playbook.manners, evidence)

    def learn(self) -> None:
        """Learn now what words weigh, so that nobody waits for it."""
        if self._evidence:
            self._evidence.learn()

    def heard(self, text: str, excused: Callable[[], bool] = lambda: False) -> Heard | None:
        """Return the emergency that a text tells of, None when it tells of none.

        `excused` says whether it is surely about something else; it is asked only where an emergency is faint.
        """
        typed = split(text)
        if not typed:
            return None
        spoken, perhaps = self._lexicon.guess(typed)
        words = {code: self._listener(code).words(typed, correct=code in spoken) for code in perhaps}
        said = _Said(text, spoken, words, {code: self._listener(code).told(words[code]) for code in perhaps})
        if self._french.usual(words[SOURCE]) and self._may_jest(said):
            return None
        return self._surely(said) if said.sure else self._perhaps(said, excused)

    def _surely(self, said: _Said) -> Heard | None:
        """Return the first emergency of which a sure phrase was said; asked about, or none at all, where it is a jest.

        What another language than those spoken has comes last.
        """
        _, rank = min((code not in said.spoken, one.rank) for code, one in said.sure)
        weight = self._weight(said.text) if SOURCE in said.spoken and self._may_jest(said) else SURE
        sure = weight >= JEST and not self._laughs(said)
        return Heard(self._emergencies[rank], sure=sure) if weight + SURE >= ENOUGH else None

    def _perhaps(self, said: _Said, excused: Callable[[], bool]) -> Heard | None:
        """Return the emergency to be asked about, where no sure phrase was said."""
        if fold(said.text) in self._leading:
            return None
        light = LAUGH if self._laughs(said) else 0.0
        found = next(filter(None, (self._nearly(code, said, light) for code in said.spoken)), None)
        if found is None or (found[1] < FAINT and excused()):
            return None
        return Heard(self._emergencies[found[0]], sure=False)

    def _may_jest(self, said: _Said) -> bool:
        """Return whether nothing is said surely, or in French alone and with other words beside it."""
        elsewhere = any(code != SOURCE for code, _ in said.sure)
        alone = self._french.whole([one for one in said.told[SOURCE] if one.sure], said.words[SOURCE])
        return not elsewhere and not alone

    def _weight(self, text: str) -> float:
        """Return what the gravest clause of a French text weighs, nothing where nothing was learnt."""
        gravity = self._evidence.weigh(text) if self._evidence else None
        return gravity.most if gravity else 0.0

    def _nearly(self, code: str, said: _Said, light: float) -> tuple[int, float] | None:
        """Return the rank of what words that are not sure most likely tell of, and their weight, None if too little.

        A word by itself, be it a first name or a town, tells nothing unless somebody wrote that it does.
        """
        words, told = said.words[code], said.told[code]
        believed = hint(told, words)
        among = [self._emergencies[one.rank].name for one in told]
        gravity = self._evidence.weigh(said.text, among) if self._evidence and code == SOURCE else None
        if believed == 1.0 and not light and (gravity is None or self._listener(code).whole(told, words)):
            return self._ranks[gravity.name] if gravity else told[0].rank, SURE
        if gravity is None or (not told and len(words) == 1):
            return None
        rank = self._ranks[gravity.name]
        weight = gravity.weight + HINT * believed - light
        enough = ENOUGH - SOONER if self._emergencies[rank].vital else ENOUGH
        return (rank, weight) if weight >= enough else None

    def _laughs(self, said: _Said) -> bool:
        """Return whether a laugh is in it, in a language that it is in or that everyone laughs in."""
        heard = any(self._listener(code).laughs(said.words[code]) for code in {SOURCE, *said.spoken})
        return heard or any(smile in said.text for smile in self._smiles)

    def _words(self, leading: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
        """Return the words of each language: of what leads to dialogues, of emergencies, of manners of speaking."""
        said = {code: list(phrases) for code, phrases in leading.items()}
        for code, nuances in self._manners.items():
            said.setdefault(code, []).extend(nuances.harmless)
        for one in self._emergencies:
            said.setdefault(one.language, []).extend((*one.phrases, *one.near, *one.examples))
        return {code: frozenset(chain.from_iterable(split_each(phrases))) for code, phrases in said.items()}

    def _compiled(self, language: str) -> Listener:
        """Return what listens to a language, compiled for the first words that may be in it."""
        return self._french if language == SOURCE else Listener(self._of(language), self._manners.get(language))

    def _of(self, language: str) -> dict[int, Emergency]:
        return {rank: one for rank, one in enumerate(self._emergencies) if one.language == language}


def _phrases(said: Iterable[str]) -> Iterator[str]:
    """Yield what is no clue of what is written."""
    return (one for one in said if not is_clue(one))
