"""What a text is about, in whatever language: that of its person first, then French, then all the others.

Someone may write in another language than the one they chose. Only what is surely of that language is taken so: one of
its phrases, alone or among other words, or anything in its script where no other language has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.core.flow import CALL, STOP, Flow
from bot.core.playbook import Playbook
from bot.core.refusing import wanted
from bot.core.tongue import SOURCE
from bot.core.topics import Guess, Topics
from bot.core.understand import fold

_SCRIPTS = {"ar": re.compile("[\u0600-\u06ff]"), "uk": re.compile("[\u0400-\u04ff]")}
"""Languages that alone, here, are written in their letters."""
_LEAST, _MANY = 2, 3
"""Words of a phrase that is heard among others, and of one that no French words say better."""
CERTAIN = 0.95
"""The probability from which a text is about its dialogue whatever faint emergency it sounds like."""

Phrases = Mapping[str, tuple[str, ...]]


class Hearing:
    """The phrases of all dialogues in all languages."""

    def __init__(self, french: Topics, heard: Mapping[str, Phrases]) -> None:
        """Hear French with `french`, and each other language by what people say in it, by dialogue."""
        self._french, self._heard = french, heard
        self._exact: dict[str, tuple[str, str]] = {}
        self._beginning: dict[str, list[tuple[str, str, str]]] = {}
        for said, dialogue, language in self._every():
            self._exact.setdefault(said, (dialogue, language))
            if dialogue != STOP and said.count(" ") + 1 >= _LEAST:
                self._beginning.setdefault(said.partition(" ")[0], []).append((said, dialogue, language))
        self._topics = cache(self._compiled)

    @classmethod
    def of(cls, playbook: Playbook) -> Hearing:
        """Return what hears the dialogues of a playbook."""
        return cls(Topics(playbook.flows.values(), playbook.speech, playbook.learn), playbook.heard)

    def learn(self) -> None:
        """Learn now what French words weigh, so that nobody waits for it."""
        self._french.learn()

    def exactly(self, text: str, dialogue: str) -> bool:
        """Return whether the words are one of this dialogue's phrases, in any language."""
        return self._french.exactly(text, dialogue) or self._exact.get(fold(text), ("",))[0] == dialogue

    def certain(self, text: str, language: str = SOURCE) -> bool:
        """Return whether a text is about something nearly beyond doubt."""
        guess = self.guess(text, language)
        return guess.dialogue is not None and guess.score >= CERTAIN

    def guess(self, text: str, language: str = SOURCE) -> Guess:
        """Return what a text is about, for someone who speaks a language; a call that they refuse is asked about."""
        guess = self._guess(text, language)
        if guess.dialogue != CALL or self.exactly(text, CALL) or (left := wanted(text)) == fold(text):
            return guess
        still = self._guess(left, language)
        surely = still.dialogue == CALL and still.score == 1.0
        return guess if surely else guess._replace(dialogue=None, suggestions=(STOP, CALL))

    def _guess(self, text: str, language: str) -> Guess:
        said, own, french = fold(text), self._in(language, text), self._in_french(text)
        surely = (own, french, self._whole(said), own, self._among(said, _MANY), french, self._among(said, _LEAST))
        outright = (guess for guess in surely[:3] if guess and guess.score == 1.0)
        sure = (guess for guess in surely[3:] if guess and guess.dialogue)
        found = next(outright, None) or next(sure, None) or self._by_script(text)
        return found or (own if own and own.suggestions else french)

    def _in_french(self, text: str) -> Guess:
        """Return what French makes of a text; where another language has that very phrase, the text is in it."""
        guess, whole = self._french.guess(text), self._whole(fold(text))
        return guess._replace(language=whole.language) if whole and text.count(" ") + 1 >= _MANY else guess

    def _in(self, language: str, text: str) -> Guess | None:
        return self._topics(language).guess(text)._replace(language=language) if language in self._heard else None

    def _whole(self, said: str) -> Guess | None:
        known = self._exact.get(said)
        return Guess(known[0], 1.0, language=known[1]) if known else None

    def _among(self, said: str, least: int) -> Guess | None:
        """Return whose phrase of so many words stands among others, the longest of them."""
        begun = (phrase for word in set(said.split()) for phrase in self._beginning.get(word, ()))
        inside = [one for one in begun if one[0].count(" ") + 1 >= least and f" {one[0]} " in f" {said} "]
        longest = max(inside, key=lambda phrase: len(phrase[0]), default=None)
        return Guess(longest[1], 1.0, language=longest[2]) if longest else None

    def _by_script(self, text: str) -> Guess | None:
        """Return what a text says in the language of its letters."""
        return next((self._in(code, text) for code, letters in _SCRIPTS.items() if letters.search(text)), None)

    def _every(self) -> Iterator[tuple[str, str, str]]:
        """Yield each phrase folded, where it leads and its language; what leads to stop first."""
        for language, phrases in self._heard.items():
            for dialogue in sorted(phrases, key=lambda name: name != STOP):
                yield from ((said, dialogue, language) for phrase in phrases[dialogue] if (said := fold(phrase)))

    def _compiled(self, language: str) -> Topics:
        return Topics(Flow(name, "", {}, phrases) for name, phrases in self._heard[language].items())
