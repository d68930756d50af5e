"""Nothing that a person says leaves the conversation: not into a log, an address, an error, a counter or the disk.

The whole conversation is played with marked words while everything that may go wrong does, and while every logger tells
all it can.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.app import House
from bot.core.engine import Engine, Turn
from bot.core.events import Event, Wrote
from bot.core.playbook import Playbook
from bot.core.session import Session
from bot.sandbox import Sandbox, app, serve
from bot.store import Transaction
from tests.e2e.home import QuickClock, living, settings
from tests.e2e.people import TAKE, TAKEN, Conversation, Journal, requests_shown, wants_a_call
from tests.e2e.people import Turn as Says
from tests.living import Phones

TOKEN = "1:jetonpourunseultest"
NAME, WORDS, BREAKS = "Zéphirine", "xylophage balbuzard", "wapiti calembredaine"
PROFILE = {"first_name": "Quetzalcoatline", "last_name": "Wisigothe", "username": "jaspe_turlupin"}
SAMIRA = 2005
"""The number of someone of the partner for Maurepas, as the shipped data declare them."""
MEMBER = {"first_name": "Ermengarde", "last_name": "Yggdrasil"}
PHONE, SHARED = "06 39 98 47 53", "33639985841"
MARKS = (
    *(NAME, "phirine", *WORDS.split(), *BREAKS.split(), *PROFILE.values(), *MEMBER.values()),
    *(PHONE, "0639984753", "639984753", "39 98 47 53", SHARED, "0639985841", "639985841", "39 98 58 41"),
)
MISTAKES = [
    Says(("Je n'ai pas compris.",), writes=WORDS),
    Says(("J'ai eu un problème.",), writes=BREAKS),
]


@pytest.fixture
def told() -> Iterator[list[str]]:
    """Everything that any logger says from now on, errors' texts and traces included."""
    lines: list[str] = []
    form = logging.Formatter("%(name)s %(funcName)s %(message)s")

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(form.format(record))

    ear, loggers = Ear(), [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    loggers[0].addHandler(ear)
    yield lines
    loggers[0].removeHandler(ear)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that the bot asks for."""
    addresses: list[str] = []

    def create(sandbox: Sandbox) -> Any:
        inside = app.create_app(sandbox)

        async def served(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                addresses.append(f"{scope['path']}?{scope['query_string'].decode()}")
            await inside(scope, receive, send)

        return served

    monkeypatch.setattr(serve, "create_app", create)
    return addresses


@pytest.fixture
def a_step_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine chokes on some words, and says so with them."""
    advance = Engine.advance

    def choking(engine: Engine, session: Session | None, event: Event, *more: Any) -> Turn:
        if isinstance(event, Wrote) and event.text == BREAKS:
            raise ValueError(f"cannot read {event} of {session}")
        return advance(engine, session, event, *more)

    monkeypatch.setattr(Engine, "advance", choking)


@pytest.fixture
def a_disk_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses the first session that holds the name, and quotes it."""
    save, refused = Transaction.save_sessions, []

    async def failing(transaction: Transaction, bodies: dict[int, str], now: Any) -> None:
        if NAME in str(bodies) and not refused:
            refused.append(True)
            raise OperationalError("INSERT INTO sessions", bodies, Exception(str(bodies)))
        await save(transaction, bodies, now)

    monkeypatch.setattr(Transaction, "save_sessions", failing)


@pytest.mark.usefixtures("a_step_breaks", "a_disk_fails")
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_nothing_leaks(
    playbook: Playbook,
    tmp_path: Path,
    told: list[str],
    asked: list[str],
    capfd: pytest.CaptureFixture[str],
    *,
    webhook: bool,
) -> None:
    clock = QuickClock()
    sandbox = Phones(token=TOKEN, now=clock.time)
    file = tmp_path / "a.db"
    async with serve.serving(sandbox) as root:
        chosen = settings(root, TOKEN, file, webhook=webhook)
        async with living(chosen, playbook, clock) as house:
            await _everything_goes_wrong(sandbox, house)
            counted = [name for _, name in await house.store.counts()]
            lying = _on_disk(tmp_path)
    printed = capfd.readouterr()
    assert len(told) > 100, "every logger was heard"
    assert len(lying) > 10_000
    for mark in MARKS:
        for place in (told, asked, counted, [printed.out, printed.err]):
            assert [line for line in place if mark.casefold() in line.casefold()] == []
        for written in (mark.encode(), mark.encode("utf-16-le"), ascii(mark)[1:-1].encode()):
            assert written not in lying
    for secret in (TOKEN, chosen.secret_key.get_secret_value()):
        assert [line for line in [*told, printed.out, printed.err] if secret in line] == []


def _on_disk(folder: Path) -> bytes:
    """The database's files as they lie there, the log of its writes among them."""
    return b"".join(part.read_bytes() for part in folder.iterdir())


async def _everything_goes_wrong(sandbox: Sandbox, house: House) -> None:
    """A call is asked for and taken; another person shares a number, then blocks the bot."""
    journal = Journal(sandbox)
    member, person, other = (
        sandbox.add_person(**one).id for one in ({"id": SAMIRA, **MEMBER}, PROFILE, {"first_name": NAME})
    )
    group = house.conversation.engine.playbook.partners["mission-locale-rennes"].group
    assert group
    sandbox.add_group("Mission locale", id=group, members=[member])
    sandbox.send_text(member, "/start")
    sandbox.faults.refuse("sendMessage", 500, times=2)
    sandbox.faults.drop("sendMessage")
    quoting = f'Bad Request: can\'t parse entities: Unsupported start tag "{NAME}" at byte offset 4'
    turns = wants_a_call("Rennes", "Maurepas", NAME, PHONE)
    await Conversation(journal, person, [*turns[:1], *MISTAKES, *turns[1:]]).play()
    await sandbox.changed(lambda: requests_shown(sandbox, group))
    sandbox.faults.refuse("editMessageText", 400, description=quoting, chat_id=group)
    sandbox.press(member, group, label=TAKE)
    await journal.reads(person, TAKEN)
    await journal.reads(member, "Demande d'appel")

    await Conversation(journal, other, wants_a_call("Rennes", "Maurepas", NAME, PHONE)[:-1]).play()
    sandbox.faults.drop("sendMessage", chat_id=other, after=True)
    sandbox.share_contact(other, phone=SHARED)
    await journal.reads(other, f"C'est envoyé, {NAME}.")
    sandbox.faults.refuse("sendMessage", 403, description="Forbidden: bot was blocked by the user", chat_id=other)
    sandbox.send_text(other, WORDS)
    async with asyncio.timeout(60):
        while not (await house.store.status())["unreachable"]:
            continue
    assert sandbox.faults.left == 0, "everything that could go wrong did"
