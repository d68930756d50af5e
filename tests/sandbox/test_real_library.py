"""python-telegram-bot, unchanged, talks to the sandbox and maps its errors."""

from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.sandbox import Person, Sandbox
from tests.sandbox.conftest import TOKEN

YES = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Oui", callback_data="oui", style="success")]])


@pytest.fixture
async def bot(url: str) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


async def test_a_conversation(bot: telegram.Bot, sandbox: Sandbox, ines: Person) -> None:
    assert bot.username == "allervers_bot"
    sandbox.send_text(ines.id, "/start maurepas")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message
    assert update.message.from_user
    assert update.message.from_user.language_code == "fr"
    sent = await update.message.reply_text("<b>Salut</b> 😀", parse_mode=ParseMode.HTML, reply_markup=YES)
    assert sent.text_html == "<b>Salut</b> 😀"
    sandbox.press(ines.id, label="Oui")
    (pressed,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    query = pressed.callback_query
    assert query
    assert await query.answer("Noté")
    edited = await query.edit_message_text("Merci")
    assert isinstance(edited, telegram.Message)
    assert edited.reply_markup is None
    assert await edited.delete()


async def test_uploads_and_downloads(bot: telegram.Bot, ines: Person) -> None:
    sent = await bot.send_document(ines.id, b"contenu", filename="plan.txt", caption="<i>Plan</i>", parse_mode="HTML")
    assert sent.document
    assert sent.caption_html == "<i>Plan</i>"
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"contenu"


async def test_the_bot_s_face(bot: telegram.Bot) -> None:
    assert await bot.set_my_commands([("start", "Recommencer")], language_code="fr")
    assert (await bot.get_my_commands(language_code="fr"))[0].command == "start"
    assert await bot.set_my_description("Salut", language_code="fr")
    assert (await bot.get_my_description("fr")).description == "Salut"
    assert await bot.set_my_short_description("Court")
    assert (await bot.get_my_short_description()).short_description == "Court"
    assert await bot.set_my_name("Aller vers")
    assert (await bot.get_my_name()).name == "Aller vers"
    assert await bot.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), telegram.MenuButtonCommands)


async def test_private_keyboards_places_and_chats(bot: telegram.Bot, sandbox: Sandbox, ines: Person) -> None:
    button = telegram.KeyboardButton("Mon numéro", request_contact=True)
    await bot.send_message(ines.id, "Ton numéro ?", reply_markup=telegram.ReplyKeyboardMarkup([[button]]))
    sandbox.press(ines.id, label="Mon numéro")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message
    assert update.message.contact
    assert update.message.contact.user_id == ines.id
    await bot.send_message(ines.id, "Merci", reply_markup=telegram.ReplyKeyboardRemove())
    assert sandbox.keyboard(ines.id) == ()
    assert (await bot.send_venue(ines.id, 48.1, -1.6, "Le 4 bis", "Rennes")).venue
    assert (await bot.get_chat(ines.id)).first_name == "Inès"
    assert await bot.send_chat_action(ines.id, "typing")
    group = sandbox.add_group("Mission locale", members=[ines.id])
    with pytest.raises(BadRequest, match="Phone number can be requested in private chats only"):
        await bot.send_message(group.id, "?", reply_markup=telegram.ReplyKeyboardMarkup([[button]]))


async def test_errors_become_exceptions(bot: telegram.Bot, sandbox: Sandbox, ines: Person, url: str) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "a")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ines.id, "a" * 4097)
    with pytest.raises(BadRequest, match=r"[Cc]an't parse entities: .* at byte offset 0"):
        await bot.send_message(ines.id, "<x>", parse_mode="HTML")
    markup = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("a", callback_data="a" * 65)]])
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(ines.id, "a", reply_markup=markup)
    sandbox.faults.refuse("sendMessage", 429, retry_after=2)
    with pytest.raises(RetryAfter):
        await bot.send_message(ines.id, "a")
    sandbox.faults.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ines.id, "a")
    sandbox.block(ines.id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ines.id, "a")
    await bot.set_webhook("http://127.0.0.1:9/hook", secret_token="s")
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        await telegram.Bot("999:WRONG", base_url=f"{url}/bot").initialize()
