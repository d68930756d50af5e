"""One way in: what arrives together is committed together, and whoever brings it hears whether it was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import event

from bot.content.loader import load
from bot.core.engine import NO_DESKS, Engine, Turn
from bot.core.events import Event as Gesture
from bot.core.events import Started, Wrote
from bot.core.flow import Context
from bot.core.playbook import Playbook
from bot.core.routing import Desks
from bot.core.session import Session
from bot.core.vocabulary import Lessons
from bot.core.weighing import Learnt, Weights
from bot.service.arrivals import Answer, Arrival, GroupCalled
from bot.service.conversation import Conversation, NotTaken
from bot.store import Store, Vault
from tests.living import MENU, RENNES, REPO, HeldClock, failing, rows, running
from tests.service.conftest import Person

SORRY = "J'ai eu un problème."


def lose(file: Path) -> None:
    """Take a database away."""
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()


@pytest.fixture
def commits(store: Store) -> list[None]:
    """One entry for each commit."""
    made: list[None] = []
    event.listen(store._database._writing.sync_engine, "commit", lambda _: made.append(None))
    return made


async def test_what_waits_is_committed_together(quiet: Conversation, store: Store, commits: list[None]) -> None:
    taking = [asyncio.create_task(quiet.take([Arrival(chat, Wrote("menu"), chat)])) for chat in range(1, 51)]
    await asyncio.sleep(0)
    async with running(quiet.run()):
        await asyncio.gather(*taking)
    assert len(commits) == 1
    assert (await store.status())["sessions"] == 50


async def test_a_transaction_has_an_end(quiet: Conversation, commits: list[None]) -> None:
    taking = [asyncio.create_task(quiet.take([Arrival(chat, Wrote("menu"), chat)])) for chat in range(1, 251)]
    await asyncio.sleep(0)
    async with running(quiet.run()):
        await asyncio.gather(*taking)
    assert len(commits) == 2


async def test_nothing_arrived_nothing_is_committed(conversation: Conversation, commits: list[None]) -> None:
    assert await conversation.take([]) == {}
    assert not commits


async def test_letters_are_posted_by_the_time_it_is_told(store: Store, engine: Engine, clock: HeldClock) -> None:
    posted: list[str] = []
    conversation = Conversation(store, engine, clock, lambda: posted.append("posted"))
    async with running(conversation.run()):
        await conversation.take([Arrival(7, Wrote("menu"), 1)])
        assert posted == ["posted"]
        assert (await store.status())["outbox"] > 0


async def test_a_press_is_told_its_hint(conversation: Conversation, zohra: Person) -> None:
    await zohra.says("/start")
    await zohra.presses("Mes données")
    again = await zohra.button("Mes données")
    hints = await conversation.take([zohra.arrival(again, query="77")])
    assert hints == {"77": Answer("C'est déjà fait.")}


async def test_what_the_disk_refused_is_not_taken_and_is_taken_when_it_comes_again(
    conversation: Conversation, store: Store, zohra: Person, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    arrival = zohra.arrival("une phrase que personne ne doit lire")
    async with failing(file, "INSERT", "outbox"):
        with pytest.raises(NotTaken):
            await conversation.take([arrival])
    assert set((await store.status()).values()) == {0}
    assert "phrase" not in caplog.text
    await conversation.take([arrival])
    assert len(await zohra.hears()) > 0


async def test_the_disk_s_trouble_is_everyone_s(
    conversation: Conversation, zohra: Person, karim: Person, file: Path
) -> None:
    async with failing(file, "INSERT", "sessions"):
        taken = await asyncio.gather(
            conversation.take([zohra.arrival("menu")]),
            conversation.take([karim.arrival("menu")]),
            return_exceptions=True,
        )
    assert [type(each) for each in taken] == [NotTaken, NotTaken]


async def test_a_database_that_is_closed_takes_nothing_and_stops_nobody(
    quiet: Conversation, store: Store, file: Path
) -> None:
    async with running(quiet.run()):
        await store.close()
        lose(file)
        with pytest.raises(NotTaken):
            await quiet.take([Arrival(7, Wrote("menu"), 1)])


async def test_who_gave_up_waiting_stops_nobody(quiet: Conversation, zohra: Person, karim: Person) -> None:
    gone = asyncio.create_task(quiet.take([zohra.arrival("menu")]))
    await asyncio.sleep(0)
    gone.cancel()
    await quiet.take([karim.arrival("menu")])
    assert await zohra.hears()


class Fragile(Engine):
    """An engine with a fault."""

    def advance(self, session: Session | None, event: Gesture, now: datetime, desks: Desks = NO_DESKS) -> Turn:
        if event == Wrote("casse"):
            raise LookupError("une phrase que personne ne doit lire")
        return super().advance(session, event, now, desks)


async def test_a_fault_in_one_turn_is_an_apology_for_that_person_alone(
    conversation: Conversation, playbook: Playbook, zohra: Person, karim: Person, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.engine = Fragile(playbook)
    await zohra.says("/start")
    await conversation.take([zohra.arrival("casse"), karim.arrival("menu")])
    (sorry,) = await zohra.hears()
    assert sorry.startswith(SORRY)
    assert MENU in sorry
    (menu,) = await karim.hears()
    assert SORRY not in menu
    assert "phrase" not in caplog.text
    assert MENU in (await zohra.says("menu"))[0]


NOTHING = Weights(Learnt((), (), b"", b"", 1.0))
"""What no phrase taught."""


async def test_the_first_words_wait_until_it_is_learnt_what_they_weigh_and_nothing_else_does(
    conversation: Conversation, playbook: Playbook, zohra: Person
) -> None:
    end = Event()

    def learn(_: Lessons) -> Weights:
        assert end.wait(60)
        return NOTHING

    conversation.engine = Engine(replace(playbook, learn=learn))
    await zohra.says(Started())
    taking = asyncio.create_task(conversation.take([zohra.arrival("stop")]))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not taking.done()
    end.set()
    await taking
    assert "efface" in (await zohra.hears())[-1]


async def test_what_cannot_be_learnt_is_an_apology(
    conversation: Conversation, playbook: Playbook, zohra: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def learn(_: Lessons) -> Weights:
        raise MemoryError("une phrase que personne ne doit lire")

    conversation.engine = Engine(replace(playbook, learn=learn))
    await zohra.says(Started())
    assert (await zohra.says("bonjour"))[-1].startswith(SORRY)
    assert "phrase" not in caplog.text


async def test_a_fault_is_counted(conversation: Conversation, playbook: Playbook, zohra: Person, store: Store) -> None:
    conversation.engine = Fragile(playbook)
    await zohra.says("casse", "casse")
    assert {what: n for (_, what), n in (await store.counts()).items()}["erreur"] == 2


@pytest.fixture
def faulty(playbook: Playbook) -> Playbook:
    """A playbook whose words to partners cannot be said: a fault beside the engine."""

    def breaks(_: Context) -> str:
        raise ArithmeticError("une phrase que personne ne doit lire")

    return replace(playbook, partner_words=replace(playbook.partner_words, nouvelle_demande=breaks))


async def test_a_fault_beside_the_engine_is_an_apology_too_and_undoes_what_it_began(
    conversation: Conversation,
    faulty: Playbook,
    zohra: Person,
    karim: Person,
    store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await zohra.says("/start")
    await zohra.presses("Je veux qu'on m'appelle", "Rennes", "Maurepas", "Oui, d'accord")
    await zohra.says("Zohra")
    conversation.engine = Engine(faulty)
    last = zohra.arrival("06 39 98 12 34")
    await asyncio.gather(
        conversation.take([karim.arrival("menu"), last]),
        conversation.take([karim.arrival("c'est quoi le cej")]),
    )
    assert (await zohra.hears())[-1].startswith(SORRY)
    assert len(await karim.hears()) == 2
    assert (await store.status())["requests"] == 0
    assert "phrase" not in caplog.text
    await conversation.take([last])
    assert await zohra.hears() == []


async def test_a_fault_in_a_group_s_press_stops_nobody(
    conversation: Conversation, playbook: Playbook, zohra: Person, someone: Callable[[int], Person], store: Store
) -> None:
    def breaks(_: Context) -> str:
        raise ArithmeticError

    words = replace(playbook.partner_words, groupe_aide=breaks)
    conversation.engine = Engine(replace(playbook, partner_words=words))
    await conversation.take([Arrival(RENNES, GroupCalled(), 5), zohra.arrival("menu")])
    assert await someone(RENNES).hears() == []
    assert await zohra.hears()


async def test_a_session_that_cannot_be_read_begins_anew(
    store: Store, zohra: Person, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    bodies = ("x", "{", "[99,{}]", '[1,{"stack":[[1]]}]', '[1,{"unknown":1}]', "[1,[]]", "null")
    for body in bodies:
        async with store.begin() as transaction:
            await transaction.save_sessions({zohra.chat: body}, clock.now())
        assert MENU in (await zohra.says("menu"))[-1]
    assert caplog.text.count("a session could not be read") == len(bodies)


async def test_a_session_sealed_with_a_key_that_is_lost_begins_anew(
    file: Path, engine: Engine, clock: HeldClock
) -> None:
    old, new = Vault.new_key(), Vault.new_key()
    url = f"sqlite+aiosqlite:///{file}"
    for keys in ([old], [new, old], [new]):
        store = await Store.open(url, Vault(keys))
        conversation = Conversation(store, engine, clock, lambda: None)
        zohra, karim = (Person(chat, conversation, store, clock) for chat in (7, 8))
        async with running(conversation.run()):
            if keys == [old]:
                await zohra.says("/start")
                async with store.begin() as transaction:
                    await transaction.sent([row.id for row in await store.outbox(clock.now())])
            elif keys == [new]:
                await conversation.take([zohra.arrival("menu"), karim.arrival("menu")])
                assert MENU in (await zohra.hears())[-1]
                assert MENU in (await karim.hears())[-1]
        await store.close()


async def test_an_engine_replaced_between_two_turns_answers_the_second(
    conversation: Conversation, zohra: Person, tmp_path: Path
) -> None:
    await zohra.says("/start")
    dialogues = tmp_path / "dialogues"
    dialogues.mkdir()
    for path in (REPO / "dialogues").glob("*.yaml"):
        text = path.read_text("utf-8").replace("Ce que je garde : ton quartier", "Ce que je retiens : ton quartier")
        (dialogues / path.name).write_text(text, "utf-8")
    changed = load(dialogues, REPO / "data").playbook
    assert changed
    conversation.engine = Engine(changed)
    assert (await zohra.presses("Mes données"))[-1].startswith("Ce que je retiens")


async def test_a_session_lies_sealed(zohra: Person, file: Path) -> None:
    await zohra.says("/start")
    ((body,),) = rows(file, "SELECT body FROM sessions")
    assert b"bonjour" not in body
    assert b"menu" not in body
