"""One transaction's work: each update acts once, in Telegram's order, and all that it led to is written with it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.core.events import Pressed, Rang, Wrote
from bot.core.reminding import REMINDER
from bot.service.arrivals import Arrival, GroupCalled, Left
from bot.service.conversation import Conversation
from bot.store import Outgoing, Store, Timer
from tests.living import MENU, RENNES, THURSDAY, HeldClock
from tests.service.conftest import Person


async def test_an_update_that_comes_twice_acts_once(conversation: Conversation, zohra: Person, store: Store) -> None:
    await zohra.says("/start")
    press = zohra.arrival(await zohra.button("Mes données"))
    await conversation.take([press])
    before = await store.status(), await store.counts()
    await zohra.hears()
    await conversation.take([press])
    await conversation.take([press, press])
    assert await zohra.hears() == []
    assert (await store.status(), await store.counts()) == before


async def test_an_update_that_comes_twice_in_one_batch_acts_once(conversation: Conversation, zohra: Person) -> None:
    once = zohra.arrival("menu")
    await asyncio.gather(conversation.take([once, once]), conversation.take([once]))
    assert len(await zohra.hears()) == 1


async def test_two_people_may_have_the_same_number(conversation: Conversation, zohra: Person, karim: Person) -> None:
    await conversation.take([zohra.arrival("menu", update=3), karim.arrival("menu", update=3)])
    assert await zohra.hears()
    assert await karim.hears()


async def test_what_comes_from_ourselves_has_no_number_and_acts_each_time(
    conversation: Conversation, zohra: Person
) -> None:
    await zohra.says("/start")
    await conversation.take([zohra.arrival(Wrote("menu"), update=0), zohra.arrival(Wrote("menu"), update=0)])
    assert len(await zohra.hears()) == 2


async def test_a_batch_is_played_in_telegram_s_order_however_it_arrives(
    conversation: Conversation, zohra: Person
) -> None:
    await zohra.says("/start")
    await zohra.presses("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord")
    name, phone = zohra.arrival("Zohra"), zohra.arrival("06 39 98 12 34")
    await conversation.take([phone, name])
    assert any("C'est envoyé, Zohra." in text for text in await zohra.hears())


async def test_a_press_that_overtakes_a_text_is_put_back_behind_it(conversation: Conversation, zohra: Person) -> None:
    await zohra.says("/start")
    text = zohra.arrival("c'est quoi le cej")
    late = zohra.arrival(await zohra.button("Mes données"))
    await asyncio.gather(conversation.take([late]), conversation.take([text]))
    cej, old = await zohra.hears()
    assert cej.startswith("Le CEJ")
    assert old.startswith("Ce bouton est ancien.")


async def test_an_old_button_is_never_taken_as_an_answer(conversation: Conversation, zohra: Person) -> None:
    await zohra.says("/start")
    text = zohra.arrival("c'est quoi le cej")
    press = zohra.arrival(await zohra.button("Mes données"))
    await conversation.take([press])
    await conversation.take([text])
    late = zohra.arrival(Pressed(press.event.button, 1))  # type: ignore[union-attr]
    await conversation.take([late])
    assert (await zohra.hears())[-1].startswith("Ce bouton est ancien.")


async def test_one_person_s_turns_in_one_batch_follow_each_other(conversation: Conversation, zohra: Person) -> None:
    await conversation.take(
        [zohra.arrival("/start"), zohra.arrival("Je veux qu'on m'appelle"), zohra.arrival("Rennes")]
    )
    assert (await zohra.hears())[-1].startswith("Lequel de ces quartiers ?")


async def test_answers_are_answers_and_news_are_notices(
    conversation: Conversation, zohra: Person, store: Store, clock: HeldClock
) -> None:
    await zohra.says("/start")
    timer = Timer(zohra.chat, REMINDER + "x", clock.now(), "C'est demain.")
    async with store.begin() as transaction:
        await transaction.set_timers([timer])
    await conversation.take([Arrival(zohra.chat, Rang(timer.name, timer.body), timer=timer)])
    notices = [row.notice for row in await store.outbox(clock.now())]
    assert notices == [False, False, True]


async def test_turns_are_counted_by_day_and_never_by_person(zohra: Person, store: Store) -> None:
    await zohra.says("/start cosmonautes", "c'est quoi le cej")
    counts = await store.counts()
    assert {day for day, _ in counts} == {THURSDAY.date()}
    assert {what for _, what in counts} == {
        "personne",
        "affiche:cosmonautes",
        "dialogue:bonjour",
        "etape:bonjour.bienvenue",
        "dialogue:menu",
        "etape:menu.choisir",
        "dialogue:cej",
        "etape:cej.accueil",
    }


async def test_midnight_is_that_of_paris(zohra: Person, store: Store, clock: HeldClock) -> None:
    clock.move(hours=13.5)
    await zohra.says("menu")
    assert {day.day for day, _ in await store.counts()} == {26}
    clock.move(hours=1)
    await zohra.says("menu")
    assert {day.day for day, _ in await store.counts()} == {26, 27}


async def test_who_blocks_the_bot_is_written_to_no_more_until_they_come_back(
    conversation: Conversation, zohra: Person, store: Store
) -> None:
    await zohra.says("/start")
    await conversation.take([Arrival(zohra.chat, Left(), 5)])
    assert await zohra.letters() == []
    async with store.read() as transaction:
        assert await transaction.reachable([zohra.chat]) == set()
    await zohra.says("menu")
    async with store.read() as transaction:
        assert await transaction.reachable([zohra.chat]) == {zohra.chat}


async def test_who_asks_to_be_forgotten_is(
    conversation: Conversation, zohra: Person, store: Store, clock: HeldClock
) -> None:
    await zohra.says("/start cosmonautes")
    async with store.begin() as transaction:
        await transaction.set_timers([Timer(zohra.chat, REMINDER + "x", clock.now() + timedelta(days=1), "Demain.")])
        await transaction.post([Outgoing(zohra.chat, '{"text":"attend"}')], clock.now())
    await zohra.says("stop")
    assert (await zohra.presses("Efface tout"))[-1].startswith("C'est effacé.")
    status = await store.status()
    assert (status["sessions"], status["timers"], status["outbox"]) == (0, 0, 1)
    assert (await zohra.says("bonjour"))[-1].endswith("avec tes mots.")


async def test_who_writes_right_after_being_forgotten_is_known_anew(
    conversation: Conversation, zohra: Person, store: Store
) -> None:
    await zohra.says("stop")
    press = zohra.arrival(await zohra.button("Efface tout"))
    await conversation.take([press, zohra.arrival("menu")])
    erased, menu = (await zohra.hears())[-2:]
    assert erased.startswith("C'est effacé.")
    assert MENU in menu
    assert (await store.status())["sessions"] == 1


async def test_a_group_that_we_know_is_told_what_it_is_for(conversation: Conversation, store: Store) -> None:
    await conversation.take([Arrival(RENNES, GroupCalled(), 5)])
    (row,) = await store.outbox(THURSDAY)
    assert "Touchez « Je m'en occupe » pour en prendre une." in row.body


async def test_a_group_that_we_do_not_know_is_told_its_number(conversation: Conversation, store: Store) -> None:
    await conversation.take([Arrival(-42, GroupCalled(), 5)])
    (row,) = await store.outbox(THURSDAY)
    assert "Son numéro : -42" in row.body


async def test_a_thousand_people_fit_in_one_batch(conversation: Conversation, store: Store) -> None:
    await conversation.take([Arrival(chat, Wrote("menu"), chat) for chat in range(1, 1001)])
    assert (await store.status())["sessions"] == 1000
