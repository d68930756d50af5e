"""The whole bot, as `allervers run` builds it, against a Bot API server that it knows by its address alone."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram.error import BadRequest, InvalidToken

from bot import app
from bot.app import House, build
from bot.core.callrequest import ALIVE, Status, Verb
from bot.core.playbook import Playbook
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.store import REQUEST_KEPT, Move, RequestRow, Vault, WrongKey
from tests.living import MENU, RENNES, TOKEN, HeldClock, asks_for_a_call, rows, running

ZOHRA, SAMIRA = 500_101, 2005


@pytest.fixture
def settings(tmp_path: Path, url: str) -> Settings:
    return Settings(
        _env_file=None,
        telegram_token=SecretStr(TOKEN),
        telegram_api=url,
        database_url=f"sqlite+aiosqlite:///{tmp_path}/allervers.db",
        secret_key=SecretStr(Vault.new_key()),
    )


@asynccontextmanager
async def hearing(settings: Settings, playbook: Playbook) -> AsyncIterator[House]:
    """Let a bot live by a clock that hurries; its timers and its purge stay at rest."""
    async with (
        build(settings, playbook, HeldClock(hurried=True)) as house,
        running(house.conversation.run(), house.relay.run(), house._intake()),
    ):
        yield house


def with_webhook(settings: Settings) -> Settings:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return settings.model_copy(update={"webhook_url": f"http://127.0.0.1:{port}/", "port": port})


async def whole_story(sandbox: Sandbox) -> list[list[str]]:
    """Play a request from Start to the end; return all that everyone read."""
    sandbox.add_person("Zohra", id=ZOHRA)
    sandbox.add_person("Samira", id=SAMIRA)
    sandbox.add_group("Mission locale de Rennes", id=RENNES, members=[SAMIRA])
    sandbox.send_text(SAMIRA, "/start")
    await sandbox.said(SAMIRA, MENU)
    await asks_for_a_call(sandbox, ZOHRA)
    request = await sandbox.said(RENNES, "Nouvelle demande")
    sandbox.press(SAMIRA, RENNES, label="Je m'en occupe")
    await sandbox.said(ZOHRA, "a pris ta demande")
    await sandbox.said(SAMIRA, "Téléphone : 06 39 98 12 34")
    await sandbox.said(RENNES, "prise par Samira")
    await sandbox.changed(lambda: len(sandbox.answers) == 5)
    sandbox.send_voice(ZOHRA)
    await sandbox.said(ZOHRA, "Je ne lis que du texte, pas un message vocal")
    number = request.text.split("n° ")[1].split()[0]
    read = [sandbox.texts(ZOHRA), sandbox.texts(SAMIRA), sandbox.texts(RENNES)]
    return [[text.replace(number, "N") for text in texts] for texts in read]


async def test_the_same_conversation_by_polling_and_by_webhook_reads_the_same(
    settings: Settings,
    playbook: Playbook,
    sandbox: Sandbox,
    tmp_path: Path,
) -> None:
    async with hearing(settings, playbook):
        polled = await whole_story(sandbox)
        hints = [answer["text"] for answer in sandbox.answers]
    assert not sandbox.webhook.url
    sandbox.reset()
    other = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{tmp_path}/other.db"})
    async with hearing(with_webhook(other), playbook):
        await sandbox.changed(lambda: sandbox.webhook.url)
        pushed = await whole_story(sandbox)
        assert not sandbox.webhook.last_error
    assert pushed == polled
    assert [answer["text"] for answer in sandbox.answers] == hints


async def test_a_bot_goes_from_webhook_to_polling_without_losing_anything(
    settings: Settings,
    playbook: Playbook,
    sandbox: Sandbox,
) -> None:
    sandbox.add_person("Zohra", id=ZOHRA)
    async with hearing(with_webhook(settings), playbook):
        await sandbox.changed(lambda: sandbox.webhook.url)
        sandbox.send_text(ZOHRA, "/start")
        await sandbox.said(ZOHRA, MENU)
    sandbox.send_text(ZOHRA, "c'est quoi le cej")
    async with hearing(settings, playbook):
        await sandbox.said(ZOHRA, "Le CEJ, c'est")
    assert sandbox.texts(ZOHRA)[0].startswith("Salut")
    assert sum("Le CEJ, c'est" in text for text in sandbox.texts(ZOHRA)) == 1


async def test_a_bot_runs_all_its_parts_and_stops_when_told(
    settings: Settings,
    playbook: Playbook,
    sandbox: Sandbox,
) -> None:
    sandbox.add_person("Zohra", id=ZOHRA)
    async with build(settings, playbook) as house, running(house.run()):
        sandbox.send_text(ZOHRA, "/start")
        await sandbox.said(ZOHRA, MENU)
    assert sandbox.profile.commands


async def test_a_bot_waits_for_a_telegram_that_does_not_answer_yet(
    settings: Settings,
    playbook: Playbook,
    sandbox: Sandbox,
) -> None:
    sandbox.faults.refuse("setMyCommands", 502)
    sandbox.faults.refuse("setMyCommands", 429, retry_after=30)
    sandbox.faults.drop("deleteWebhook")
    sandbox.add_person("Zohra", id=ZOHRA)
    sandbox.send_text(ZOHRA, "/start")
    async with hearing(settings, playbook) as house:
        await sandbox.said(ZOHRA, MENU)
        assert isinstance(house.clock, HeldClock)
        assert house.clock.slept == [app.RETRY, 30, app.RETRY]


async def test_commands_that_telegram_refuses_keep_nobody_waiting(
    settings: Settings,
    playbook: Playbook,
    sandbox: Sandbox,
) -> None:
    sandbox.faults.refuse("setMyCommands", 400, description="Bad Request: BOT_COMMAND_INVALID")
    sandbox.add_person("Zohra", id=ZOHRA)
    sandbox.send_text(ZOHRA, "/start")
    async with hearing(settings, playbook):
        await sandbox.said(ZOHRA, MENU)


async def test_a_webhook_that_telegram_refuses_stops_the_bot(
    settings: Settings,
    playbook: Playbook,
) -> None:
    wrong = with_webhook(settings).model_copy(update={"webhook_url": "https://exemple.fr"})
    async with build(wrong, playbook) as house:
        with pytest.raises(ExceptionGroup) as error:
            await house.run()
    assert error.group_contains(BadRequest, match="[Bb]ad webhook")


async def test_a_token_that_telegram_does_not_know_stops_the_bot(
    settings: Settings,
    playbook: Playbook,
) -> None:
    wrong = settings.model_copy(update={"telegram_token": SecretStr("999:OTHER")})
    async with build(wrong, playbook) as house:
        with pytest.raises(ExceptionGroup) as error:
            await house.run()
    assert error.group_contains(InvalidToken)


async def test_a_key_that_does_not_open_the_database_stops_the_start(
    settings: Settings,
    playbook: Playbook,
) -> None:
    async with build(settings, playbook):
        pass
    other = settings.model_copy(update={"secret_key": SecretStr(Vault.new_key())})
    with pytest.raises(WrongKey):
        async with build(other, playbook):
            pass


@pytest.mark.parametrize("status", sorted(ALIVE))
async def test_ninety_days_after_its_last_move_a_request_is_no_one_s_whatever_became_of_it(
    settings: Settings,
    playbook: Playbook,
    tmp_path: Path,
    status: Status,
) -> None:
    clock = HeldClock()
    async with build(settings, playbook, clock) as house:
        opened = clock.now() - REQUEST_KEPT - timedelta(days=1)
        row = RequestRow(
            id="r1", chat=ZOHRA, partner="mission-locale-rennes", theme="menu", quartier="maurepas",
            status=Status.OUVERTE, opened_at=opened, due_at=opened,
            first_name="Zohra", phone="06", details="{}", consent="{}",
        )  # fmt: skip
        async with house.store.begin() as transaction:
            await transaction.open_requests([row])
            if status is not Status.OUVERTE:
                verb = Verb.PRENDRE if status is Status.PRISE else Verb.REFUSER
                move = Move("r1", opened, verb, status, "Samira", "")
                await transaction.move_request(
                    "r1", was=[Status.OUVERTE], becomes=status, move=move, owner="samira-rennes"
                )
        async with running(house._purge()):
            await clock.asleep()
    left = rows(tmp_path / "allervers.db", "SELECT chat, first_name, phone, status FROM requests")
    assert left == [(0, b"", b"", status)]
