"""What is saved or published is loaded beside, taken when it is good, told when it is not."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.content.loader import Loaded
from bot.core.engine import Engine
from bot.service.publishing import Publishing
from bot.service.reloading import Feed, Published, Reloading, Saved, Source
from bot.store import Store
from tests.living import HeldClock, eventually, running
from tests.service.drafting import Draft, published, settled


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


@pytest.fixture
def publishing(draft: Draft, store: Store, clock: HeldClock) -> Publishing:
    return draft.publishing(store, clock)


class Reader:
    """Someone who is given engines."""

    def __init__(self, source: Source, clock: HeldClock) -> None:
        self.taken: list[Engine] = []
        self.refused: list[Loaded] = []
        feed = Feed(source, source.sign(), self.refused.append)
        self.reloading = Reloading(feed, clock, self.taken.append)

    @property
    def greetings(self) -> list[str]:
        return [engine.playbook.flows["bonjour"].steps["accueil"].text({}) for engine in self.taken]  # type: ignore[attr-defined]


async def test_nothing_new_is_nothing_to_do(draft: Draft, clock: HeldClock) -> None:
    reader = Reader(Saved(draft.dialogues, draft.data), clock)
    await settled(reader.reloading.look)
    assert reader.taken == []


async def test_what_is_saved_is_taken_once(draft: Draft, clock: HeldClock) -> None:
    reader = Reader(Saved(draft.dialogues, draft.data), clock)
    draft.greets("Bonsoir")
    await settled(reader.reloading.look)
    await settled(reader.reloading.look)
    assert reader.greetings == ["Bonsoir !"]


async def test_a_save_that_goes_on_is_waited_for(draft: Draft, clock: HeldClock) -> None:
    reader = Reader(Saved(draft.dialogues, draft.data), clock)
    for word, instead in (("Bonsoir", "Salut"), ("Bonne nuit", "Bonsoir"), ("Hé", "Bonne nuit")):
        draft.greets(word, instead)
        await reader.reloading.look()
    assert reader.taken == []
    await reader.reloading.look()
    assert reader.greetings == ["Hé !"]


async def test_what_cannot_be_played_is_told_once_and_mended_it_is_taken(
    draft: Draft, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Reader(Saved(draft.dialogues, draft.data), clock)
    draft.breaks()
    await settled(reader.reloading.look)
    await settled(reader.reloading.look)
    assert (reader.taken, len(reader.refused)) == ([], 1)
    assert "permanences.yaml" in caplog.text
    assert "[etape-inconnue]" in caplog.text
    assert "rein" not in caplog.text, "what is written may be someone's name or number"
    draft.edit("dialogues/permanences.yaml", "si_vide: rein", "si_vide: rien")
    await settled(reader.reloading.look)
    assert len(reader.taken) == 1


async def test_a_publication_is_taken_and_what_is_only_saved_is_not(
    draft: Draft, publishing: Publishing, clock: HeldClock
) -> None:
    reader = Reader(Published(draft.versions), clock)
    await settled(reader.reloading.look)
    await published(publishing)
    draft.greets("Bonsoir")
    await settled(reader.reloading.look)
    assert reader.greetings == ["Salut !"]
    await published(publishing)
    await settled(reader.reloading.look)
    assert reader.greetings == ["Salut !", "Bonsoir !"]


async def test_a_disk_that_fails_once_is_looked_at_again(
    draft: Draft, clock: HeldClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    source = Saved(draft.dialogues, draft.data)
    reader, sign = Reader(source, clock), Saved.sign
    failures = iter([OSError(5, "Input/output error")])

    def failing(self: Saved) -> object:
        for error in failures:
            raise error
        return sign(self)

    monkeypatch.setattr(Saved, "sign", failing)
    draft.greets("Bonsoir")
    caplog.set_level(logging.ERROR)
    async with running(reader.reloading.run()):
        await eventually(lambda: reader.taken)
    assert "Input/output error" in caplog.text


async def test_everything_is_made_before_it_is_taken(draft: Draft, clock: HeldClock) -> None:
    reader = Reader(Saved(draft.dialogues, draft.data), clock)
    draft.greets("Bonsoir")
    await settled(reader.reloading.look)
    assert "alarm" in vars(reader.taken[0]), "nobody waits for what hears emergencies"
