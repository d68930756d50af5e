"""One person's chat: what the clock and the delivery do to it, whatever is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.acting import act
from bot.content.loader import load
from bot.content.player import Delivery, Player
from bot.core.dates import PARIS
from bot.core.engine import Engine
from tests.content import folders
from tests.content.conftest import TODAY

START = datetime(2026, 11, 26, 10, tzinfo=PARIS)
Deed = tuple[str, object]
WRITES = st.sampled_from(["/start", "/aide", "rappelez-moi", "Oui, d'accord", "maurepas", "Zoé", "06 39 98 12 34", "?"])
SPANS = st.integers(1, 300).map(lambda minutes: timedelta(minutes=minutes))
DEEDS = st.lists(st.one_of(st.tuples(st.just("ecrit"), WRITES), st.tuples(st.just("passe"), SPANS)), max_size=12)
FAILING = st.lists(st.sampled_from([Delivery.WORKS, Delivery.FAILS]), min_size=12, max_size=12)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("base")
    folders.lay(folder)
    playbook = load(folder / "dialogues", folder / "data", TODAY).playbook
    assert playbook
    return Engine(playbook)


def played(engine: Engine, deeds: Sequence[Deed], deliveries: Sequence[Delivery] = ()) -> Player:
    """Do all this from the start, each deed after a change of the delivery."""
    player = Player(engine, START)
    for number, (gesture, value) in enumerate(deeds):
        if deliveries:
            player.deliver(deliveries[number])
        assert act(player, gesture, value)
    return player


@given(deeds=DEEDS, deliveries=FAILING)
def test_a_failing_delivery_loses_and_mixes_nothing(
    engine: Engine, deeds: list[Deed], deliveries: list[Delivery]
) -> None:
    player = played(engine, deeds, deliveries)
    player.deliver(Delivery.WORKS)
    assert player.shown == played(engine, deeds).shown
    assert player.held == []


@given(deeds=DEEDS, first=SPANS, second=SPANS)
def test_time_goes_by_the_same_in_one_go_or_in_two(
    engine: Engine, deeds: list[Deed], first: timedelta, second: timedelta
) -> None:
    once, twice = played(engine, deeds), played(engine, deeds)
    once.wait(first + second)
    twice.wait(first)
    twice.wait(second)
    assert (once.now, once.shown, once.timers, once.session) == (twice.now, twice.shown, twice.timers, twice.session)


@given(deeds=DEEDS)
def test_a_bot_started_again_remembers_all(engine: Engine, deeds: list[Deed]) -> None:
    player, other = played(engine, deeds), played(engine, deeds)
    player.restart()
    assert player.engine is not other.engine
    for one in (player, other):
        one.wait(timedelta(hours=3))
    assert (player.session, player.shown) == (other.session, other.shown)


def test_the_past_changes_nothing(engine: Engine) -> None:
    player = played(engine, [("ecrit", "/start")])
    player.until(START - timedelta(days=1))
    assert player.now == START
