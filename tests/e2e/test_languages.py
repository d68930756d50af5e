"""A conversation from end to end in Arabic and in English: Telegram's own language, a call, and what partners read."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.loader import load_to_play, written
from bot.content.translation import po
from bot.content.translation.passages import passages
from bot.core.playbook import Playbook
from bot.sandbox.serve import serving
from tests.e2e.bots import TOKEN
from tests.e2e.home import living, settings
from tests.living import RENNES, REPO, HeldClock, Phones, eventually

TEXTS = {
    "ar": {
        "langue/choisir/dire": "أيّ لغة تفضّل؟",
        "langue/fait/dire": "حسنًا.",
        "bonjour/bienvenue/dire": "مرحبًا! أنا روبوت.",
        "menu/choisir/dire": "ماذا نفعل؟",
        "rappel/quartier/dire": "أين تسكن؟",
        "rappel/accord/dire": "*{{ partenaire }}*\nقبل *{{ avant }}*\nموافق؟",
        "rappel/prenom/dire": "ما اسمك؟",
        "rappel/telephone/dire": "رقمك يا {{ prenom }}؟",
        "mots/jeunes/bouton_francais": "المتابعة بالفرنسية",
        "petits_mots/echeance": "{{ date }}، {{ heure }}",
        "urgence/suicide/mots": "اريد ان اموت\nبغيت نموت",
        "emploi_rapide/on_dit": "ابحث عن عمل\nاريد عملا",
        "stop/on_dit": "توقف",
    },
    "en": {
        "langue/choisir/dire": "Which language do you prefer?",
        "langue/fait/dire": "All right.",
        "bonjour/bienvenue/dire": "Hi! I am a robot.",
        "menu/choisir/dire": "What shall we do?",
        "permanences/quartier/dire": "Where do you live?",
        "mots/jeunes/bouton_francais": "Continue in French",
        "permanences/on_dit": "where can i go near me",
        "stop/on_dit": "stop everything",
    },
}
LABELS = {"ar": {"Je veux qu'on m'appelle": "أريد مكالمة", "Oui, d'accord": "نعم، موافق"}, "en": {}}


def translate(folder: Path, code: str) -> None:
    """Write a translation of a few texts, whatever their French is today."""
    texts, labels = TEXTS[code], LABELS[code]
    every = passages(written(folder / "dialogues", folder / "data"))
    assert texts.keys() <= {context for context, _ in every}
    assert labels.keys() <= {source for _, source in every}
    entries = [
        po.Entry(context, source, found, fuzzy=True)
        for context, source in every
        if (found := texts.get(context) or (labels.get(source) if context.endswith("/choix") else ""))
    ]
    (folder / "dialogues/langues" / f"{code}.po").write_text(po.write(f"Language: {code}\n", entries), "utf-8")


@pytest.fixture(scope="module")
def polyglot(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    """What we ship, with a little Arabic and a little English."""
    folder = tmp_path_factory.mktemp("polyglot")
    for name in ("dialogues", "data"):
        shutil.copytree(REPO / name, folder / name, ignore=shutil.ignore_patterns("langues"))
    (folder / "dialogues/langues").mkdir()
    for code in TEXTS:
        translate(folder, code)
    playbook = load_to_play(folder / "dialogues", folder / "data").playbook
    assert playbook
    return playbook


class Reader:
    """Someone with a phone in a language, who reads what is new there."""

    def __init__(self, sandbox: Phones, clock: HeldClock, language: str) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.id = sandbox.add_person("Zohra", language=language).id

    async def reads(self, words: str) -> None:
        """Wait until the newest message holds these words."""

        def read() -> bool:
            self.clock.move(seconds=0.05)
            last = self.sandbox.last(self.id)
            return last is not None and words in last.text

        await eventually(read)

    async def tap(self, label: str, then: str) -> None:
        self.sandbox.press(self.id, label=label)
        await self.reads(then)

    async def write(self, text: str, then: str) -> None:
        self.sandbox.send_text(self.id, text)
        await self.reads(then)


@pytest.fixture
async def phones(polyglot: Playbook, tmp_path: Path) -> AsyncIterator[tuple[Phones, HeldClock]]:
    clock = HeldClock()
    sandbox = Phones(token=TOKEN, now=lambda: clock.now().timestamp())
    sandbox.add_group("Mission locale", id=RENNES, members=[sandbox.add_person("Samira", id=2005).id])
    async with serving(sandbox) as root, living(settings(root, TOKEN, tmp_path / "bot.db"), polyglot, clock):
        yield sandbox, clock


async def test_a_call_is_asked_for_in_arabic_and_the_partner_reads_french(phones: tuple[Phones, HeldClock]) -> None:
    sandbox, clock = phones
    zohra = Reader(sandbox, clock, "ar")
    await zohra.write("/start", "Tu préfères quelle langue")
    await zohra.reads("أيّ لغة تفضّل؟")
    await zohra.tap("العربية", "ماذا نفعل؟")
    await zohra.tap("أريد مكالمة", "أين تسكن؟")
    await zohra.write("Maurepas", "موافق؟")
    shown = sandbox.last(zohra.id)
    assert shown
    assert "\u200f\u2068Mission locale du bassin d'emploi de Rennes\u2069" in shown.text
    await zohra.tap("نعم، موافق", "ما اسمك؟")
    await zohra.write("زهرة", "رقمك يا \u2068زهرة\u2069؟")
    await zohra.write("٠٦ ٣٩ ٩٨ ١٢ ٣٤", "ماذا نفعل؟")
    await eventually(lambda: sandbox.last(RENNES))
    told = sandbox.last(RENNES)
    assert told
    assert told.text.startswith("Nouvelle demande d'appel")


async def test_words_of_another_language_lead_somewhere_and_propose_it(phones: tuple[Phones, HeldClock]) -> None:
    sandbox, clock = phones
    sam = Reader(sandbox, clock, "fr")
    await sam.write("/start", "Qu'est-ce qu'on fait ?")
    await sam.write("where can i go near me", "Which language do you prefer?")
    await sam.tap("English", "Where do you live?")
    await sam.write("stop everything", "Tu veux que j'efface tout ?")
    await sam.tap("Efface tout", "C'est effacé.")
    await sam.write("/start", "Qu'est-ce qu'on fait ?")


async def test_an_emergency_is_heard_in_arabic_by_someone_who_never_wrote(phones: tuple[Phones, HeldClock]) -> None:
    sandbox, clock = phones
    someone = Reader(sandbox, clock, "ar")
    await someone.write("راني بغيت نموت", "3114")
