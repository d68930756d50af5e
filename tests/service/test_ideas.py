"""An idea is kept with the turn that left it, once, and nothing ties it to whoever wrote it."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from bot.service.conversation import Conversation, NotTaken
from bot.store import Store
from tests.living import HeldClock, failing
from tests.service.conftest import Person

IDEA = "Une salle ouverte le soir, le gymnase ferme à 18 h."


async def kept(store: Store) -> list[tuple[date, str]]:
    async with store.read() as transaction:
        return [(idea.day, idea.text) for idea in await transaction.ideas()]


async def is_about_to_write(person: Person) -> None:
    await person.says("/idee")
    await person.presses("J'écris mon idée")


async def test_it_is_kept_once_however_often_it_is_delivered(
    conversation: Conversation, zohra: Person, store: Store
) -> None:
    await is_about_to_write(zohra)
    idea = zohra.arrival(IDEA)
    await conversation.take([idea, idea])
    await conversation.take([idea])
    assert [text for _, text in await kept(store)] == [IDEA]


async def test_it_bears_the_day_of_paris(zohra: Person, store: Store, clock: HeldClock) -> None:
    await is_about_to_write(zohra)
    clock.move(hours=13, minutes=30)
    await zohra.says(IDEA)
    assert await kept(store) == [(date(2026, 11, 26), IDEA)]
    await is_about_to_write(zohra)
    clock.move(hours=1)
    await zohra.says("une autre")
    assert (await kept(store))[0] == (date(2026, 11, 27), "une autre")


async def test_nothing_that_is_kept_of_the_person_nor_any_log_holds_it(
    zohra: Person, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await is_about_to_write(zohra)
    await zohra.says(IDEA)
    async with store.read() as transaction:
        sessions = await transaction.sessions([zohra.chat])
    told = [caplog.text, sessions[zohra.chat], *(letter.to_json() for letter in await zohra.letters())]
    assert not [text for text in told if "gymnase" in text]
    assert not [name for _, name in await store.counts() if "gymnase" in name]


async def test_what_erases_a_person_cannot_find_it(zohra: Person, store: Store) -> None:
    await is_about_to_write(zohra)
    await zohra.says(IDEA, "efface tout")
    await zohra.presses("Efface tout")
    async with store.read() as transaction:
        assert await transaction.sessions([zohra.chat]) == {}
    assert [text for _, text in await kept(store)] == [IDEA]


async def test_a_turn_that_cannot_be_written_keeps_no_idea_of_it(
    conversation: Conversation, zohra: Person, store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await is_about_to_write(zohra)
    idea = zohra.arrival(IDEA)
    async with failing(file, "INSERT", "ideas"):
        with pytest.raises(NotTaken):
            await conversation.take([idea])
    assert await kept(store) == []
    assert "gymnase" not in caplog.text
    await conversation.take([idea])
    assert [text for _, text in await kept(store)] == [IDEA]
