"""The page is a phone: what people do on it reaches the bot, and what the bot says is shown."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.sandbox import Person, Sandbox
from bot.sandbox.arguments import Upload
from bot.sandbox.bot_api import call

CHROMIUM = Path(os.environ.get("ALLERVERS_CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
TRAP = '<img src=x onerror="document.title=1">'

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium here")


@pytest.fixture
async def page(url: str, sandbox: Sandbox, ines: Person) -> AsyncIterator[Page]:
    """Inès, who has started; Moussa, who has not; and a partner group where Claire and Karim sit."""
    sandbox.add_person("Moussa")
    members = [sandbox.add_person(name).id for name in ("Claire", "Karim")]
    sandbox.add_group("Mission locale", id=-1001000000001, members=members)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1280, "height": 860})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{url}/")
        await expect(page.locator("[data-phone]")).to_have_count(3)
        yield page
        await browser.close()
        assert errors == []


def say(sandbox: Sandbox, chat_id: int, text: str, **more: Any) -> dict[str, Any]:
    sent: dict[str, Any] = call(
        sandbox, "sendMessage", {"chat_id": chat_id, "text": text, "parse_mode": "HTML", **more}
    )
    return sent


def phone(page: Page, chat_id: int) -> Locator:
    return page.locator(f'[data-phone="{chat_id}"]')


def last_update(sandbox: Sandbox) -> dict[str, Any]:
    update: dict[str, Any] = json.loads(sandbox.updates.batch(100)[-1].json)
    return update


async def test_words_are_shown_with_their_formatting_and_never_as_html(
    page: Page, sandbox: Sandbox, ines: Person
) -> None:
    log = phone(page, ines.id).get_by_role("log")
    say(sandbox, ines.id, '<b>Salut <i>toi</i></b> <a href="https://e.org">ici</a> &lt;img src=x&gt;')
    await expect(log.locator("strong em")).to_have_text("toi")
    await expect(log.get_by_role("link", name="ici")).to_have_attribute("href", "https://e.org")
    sandbox.send_text(ines.id, TRAP)
    await expect(log).to_contain_text(TRAP)
    assert await log.locator("img").count() == 0
    assert await page.title() != "1"


async def test_a_button_spins_until_answered_and_the_answer_is_shown(
    page: Page, sandbox: Sandbox, ines: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}, {"text": "Non", "callback_data": "non"}]]}
    say(sandbox, ines.id, "Ça va ?", reply_markup=markup)
    mine = phone(page, ines.id)
    for alert, shown in ((False, mine.locator(".toast")), (True, mine.locator("dialog p"))):
        await mine.get_by_role("button", name="Oui").click()
        await sandbox.changed(lambda: sandbox.presses)
        await expect(mine.locator('button[aria-busy="true"]')).to_have_text("Oui")
        query = last_update(sandbox)["callback_query"]["id"]
        call(sandbox, "answerCallbackQuery", {"callback_query_id": query, "text": "C’est noté", "show_alert": alert})
        await expect(shown).to_have_text("C’est noté")
        await expect(mine.locator('button[aria-busy="true"]')).to_have_count(0)


async def test_a_file_is_a_bubble_that_downloads_even_on_a_narrow_screen(
    page: Page, sandbox: Sandbox, ines: Person
) -> None:
    name = "rendez-vous-avec-la-mission-locale-de-rennes-vendredi.ics"
    await page.set_viewport_size({"width": 360, "height": 740})
    file = {"document": Upload(name, "text/calendar", b"BEGIN:VCALENDAR")}
    call(sandbox, "sendDocument", {"chat_id": ines.id, "caption": "Vendredi à 14 h", **file})
    shown = phone(page, ines.id).get_by_role("link", name=name)
    await expect(shown).to_contain_text("15 o")
    await expect(phone(page, ines.id).get_by_role("log")).to_contain_text("Vendredi à 14 h")
    box = await shown.bounding_box()
    assert box
    assert box["height"] >= 44
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    async with page.expect_download() as started:
        await shown.click()
    download = await started.value
    assert download.suggested_filename == name
    assert await download.failure() is None


async def test_a_button_that_opens_an_address_is_a_link_to_a_new_tab(
    page: Page, sandbox: Sandbox, ines: Person
) -> None:
    markup = {"inline_keyboard": [[{"text": "Y aller", "url": "https://e.org"}]]}
    say(sandbox, ines.id, "C'est ici.", reply_markup=markup)
    shown = phone(page, ines.id).get_by_role("link", name="Y aller")
    await expect(shown).to_have_attribute("href", "https://e.org")
    await expect(shown).to_have_attribute("target", "_blank")
    await expect(shown).to_have_attribute("rel", "noopener noreferrer")


async def test_a_newcomer_starts_by_a_link_then_writes(page: Page, sandbox: Sandbox) -> None:
    call(sandbox, "setMyDescription", {"description": "Salut, je t’aide."})
    await page.get_by_role("button", name="Ajouter un jeune").click()
    await page.get_by_label("Prénom").fill("Awa")
    await page.get_by_role("button", name="Ajouter", exact=True).click()
    await expect(page.locator("[data-phone]")).to_have_count(4)
    awa = next(person for person in sandbox.people.values() if person.first_name == "Awa")
    mine = phone(page, awa.id)
    await expect(mine).to_contain_text("Salut, je t’aide.")
    await mine.get_by_label("Lien d’arrivée").fill("maurepas")
    await mine.get_by_role("button", name="Démarrer").click()
    await expect(mine.get_by_role("log")).to_contain_text("/start maurepas")
    box = mine.get_by_role("textbox", name="Message")
    await box.fill("une question")
    await box.press("Enter")
    await expect(mine.get_by_role("log")).to_contain_text("une question")
    assert last_update(sandbox)["message"]["text"] == "une question"


async def test_keyboard_menu_number_and_place(page: Page, sandbox: Sandbox, ines: Person) -> None:
    call(sandbox, "setMyCommands", {"commands": [{"command": "aide", "description": "Ce que je sais faire"}]})
    say(sandbox, ines.id, "Où ?", reply_markup={"keyboard": [["Maurepas"]]})
    mine = phone(page, ines.id)
    await mine.get_by_role("group", name="Réponses proposées").get_by_role("button", name="Maurepas").click()
    await sandbox.changed(lambda: last_update(sandbox)["message"].get("text") == "Maurepas")
    await mine.get_by_role("button", name="Menu des commandes").click()
    await mine.get_by_role("button", name="/aide").click()
    await sandbox.changed(lambda: last_update(sandbox)["message"].get("text") == "/aide")
    await mine.get_by_role("button", name="Joindre").click()
    await mine.get_by_role("button", name="Partager mon numéro").click()
    await sandbox.changed(lambda: "contact" in last_update(sandbox)["message"])
    await mine.get_by_role("button", name="Joindre").click()
    await mine.get_by_label("Latitude").fill("45,14")
    await mine.get_by_label("Longitude").fill("5.71")
    await mine.get_by_role("button", name="Partager ce point").click()
    await sandbox.changed(lambda: last_update(sandbox)["message"].get("location", {}).get("latitude") == 45.14)


async def test_blocking_and_coming_back(page: Page, sandbox: Sandbox, ines: Person) -> None:
    mine = phone(page, ines.id)
    await mine.get_by_role("button", name="Plus d’options").click()
    await mine.get_by_role("button", name="Bloquer le bot").click()
    await mine.get_by_role("button", name="Débloquer le bot").click()
    await expect(mine.get_by_role("textbox", name="Message")).to_be_visible()
    assert last_update(sandbox)["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_in_the_group_one_acts_as_a_chosen_member(page: Page, sandbox: Sandbox) -> None:
    markup = {"inline_keyboard": [[{"text": "Je m’en occupe", "callback_data": "prise"}]]}
    say(sandbox, -1001000000001, "Une demande", reply_markup=markup)
    group = phone(page, -1001000000001)
    await group.get_by_label("Au clavier").select_option("Karim")
    await group.get_by_role("button", name="Je m’en occupe").click()
    await sandbox.changed(lambda: sandbox.presses)
    assert last_update(sandbox)["callback_query"]["from"]["first_name"] == "Karim"


async def test_on_a_narrow_screen_one_phone_fills_the_page(page: Page, sandbox: Sandbox, ines: Person) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.get_by_role("button", name="Mission locale").click()
    await expect(phone(page, ines.id)).to_be_hidden()
    await expect(phone(page, -1001000000001)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_every_touch_target_is_44_pixels(page: Page, sandbox: Sandbox, ines: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}, {"text": "Site", "url": "https://e.org"}]]}
    say(sandbox, ines.id, "Ça va ?", reply_markup=markup)
    await expect(page.get_by_role("button", name="Oui")).to_be_visible()
    boxes = await page.locator("button:visible, select:visible, input:visible, .choice").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.width < 44 || box.height < 44).length"
    )
    assert boxes == 0
