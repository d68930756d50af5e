"""Telegram's published limits, held with nothing to spare: sending times are those that `wait` leads to."""

from __future__ import annotations

import pytest

from bot.service import pace
from bot.service.pace import Bucket, Pace


def times(pacing: Pace, chat: int, messages: int, *, notice: bool = False, at: float = 0.0) -> list[float]:
    """Return when each of these messages leaves, all of them being ready at once."""
    return [at + pacing.wait(chat, at, notice=notice) for _ in range(messages)]


def most_within(seconds: float, sent: list[float]) -> int:
    """Return the most messages that left within any such span."""
    return max(sum(start <= at < start + seconds - 1e-9 for at in sent) for start in sent)


def test_a_chat_hears_five_messages_at_once_then_one_a_second() -> None:
    assert times(Pace(), 7, 8) == [0, 0, 0, 0, 0, 1, 2, 3]


def test_a_chat_that_rests_may_have_a_burst_again() -> None:
    pacing = Pace()
    times(pacing, 7, 8)
    assert times(pacing, 7, 6, at=100.0) == [100, 100, 100, 100, 100, 101]


def test_a_group_never_hears_more_than_twenty_a_minute() -> None:
    sent = times(Pace(), -7, 100)
    assert sent[:5] == [0] * 5
    assert 18 <= most_within(60, sent) <= 20


def test_nobody_waits_for_somebody_else() -> None:
    pacing = Pace()
    times(pacing, 7, 50)
    assert pacing.wait(8, 0.0, notice=False) == 0


def test_all_notices_together_are_thirty_a_second() -> None:
    pacing = Pace()
    sent = [pacing.wait(chat, 0.0, notice=True) for chat in range(1, 301)]
    assert most_within(1, sent) == 30
    assert sent[-1] == pytest.approx(299 / 30)


def test_an_answer_does_not_wait_for_notices() -> None:
    pacing = Pace()
    for chat in range(1, 301):
        pacing.wait(chat, 0.0, notice=True)
    assert pacing.wait(1_000, 0.0, notice=False) == 0


def test_a_bucket_is_idle_once_it_has_run_out() -> None:
    bucket = Bucket(rate=1.0, burst=5.0)
    for _ in range(3):
        bucket.wait(0.0)
    assert not bucket.idle(2.9)
    assert bucket.idle(3.0)


def test_chats_that_rest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_SWEEP", 10)
    pacing = Pace()
    for chat in range(1, 100):
        pacing.wait(chat, float(chat), notice=False)
    assert len(pacing._chats) <= 10
