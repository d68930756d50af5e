"""The ladder by the clock: each rung once, gathered in one message a reader, dropped when it comes too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.callrequest import Outcome, Status, Verb
from bot.core.dates import PARIS
from bot.core.engine import Engine
from bot.core.playbook import Playbook
from bot.service.audience import NOBODY
from bot.service.conversation import Conversation
from bot.service.ladder import TOO_LATE
from bot.service.letters import Letter
from bot.service.rungs import Rungs
from bot.store import Store
from tests.living import RENNES, HeldClock, running
from tests.service.conftest import Desk, Person

SAMIRA, THOMAS, DOMINIQUE, CAMILLE = 2005, 2006, 2017, 2018
MONDAY = datetime(2026, 11, 30, tzinfo=PARIS)
"""The day on which what is asked on Thursday falls due, at 18:00."""


class Watch:
    """The rungs, and a clock to walk with them."""

    def __init__(self, store: Store, conversation: Conversation, clock: HeldClock) -> None:
        self._store, self._conversation, self._clock = store, conversation, clock
        self._read = 0

    async def at(self, moment: datetime) -> dict[int, list[str]]:
        """Go to a moment, look with a fresh loop as after a restart, and return what was written to whom."""
        span = moment - self._clock.now()
        self._clock.move(seconds=span.total_seconds())
        await Rungs(self._store, self._conversation, self._clock).look()
        return await self.heard()

    async def heard(self) -> dict[int, list[str]]:
        """Return what is new in the outbox, by reader."""
        told: dict[int, list[str]] = {}
        rows = [row for row in await self._store.outbox(self._clock.now()) if row.id > self._read]
        for row in rows:
            told.setdefault(row.chat, []).append(Letter.from_json(row.body).say.text.strip())
        self._read = max([self._read, *(row.id for row in rows)])
        return told

    async def stands_in(self, reader: int) -> int | None:
        """Return who is told if someone cannot be reached with the last message for them."""
        *_, last = [row for row in await self._store.outbox(self._clock.now()) if row.chat == reader]
        otherwise = Letter.from_json(last.body).otherwise
        return otherwise and otherwise[0]

    async def dropped(self) -> int:
        """Return how many rungs were dropped."""
        return sum(number for (_, what), number in (await self._store.counts()).items() if what == TOO_LATE)


@pytest.fixture
async def watch(store: Store, conversation: Conversation, clock: HeldClock, zohra: Person) -> Watch:
    await zohra.asks_for_a_call()
    found = Watch(store, conversation, clock)
    await found.heard()
    return found


def hour(hours: float, day: datetime = MONDAY) -> datetime:
    return day + timedelta(hours=hours)


async def test_each_rung_comes_at_its_hour_and_once(watch: Watch, zohra: Person) -> None:
    assert await watch.at(hour(8.9)) == {}
    group, samira = (await watch.at(hour(9))).items()
    assert (group[0], samira[0]) == (RENNES, SAMIRA), "nobody took it: the organisation hears instead"
    assert group[1][0].startswith("\ue0001 demande à appeler avant 18 h\ue001 : n° ")
    assert await watch.at(hour(9)) == {}
    assert set(await watch.at(hour(12))) == {RENNES, SAMIRA}
    assert set(await watch.at(hour(15))) == {DOMINIQUE}
    assert set(await watch.at(hour(18))) == {zohra.chat}
    assert await watch.at(hour(19)) == {}


async def test_who_took_it_is_reminded_alone_and_no_more_once_they_called(
    watch: Watch, desk: Desk, zohra: Person
) -> None:
    row = await desk.row(zohra)
    await desk.moves("thomas-rennes", Verb.PRENDRE, row.id)
    await watch.heard()
    assert set(await watch.at(hour(9))) == {THOMAS}
    await desk.moves("thomas-rennes", Verb.TENTER, row.id)
    await watch.heard()
    assert await watch.at(hour(12)) == {}
    assert await watch.at(hour(18)) == {}
    assert set(await watch.at(hour(10) + timedelta(days=1))) == {zohra.chat}, "on t'a rappelé ?"


async def test_a_group_stands_in_for_someone_only_if_it_was_not_told_already(
    watch: Watch, desk: Desk, zohra: Person, someone: Callable[[int], Person]
) -> None:
    assert set(await watch.at(hour(9))) == {RENNES, SAMIRA}
    assert await watch.stands_in(SAMIRA) is None
    await desk.moves("thomas-rennes", Verb.PRENDRE, (await desk.row(zohra)).id)
    await someone(21).asks_for_a_call()
    later = (await desk.row(someone(21))).due_at.astimezone(PARIS).replace(hour=9)
    await desk.moves("thomas-rennes", Verb.PRENDRE, (await desk.row(someone(21))).id)
    await watch.heard()
    assert THOMAS in await watch.at(later)
    assert await watch.stands_in(THOMAS) == RENNES


async def test_a_reader_gets_one_message_for_all_of_an_hour(
    watch: Watch, someone: Callable[[int], Person], desk: Desk
) -> None:
    for chat in (21, 22):
        await someone(chat).asks_for_a_call()
    await watch.heard()
    told = await watch.at(hour(9))
    numbers = [(await desk.row(someone(chat))).id[:4].upper() for chat in (7, 21, 22)]
    assert [len(texts) for texts in told.values()] == [1, 1]
    assert "3 demandes à appeler avant 18 h" in told[RENNES][0]
    assert all(number in told[RENNES][0] for number in numbers)
    assert "Zohra" not in told[RENNES][0]


async def test_nobody_is_reminded_on_the_day_after_the_first_notice(
    store: Store, conversation: Conversation, clock: HeldClock, zohra: Person, playbook: Playbook
) -> None:
    rennes = replace(playbook.partners["mission-locale-rennes"], delay=1)
    conversation.engine = Engine(replace(playbook, partners={**playbook.partners, rennes.id: rennes}))
    await zohra.asks_for_a_call()
    watch = Watch(store, conversation, clock)
    await watch.heard()
    friday = datetime(2026, 11, 27, tzinfo=PARIS)
    for at in (9, 12, 15):
        assert await watch.at(hour(at, friday)) == {}
    assert set(await watch.at(hour(18, friday))) == {zohra.chat}


async def test_a_role_that_cannot_be_reached_is_stood_in_for(watch: Watch, store: Store, clock: HeldClock) -> None:
    async with store.begin() as transaction:
        await transaction.set_away("mission-locale-rennes", None, "samira-rennes")
    assert set(await watch.at(hour(9))) == {DOMINIQUE}
    async with store.begin() as transaction:
        await transaction.unreachable(DOMINIQUE, clock.now())
    assert set(await watch.at(hour(12))) == {CAMILLE}
    async with store.begin() as transaction:
        await transaction.unreachable(CAMILLE, clock.now())
    assert await watch.at(hour(15)) == {}
    async with store.read() as transaction:
        assert [(one.kind, one.detail) for one in await transaction.alerts(MONDAY)] == [
            (NOBODY, "mission-locale-rennes")
        ]


async def test_after_a_morning_s_outage_each_reader_hears_once(watch: Watch) -> None:
    told = await watch.at(hour(14))
    assert {chat: len(texts) for chat, texts in told.items()} == {RENNES: 1, SAMIRA: 1}


async def test_after_days_of_outage_the_person_hears_the_truth_and_no_reminder_comes(
    watch: Watch, zohra: Person
) -> None:
    told = await watch.at(hour(12) + timedelta(days=5))
    assert {chat: len(texts) for chat, texts in told.items()} == {zohra.chat: 1}
    assert await watch.dropped() == 3


async def test_after_a_longer_outage_what_is_too_late_is_dropped_and_counted(
    watch: Watch, desk: Desk, zohra: Person
) -> None:
    assert await watch.at(hour(12) + timedelta(days=9)) == {}
    assert await watch.dropped() == 4
    assert set(await watch.at(hour(18) + timedelta(days=30))) == {zohra.chat}
    assert (await desk.row(zohra)).status == Status.EXPIREE
    assert await watch.at(hour(18) + timedelta(days=40)) == {}


async def test_a_person_is_asked_whether_they_were_called(watch: Watch, desk: Desk, zohra: Person) -> None:
    row = await desk.row(zohra)
    await desk.moves("samira-rennes", Verb.PRENDRE, row.id)
    await desk.moves("samira-rennes", Verb.CLORE, row.id, Outcome.RDV_PRIS)
    await watch.heard()
    told = await watch.at(hour(10) + timedelta(days=1))
    assert set(told) == {zohra.chat}


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 10, 22, 10, tzinfo=PARIS), datetime(2026, 10, 26, tzinfo=PARIS)),
        (datetime(2027, 3, 25, 10, tzinfo=PARIS), datetime(2027, 3, 30, tzinfo=PARIS)),
    ],
    ids=["autumn", "spring"],
)
async def test_a_change_of_the_clocks_neither_repeats_nor_skips_a_rung(
    store: Store, conversation: Conversation, clock: HeldClock, zohra: Person, asked: datetime, due: datetime
) -> None:
    clock.move(seconds=(asked - clock.now()).total_seconds())
    await zohra.asks_for_a_call()
    watch = Watch(store, conversation, clock)
    await watch.heard()
    rang = []
    moment = clock.now()
    while moment < due + timedelta(hours=23):
        moment += timedelta(minutes=30)
        if await watch.at(moment):
            rang.append(clock.now().astimezone(PARIS))
    assert [(at.date(), at.hour) for at in rang] == [(due.date(), at) for at in (9, 12, 15, 18)]


async def test_the_loop_looks_again_and_again(
    store: Store, conversation: Conversation, zohra: Person, watch: Watch
) -> None:
    clock = HeldClock(hour(8.999))
    async with running(Rungs(store, conversation, clock).run()):
        await clock.asleep(1)
        clock.move(seconds=30)
        await clock.asleep(2)
