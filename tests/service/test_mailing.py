"""Mails, over a real mail server: each leaves once, waits for a server that cannot, and names no one when refused."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.service.mailing import ALERT_REFUSED, REFUSED, BadAddress, Mailing, MailServer
from bot.store import Mail, Store
from tests.living import HeldClock, eventually, running

TO = "samira@exemple.invalid"
FROM = "bot@exemple.invalid"


class Letterbox:
    """What the server took, and how it answers."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.taken: list[Envelope] = []

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: Any) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
async def smtp(letterbox: Letterbox) -> AsyncIterator[str]:
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(letterbox), "127.0.0.1", 0)
    yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}?from={FROM}"
    server.close()
    await server.wait_closed()


@pytest.fixture
async def mailing(smtp: str, store: Store, clock: HeldClock) -> AsyncIterator[Mailing]:
    async with store.begin() as transaction:
        await transaction.post_mails([Mail(TO, "rappel", "Une demande\nà appeler", "Bonjour.", "k")], clock.now())
    return Mailing(store, MailServer.at(smtp), clock)


async def test_a_mail_leaves_once_in_our_name(mailing: Mailing, letterbox: Letterbox) -> None:
    await mailing.carry()
    await mailing.carry()
    (mail,) = letterbox.taken
    assert (mail.mail_from, mail.rcpt_tos) == (FROM, [TO])
    text = bytes(mail.content or b"").decode()
    assert "Auto-Submitted: auto-generated" in text
    assert "Bonjour." in text


async def test_a_server_that_cannot_take_it_now_is_asked_again_later_and_less_and_less(
    mailing: Mailing, letterbox: Letterbox, clock: HeldClock
) -> None:
    letterbox.answers = ["451 later", "451 later"]
    await mailing.carry()
    clock.move(seconds=59)
    await mailing.carry()
    assert len(letterbox.answers) == 1, "not yet"
    clock.move(seconds=1)
    await mailing.carry()
    clock.move(minutes=1, seconds=59)
    await mailing.carry()
    assert letterbox.taken == []
    clock.move(seconds=1)
    await mailing.carry()
    assert len(letterbox.taken) == 1


async def test_a_server_that_is_down_loses_nothing(
    store: Store, mailing: Mailing, clock: HeldClock, letterbox: Letterbox
) -> None:
    down = Mailing(store, MailServer.at(f"smtp://127.0.0.1:1?from={FROM}"), clock)
    await down.carry()
    clock.move(minutes=1)
    await mailing.carry()
    assert len(letterbox.taken) == 1


async def test_what_is_refused_for_good_is_dropped_counted_and_told_to_the_operator(
    mailing: Mailing, letterbox: Letterbox, store: Store, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    letterbox.answers = [f"550 no such user {TO}"]
    with caplog.at_level(logging.DEBUG, "bot"):
        await mailing.carry()
        clock.move(hours=5)
        await mailing.carry()
    assert letterbox.taken == []
    assert {what: n for (_, what), n in (await store.counts()).items()} == {REFUSED: 1}
    async with store.read() as transaction:
        (alert,) = await transaction.alerts(clock.now() - timedelta(days=1))
    assert (alert.kind, alert.detail) == (ALERT_REFUSED, "rappel")
    assert TO not in caplog.text


async def test_the_loop_wakes_for_what_was_just_posted(
    store: Store, smtp: str, letterbox: Letterbox, clock: HeldClock
) -> None:
    mailing = Mailing(store, MailServer.at(smtp), clock)
    async with running(mailing.run()):
        async with store.begin() as transaction:
            await transaction.post_mails([Mail(TO, "rappel", "Sujet", "Bonjour.")], clock.now())
        mailing.wake()
        await eventually(lambda: letterbox.taken)


def test_the_address_of_a_server_says_all_that_is_needed() -> None:
    server = MailServer.at("smtps://bot%40exemple.fr:p%3Ass@mail.exemple.fr")
    assert server == MailServer(
        "mail.exemple.fr", 465, "bot@exemple.fr", secure=True, user="bot@exemple.fr", password="p:ss"
    )
    assert "p:ss" not in repr(server)


@pytest.mark.parametrize(
    "url", ["mail.exemple.fr", "http://a?from=a@b", "smtp://mail.exemple.fr", "smtp://a:x?from=a@b"]
)
def test_what_is_no_server_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(BadAddress) as told:
        MailServer.at(url)
    assert url not in str(told.value)
