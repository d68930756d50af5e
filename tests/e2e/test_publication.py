"""Publication in a bot that lives, over real HTTP: nobody is dropped or mixed up, and nothing bad is ever played."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import House, build
from bot.content.versions import Version, Versions
from bot.sandbox.serve import serving
from bot.service.clock import Clock
from bot.service.publishing import Publishing
from bot.service.reloading import Feed, Published, Saved
from bot.settings import Settings
from tests.e2e.bots import TOKEN, Cradle, free_port
from tests.e2e.home import settings as chosen
from tests.e2e.people import Conversation, Journal, Turn
from tests.living import Phones, eventually, running
from tests.service.drafting import Draft

PEOPLE = 50
PUBLICATIONS = 3
OPERATOR = 2018
MENU, OTHER_MENU = "Que veux-tu ?", "On fait quoi ?"
CHANGED = "etape_changee"
CALL = "Qu'on m'appelle"
SENT = "C'est envoyé."


def wants_a_call(name: str, phone: str) -> list[Turn]:
    """From Start to a request that has left, in the small dialogues of the tests."""
    return [
        Turn(("Salut !", MENU), writes="/start"),
        Turn(("Tu habites où ?",), presses=CALL),
        Turn(("Mission locale t'appelle avant",), writes="Maurepas"),
        Turn(("Ton prénom ?",), presses="Oui, d'accord"),
        Turn((f"Ton numéro, {name} ?",), writes=name),
        Turn((SENT, MENU), writes=phone),
    ]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


def asks_otherwise(draft: Draft) -> None:
    """Change the words of the menu, where everyone passes."""
    draft.edit("dialogues/menu.yaml", MENU, OTHER_MENU)
    for _ in range(2):
        draft.edit("dialogues/scenarios/bonjour.yaml", MENU, OTHER_MENU)


@asynccontextmanager
async def living(draft: Draft, root: str, *, follow: bool = False) -> AsyncIterator[House]:
    """A bot that plays the draft as it is now, then what is published, or what is saved."""
    settings = chosen(root, TOKEN, draft.folder / "allervers.db").model_copy(
        update={"dialogues": draft.dialogues, "data": draft.data, "operators": frozenset({OPERATOR})}
    )
    source = Saved(draft.dialogues, draft.data) if follow else Published(Versions(settings.kept_versions))
    async with (
        build(settings, draft.playbook(), Clock(), Feed(source, source.sign())) as house,
        running(house.run()),
    ):
        yield house


def publishing(house: House) -> Publishing:
    found = house.settings
    return Publishing(Versions(found.kept_versions), found.dialogues, found.data, house.store, house.clock)


async def publish(house: House, back: int | None = None) -> Version:
    """Publish the draft, or return to a version; wait until it is played."""
    played = house.conversation.engine
    desk = publishing(house)
    sheet = await (desk.sheet() if back is None else desk.sheet_of_return(back))
    version = await desk.publish(sheet, "Zoé")
    await eventually(lambda: house.conversation.engine is not played, within=30)
    return version


async def test_publications_under_way_drop_nobody_and_mix_nobody_up(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    journal = Journal(sandbox)
    sandbox.add_group("Mission locale", id=-1001000000002, members=[sandbox.add_person("Samira").id])
    names = [f"Jeune{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(PEOPLE)]
    phones = [f"06 39 98 {number:04d}" for number in range(PEOPLE)]
    everyone = [
        Conversation(journal, sandbox.add_person(name).id, wants_a_call(name, phone))
        for name, phone in zip(names, phones, strict=True)
    ]
    async with serving(sandbox) as root, living(draft, root) as house:
        published = 0
        for some in (everyone[part::PUBLICATIONS] for part in range(PUBLICATIONS)):
            talking = asyncio.gather(*(one.play() for one in some))
            published += 1
            draft.edit("dialogues/rappel.yaml", SENT, f"{SENT} {published}")
            await publish(house)
            await talking
        for one, name, phone in zip(everyone, names, phones, strict=True):
            assert one.heard() == one.awaited()
            async with house.store.read() as transaction:
                (row,) = await transaction.requests_of(one.person)
            assert (row.first_name, row.phone.replace(" ", "")) == (name, phone.replace(" ", ""))
    assert published == len(Versions(house.settings.kept_versions).every()) == PUBLICATIONS


async def test_who_stands_at_a_question_that_changes_is_told_so_and_asked_again(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    person = sandbox.add_person("Awa").id
    async with serving(sandbox) as root, living(draft, root) as house:
        sandbox.send_text(person, "/start")
        await sandbox.said(person, MENU)
        asks_otherwise(draft)
        sheet = await publishing(house).sheet()
        assert "1 personne en conversation : 0 sans effet, 1 sur une étape modifiée." in sheet.told()
        assert CHANGED in sheet.told()
        await publish(house)
        sandbox.press(person, label=CALL)
        assert CHANGED in (await sandbox.said(person, OTHER_MENU)).text
        sandbox.press(person, label=CALL)
        await sandbox.said(person, "Tu habites où ?")


async def test_something_bad_never_goes_live_and_the_last_good_version_goes_on(
    draft: Draft, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox = Phones(token=TOKEN)
    person = sandbox.add_person("Awa").id
    async with serving(sandbox) as root, living(draft, root) as house:
        first = await publish(house)
        played = house.conversation.engine
        draft.breaks()
        assert (await publishing(house).sheet()).refusal
        bad = first.folder.with_name("0002")
        shutil.copytree(first.folder, bad)
        (bad / "dialogues" / "permanences.yaml").unlink()
        shutil.copy(draft.dialogues / "permanences.yaml", bad / "dialogues" / "permanences.yaml")
        await eventually(lambda: "not played" in caplog.text, within=30)
        assert house.conversation.engine is played
        sandbox.send_text(person, "/start")
        await sandbox.said(person, MENU)


async def test_a_former_version_is_played_again_at_once(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    person = sandbox.add_person("Awa").id
    async with serving(sandbox) as root, living(draft, root) as house:
        await publish(house)
        asks_otherwise(draft)
        await publish(house)
        sandbox.send_text(person, "/start")
        await sandbox.said(person, OTHER_MENU)
        await publish(house, back=1)
        sandbox.send_text(person, "/menu")
        await sandbox.said(person, MENU)


async def test_telegram_s_menu_is_that_of_the_version_that_is_played(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    async with serving(sandbox) as root, living(draft, root) as house:
        draft.edit("dialogues/permanences.yaml", "titre: Où passer", "titre: Où passer\ncommande: Bientôt ouvert")
        await publish(house)
        await sandbox.changed(lambda: "Bientôt ouvert" in str(sandbox.profile.commands), within=30)


async def test_who_follows_plays_what_is_saved(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    person = sandbox.add_person("Awa").id
    async with serving(sandbox) as root, living(draft, root, follow=True) as house:
        played = house.conversation.engine
        asks_otherwise(draft)
        await eventually(lambda: house.conversation.engine is not played, within=30)
        sandbox.send_text(person, "/start")
        await sandbox.said(person, OTHER_MENU)


async def test_the_draft_is_on_the_operator_s_phone_and_on_no_other(draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    person, operator = sandbox.add_person("Awa").id, sandbox.add_person("Camille", id=OPERATOR).id
    async with serving(sandbox) as root, living(draft, root):
        asks_otherwise(draft)
        sandbox.send_text(operator, "/start")
        await sandbox.said(operator, MENU)
        sandbox.send_text(operator, "/brouillon")
        await sandbox.said(operator, OTHER_MENU, within=30)
        sandbox.send_text(person, "/start")
        await sandbox.said(person, MENU)
        sandbox.send_text(operator, "/publie")
        await sandbox.said(operator, "Vous parlez de nouveau à la version publiée.")
        sandbox.send_text(operator, "/menu")
        await sandbox.said(operator, MENU)


async def test_a_restart_plays_what_is_published_though_the_draft_is_broken(bots: Cradle, draft: Draft) -> None:
    sandbox = Phones(token=TOKEN)
    person = sandbox.add_person("Awa").id
    async with serving(sandbox) as root:
        async with living(draft, root) as house:
            await publish(house)
            said = _environment(house.settings, root)
        draft.breaks()
        life = await bots.command(**said)
        sandbox.send_text(person, "/start")
        await sandbox.said(person, MENU, within=30)
        assert await life.end() == 0


def _environment(settings: Settings, root: str) -> dict[str, object]:
    return {
        "telegram_api": root,
        "telegram_token": TOKEN,
        "secret_key": settings.secret_key.get_secret_value(),
        "database_url": settings.database_url,
        "dialogues": settings.dialogues,
        "data": settings.data,
        "port": free_port(),
    }
