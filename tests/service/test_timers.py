"""Timers ring once, at their hour, and only while it still makes sense."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.events import Rang
from bot.core.reminding import REMINDER
from bot.core.walk import SILENCE
from bot.service.arrivals import Arrival
from bot.service.conversation import Conversation
from bot.service.timers import EVERY, TOO_LATE, Timers
from bot.store import Store, Timer
from tests.living import HeldClock, eventually, failing, running
from tests.service.conftest import Person

NUDGE = "Tu es toujours là ?"


@pytest.fixture
def timers(store: Store, conversation: Conversation, clock: HeldClock) -> Timers:
    return Timers(store, conversation, clock)


@pytest.fixture
async def reminded(zohra: Person, clock: HeldClock) -> None:
    """Zohra has asked to be written to the day before, which is on Tuesday at six in the evening."""
    await zohra.says("/start")
    await zohra.presses("Où passer près de chez moi", "Échirolles", "La Villeneuve", "Préviens-moi la veille")
    clock.move(days=5, hours=8)


@pytest.fixture
async def silent(zohra: Person, clock: HeldClock) -> None:
    """Zohra was asked her name two hours ago."""
    await zohra.says("/start")
    await zohra.presses("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord")
    clock.move(hours=2)


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_rings_once(timers: Timers, zohra: Person, store: Store) -> None:
    await timers.ring()
    (said,) = await zohra.hears()
    assert "demain, mercredi 2 décembre" in said
    await timers.ring()
    assert await zohra.hears() == []
    assert (await store.status())["timers"] == 0


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_does_not_ring_before_its_hour(timers: Timers, zohra: Person, clock: HeldClock) -> None:
    clock.move(seconds=-1)
    await timers.ring()
    assert await zohra.hears() == []


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_after_an_outage_still_rings_within_the_day(
    timers: Timers, zohra: Person, clock: HeldClock
) -> None:
    clock.move(seconds=TOO_LATE.total_seconds())
    await timers.ring()
    assert len(await zohra.hears()) == 1


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_that_is_too_late_is_dropped_and_counted(
    timers: Timers, zohra: Person, clock: HeldClock, store: Store
) -> None:
    clock.move(seconds=TOO_LATE.total_seconds() + 1)
    await timers.ring()
    assert await zohra.hears() == []
    assert (await store.status())["timers"] == 0
    late = {(day.day, number) for (day, what), number in (await store.counts()).items() if what == "rappel trop tard"}
    assert late == {(2, 1)}


@pytest.mark.usefixtures("reminded")
async def test_a_reminder_that_stop_has_cancelled_does_not_ring(timers: Timers, zohra: Person) -> None:
    await zohra.says("stop")
    await timers.ring()
    assert await zohra.hears() == []


@pytest.mark.usefixtures("reminded")
async def test_stop_is_heard_even_as_the_reminder_rings(
    conversation: Conversation, zohra: Person, store: Store, clock: HeldClock
) -> None:
    (timer,) = await store.due_timers(clock.now())
    ringing = Arrival(timer.chat, Rang(timer.name, timer.body), timer=timer)
    await asyncio.gather(conversation.take([ringing]), conversation.take([zohra.arrival("stop")]))
    assert not [text for text in await zohra.hears() if "mercredi 2 décembre" in text]
    assert (await store.status())["timers"] == 0


@pytest.mark.usefixtures("silent")
async def test_who_stays_silent_is_asked_once(timers: Timers, zohra: Person, clock: HeldClock) -> None:
    await timers.ring()
    (said,) = await zohra.hears()
    assert said.startswith(NUDGE)
    clock.move(days=3)
    await timers.ring()
    assert await zohra.hears() == []


@pytest.mark.usefixtures("silent")
async def test_a_silence_that_was_broken_rings_for_nothing(
    timers: Timers, zohra: Person, clock: HeldClock, store: Store
) -> None:
    clock.move(minutes=-10)
    await zohra.says("Zohra")
    clock.move(minutes=10)
    await timers.ring()
    assert await zohra.hears() == []
    clock.move(hours=2)
    await timers.ring()
    assert any(text.startswith(NUDGE) for text in await zohra.hears())
    assert (await store.status())["timers"] == 0


@pytest.mark.usefixtures("silent")
async def test_an_answer_that_comes_as_the_silence_ends_counts(
    conversation: Conversation, zohra: Person, store: Store, clock: HeldClock
) -> None:
    (timer,) = [timer for timer in await store.due_timers(clock.now()) if timer.name == SILENCE]
    ringing = Arrival(timer.chat, Rang(timer.name, timer.body), timer=timer)
    await asyncio.gather(conversation.take([ringing]), conversation.take([zohra.arrival("Zohra")]))
    (said,) = await zohra.hears()
    assert said.startswith("Et ton numéro, Zohra ?")


async def test_many_timers_ring_in_one_look(timers: Timers, store: Store, clock: HeldClock) -> None:
    async with store.begin() as transaction:
        await transaction.set_timers(
            [Timer(chat, REMINDER + "x", clock.now(), "C'est demain.") for chat in range(1, 251)]
        )
    await timers.ring()
    status = await store.status()
    assert (status["timers"], status["outbox"]) == (0, 250)


@pytest.mark.usefixtures("reminded")
async def test_a_disk_in_trouble_loses_no_timer_and_does_not_stop_the_loop(
    store: Store, conversation: Conversation, clock: HeldClock, zohra: Person, file: Path
) -> None:
    clock.hurried = False
    asked_before = len(clock.slept)
    async with running(Timers(store, conversation, clock).run()):
        async with failing(file, "INSERT", "outbox"):
            await clock.asleep(asked_before + 1)
        assert await zohra.hears() == []
        clock.move(seconds=EVERY)
        assert await eventually(zohra.hears)


async def test_the_loop_looks_again_every_second(
    store: Store, conversation: Conversation, clock: HeldClock, zohra: Person
) -> None:
    clock.hurried = False
    async with running(Timers(store, conversation, clock).run()):
        await clock.asleep(1)
        async with store.begin() as transaction:
            timer = Timer(zohra.chat, REMINDER + "x", clock.now() + timedelta(seconds=EVERY), "C'est demain.")
            await transaction.set_timers([timer])
        clock.move(seconds=EVERY)
        heard: Callable[[], Awaitable[list[str]]] = zohra.hears
        assert await eventually(heard) == ["C'est demain."]
    assert clock.slept[0] == EVERY
