"""Fifty who claim one request at the same moment, through several workers, on SQLite and on PostgreSQL: one has it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.core.callrequest import Verb
from bot.core.engine import Engine
from bot.core.partners import Person as PartnerPerson
from bot.core.playbook import Playbook
from bot.service.arrivals import Answer
from bot.service.conversation import Conversation
from bot.store import Store, Vault
from tests.living import HeldClock, running
from tests.service.conftest import Desk, Person
from tests.store import conftest as databases

WORKERS, CROWD = 5, 50
postgres = databases.postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database that several workers open."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'allervers.db'}"
        return
    server: Any = request.getfixturevalue("postgres")
    server.psql("CREATE DATABASE crowd;")
    yield databases.address(server, "crowd")
    server.psql("DROP DATABASE crowd WITH (FORCE);")


@pytest.fixture
def crowded(playbook: Playbook) -> Playbook:
    """The shipped playbook, with fifty people in the partner of Rennes."""
    rennes = playbook.partners["mission-locale-rennes"]
    people = tuple(PartnerPerson(f"p{n}", f"Membre {n}", partner=rennes.id) for n in range(CROWD))
    return replace(playbook, partners={**playbook.partners, rennes.id: replace(rennes, people=people)})


@pytest.fixture
async def workers(shared: str, crowded: Playbook, clock: HeldClock) -> AsyncIterator[list[tuple[Store, Conversation]]]:
    vault = Vault([Vault.new_key()])
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(WORKERS):
            store = await Store.open(shared, vault)
            stack.push_async_callback(store.close)
            conversation = Conversation(store, Engine(crowded), clock, lambda: None)
            await stack.enter_async_context(running(conversation.run()))
            found.append((store, conversation))
        yield found


async def test_of_fifty_who_take_it_at_once_one_has_it_and_each_other_is_told(
    workers: list[tuple[Store, Conversation]], clock: HeldClock
) -> None:
    store, conversation = workers[0]
    zohra = Person(7, conversation, store, clock)
    await zohra.asks_for_a_call()
    desks = [Desk(conversation, store) for store, conversation in workers]
    request = (await desks[0].row(zohra)).id
    claims = (desks[n % WORKERS].moves(f"p{n}", Verb.PRENDRE, request) for n in range(CROWD))
    answers = await asyncio.gather(*claims)
    owner = (await desks[0].row(zohra)).owner_name
    assert sorted(answers, key=lambda answer: not answer.done) == [
        Answer(f"Merci {owner}, cette demande est à vous."),
        *[Answer(f"{owner} s'en occupe déjà. Merci !", done=False)] * (CROWD - 1),
    ]
    assert [move.verb for move in await desks[0].history(zohra)] == ["ouvrir", "prendre"]
