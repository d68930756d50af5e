"""What is left of words once what they refuse is set aside, in the languages that the bot speaks beside French.

A refusal (« don't want », « no », « не ») bears on the next words of its clause, a Turkish one on those before it; what
someone only lacks or does not know (« I don't have a job ») refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.core.understand import fold

REACH = 6
"""Words that a refusal may be about."""

_CLAUSE = re.compile("[,;:.!?\n،؛؟]+")
_DO_NOT = re.compile(
    r"\b(?:do|does|did|should|would)n ?t\b(?! (?:on|je|j|tu|il|elle|ils|elles|nous|vous|l|le|la|les)\b)"
)
"""« Dont » is a French word too."""
_NO = re.compile(
    "not|no|never|nobody|nunca|jamas|tampoco|nadie|не|ні|ніколи|ніхто|нет|никогда|никто|"
    "لا|لن|ما|مش|مو|ماشي|موش|بدون|بلا|م[ات]\\w+ش|mabghit[ei]?ch|machi|mouch|mesh"
)
_LACKED = re.compile(
    "know|understand|have|speak|se|entiendo|tengo|hablo|знаю|розумію|понимаю|маю|говорю|розмовляю|"
    "اعرف|افهم|اتكلم|عندي|لدي|نعرف|نفهم|عرفت|فهمت"
)
_NO_AFTER = re.compile(r"istem\w+|degil|gerekmiyor|gerekmez")
_TURN = re.compile("and|but|y|pero|porque|sino|але|бо|та|і|и|но|لكن|ولكن|ve|ama|cunku|fakat")


def wanted(text: str) -> str:
    """Return the words of a text, folded, without those that a refusal bears on."""
    return " ".join(word for clause in _CLAUSE.split(text) for word in _left(fold(clause)))


def _left(clause: str) -> list[str]:
    kept: list[str] = []
    for word, refused in _judged(_DO_NOT.sub("not", clause).split()):
        if _NO_AFTER.fullmatch(word):
            kept = kept[:-REACH]
        elif not refused:
            kept.append(word)
    return kept


def _judged(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each word, and whether it is refused or refuses."""
    left = 0
    for word, following in pairwise((*words, "")):
        if _NO.fullmatch(word) and not _LACKED.fullmatch(following):
            left = REACH + 1
        elif _TURN.fullmatch(word):
            left = 0
        yield word, left > 0
        left -= left > 0
