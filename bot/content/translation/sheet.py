"""A language's file as translators get it: every passage in its order, with what was already translated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.content.translation import cldr, po
from bot.content.translation.catalogue import Judged, Passages, judged, match
from bot.content.translation.file import HEARD, SMALL_WORDS
from bot.content.translation.passages import Kind, Passage
from bot.content.translation.po import Entry, Po
from bot.core import languages

_BRACES = re.compile(r"\{\{.*?\}\}")


def header(code: str) -> str:
    """Return the header of a language's file."""
    named = {
        "Project-Id-Version": f"Allervers, {languages.name(code)}",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return "".join(f"{name}: {value}\n" for name, value in named.items())


def updated(code: str, was: Po, passages: Passages) -> str:
    """Return the text of a language's file for today's passages; nothing that was translated is lost.

    A passage whose French changed keeps its translation, to be read again, beside the French that it translated.
    """
    matched, idle = match(was, passages)
    made = [_entry(code, passage, matched.get(key)) for key, passage in passages.items()]
    kept = {entry.key: entry for entry in (*idle, *(e for e in was.entries if e.obsolete))}
    obsolete = [replace(entry, obsolete=True, notes=()) for key, entry in kept.items() if key not in passages]
    return po.write(header(code), [*made, *obsolete])


def merged(code: str, was: Po, brought: Po, passages: Passages) -> tuple[str, Judged]:
    """Return a language's file with what translators brought, and what was judged of it; what is broken stays out."""
    told = judged(brought, passages)
    ours, idle = match(was, passages)
    theirs, _ = match(brought, passages)
    entries = {**ours, **{key: theirs[key] for key in told.said}}
    aside = (entry for entry in was.entries if entry.obsolete)
    return updated(code, Po("", (*entries.values(), *idle, *aside)), passages), told


def _entry(code: str, passage: Passage, known: Entry | None) -> Entry:
    fresh = Entry(passage.context, passage.source, notes=tuple(_notes(passage)))
    if known is None:
        proposed = cldr.proposed(code, passage)
        return replace(fresh, target=proposed, fuzzy=bool(proposed))
    return replace(fresh, target=known.target, former=known.former, fuzzy=known.fuzzy or bool(known.former))


def _notes(passage: Passage) -> Iterable[str]:
    yield str(passage.kind)
    braces = list(dict.fromkeys(_BRACES.findall(passage.source)))
    if braces and passage.kind is not Kind.PHRASES:
        yield "à garder tel quel : " + " ".join(braces)
    note = _HINTS.get(passage.context.removeprefix(f"{SMALL_WORDS}/"))
    if note and passage.context.startswith(SMALL_WORDS):
        yield note
    key = passage.context.rpartition("/")[2]
    if key in _LISTS:
        yield _LISTS[key]
    if key in HEARD:
        yield "le nombre de lignes est libre ; toutes les façons d'écrire, même avec des fautes"


_LISTS = {
    "rires": "ce qui dit que quelqu'un plaisante peut-être",
    "pour_rire": "des façons de parler entières, qui n'ont rien de grave : leurs mots ne comptent plus",
    "intercales": "des petits mots qui se glissent dans une phrase grave sans rien y changer ; jamais de négation",
}
_ANY = "une tournure qui va avec tout nombre"
_HINTS = {
    "jours": "les sept jours, du lundi au dimanche, un par ligne",
    "mois": "les douze mois, tels qu'ils s'écrivent dans une date, un par ligne",
    "premier": "comment s'écrit le 1 d'une date, « 1 » le plus souvent",
    "heure": "une heure ronde : « {{ h }}:00 » le plus souvent",
    "heure_et_minutes": "une heure : « {{ h }}:{{ min }} » le plus souvent",
    "virgule": "ce qui sépare les dixièmes : « , » ou « . »",
    "jours_ouvres": f"{_ANY} à partir de 2",
    "places": f"{_ANY} à partir de 2",
    "quand_midi": "entre midi et deux heures",
    "raison_suivante": "met plusieurs raisons à la suite",
    "sorte_autre": "quelque chose que le robot ne sait pas lire",
    **dict.fromkeys(("ans", "ans_ou_plus", "entre_ans", "moins_de_ans", "jusqu_a_ans", "mais_plus_tard"), _ANY),
    **dict.fromkeys(("duree_minutes", "duree_heures", "a_pied", "a_km", "a_metres"), _ANY),
}
