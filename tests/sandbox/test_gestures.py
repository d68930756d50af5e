"""What people do reaches the bot as Telegram would tell it."""

import json
from typing import Any

import pytest

from bot.sandbox import Person, Sandbox
from bot.sandbox.bot_api import call


def heard(sandbox: Sandbox) -> list[dict[str, Any]]:
    return [json.loads(update.json) for update in sandbox.updates.batch(100)]


def test_a_deep_link_is_a_command_with_its_parameter(sandbox: Sandbox) -> None:
    person = sandbox.add_person("Inès", language="ar", username="ines")
    sandbox.send_text(person.id, "/start maurepas")
    message = heard(sandbox)[0]["message"]
    assert message["text"] == "/start maurepas"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": person.id, "is_bot": False, "first_name": "Inès", "username": "ines", "language_code": "ar"
    }  # fmt: skip


def test_numbers_are_one_s_own_or_someone_else_s(sandbox: Sandbox, ines: Person) -> None:
    sandbox.share_contact(ines.id)
    sandbox.share_contact(ines.id, "33639980099", "Maman")
    own, other = (update["message"]["contact"] for update in heard(sandbox))
    assert own == {"phone_number": ines.phone, "first_name": "Inès", "user_id": ines.id}
    assert "user_id" not in other


def test_bare_kinds_and_edits(sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_voice(ines.id)
    sandbox.send_photo(ines.id)
    sandbox.send_sticker(ines.id)
    sandbox.share_location(ines.id, 45.1, 5.7)
    said = sandbox.send_text(ines.id, "bonjur")
    sandbox.edit_text(ines.id, said.id, "bonjour")
    updates = heard(sandbox)
    for kind, update in zip(("voice", "photo", "sticker", "location", "text"), updates, strict=False):
        assert kind in update["message"]
    assert updates[-1]["edited_message"]["text"] == "bonjour"
    assert updates[-1]["edited_message"]["message_id"] == said.id


def test_the_reply_keyboard_writes_shares_and_hides_once_used(sandbox: Sandbox, ines: Person) -> None:
    keyboard = [["Oui"], [{"text": "Mon numéro", "request_contact": True}], [{"text": "Ici", "request_location": True}]]
    markup = {"keyboard": keyboard, "one_time_keyboard": True}
    for label, kind in (("Oui", "text"), ("Mon numéro", "contact"), ("Ici", "location")):
        call(sandbox, "sendMessage", {"chat_id": ines.id, "text": "?", "reply_markup": markup})
        sandbox.press(ines.id, label=label)
        assert kind in heard(sandbox)[-1]["message"]
        assert sandbox.keyboard(ines.id) == ()
    with pytest.raises(LookupError, match="no button 'Oui'"):
        sandbox.press(ines.id, label="Oui")


def test_a_label_shown_twice_is_pressed_where_it_was_shown_last(sandbox: Sandbox, ines: Person) -> None:
    inline = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    for markup, kind in ((inline, "callback_query"), ({"keyboard": [["Oui"]]}, "message"), (inline, "callback_query")):
        call(sandbox, "sendMessage", {"chat_id": ines.id, "text": "?", "reply_markup": markup})
        sandbox.press(ines.id, label="Oui")
        assert kind in heard(sandbox)[-1]


def test_an_old_button_can_still_be_pressed_by_its_data(sandbox: Sandbox, ines: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "oui"}]]}
    sent = call(sandbox, "sendMessage", {"chat_id": ines.id, "text": "?", "reply_markup": markup})
    call(sandbox, "editMessageText", {"chat_id": ines.id, "message_id": sent["message_id"], "text": "fini"})
    with pytest.raises(LookupError):
        sandbox.press(ines.id, message_id=sent["message_id"], label="Oui")
    sandbox.press(ines.id, message_id=sent["message_id"], callback_data="oui")
    assert heard(sandbox)[-1]["callback_query"]["data"] == "oui"


def test_writing_after_blocking_unblocks_first(sandbox: Sandbox, ines: Person) -> None:
    sandbox.block(ines.id)
    sandbox.block(ines.id)
    sandbox.send_text(ines.id, "/start")
    kinds = [list(update)[1] for update in heard(sandbox)]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


def test_in_a_group_the_bot_hears_what_is_meant_for_it(sandbox: Sandbox, ines: Person) -> None:
    group = sandbox.add_group("Mission locale", id=-1001000000001, members=[ines.id])
    sent = call(sandbox, "sendMessage", {"chat_id": group.id, "text": "Une demande"})
    sandbox.send_text(ines.id, "entre nous", chat_id=group.id)
    sandbox.send_text(ines.id, "/aide", chat_id=group.id)
    sandbox.send_text(ines.id, "/aide@autre_bot", chat_id=group.id)
    sandbox.send_text(ines.id, "@allervers_bot merci", chat_id=group.id)
    sandbox.send_text(ines.id, "je prends", chat_id=group.id, reply_to=sent["message_id"])
    texts = [update["message"]["text"] for update in heard(sandbox)]
    assert texts == ["/aide", "@allervers_bot merci", "je prends"]
    group.bot_is_admin = True
    sandbox.send_text(ines.id, "entre nous", chat_id=group.id)
    assert heard(sandbox)[-1]["message"]["chat"] == {"id": group.id, "title": "Mission locale", "type": "supergroup"}


def test_only_members_write_in_a_group(sandbox: Sandbox, ines: Person) -> None:
    group = sandbox.add_group("Mission locale")
    with pytest.raises(LookupError, match="is not in chat"):
        sandbox.send_text(ines.id, "coucou", chat_id=group.id)
    sandbox.join(group.id, ines.id)
    assert sandbox.send_text(ines.id, "coucou", chat_id=group.id).sender == "Inès"


def test_the_bot_hears_that_it_leaves_and_joins_a_group(sandbox: Sandbox, ines: Person) -> None:
    group = sandbox.add_group("Mission locale", members=[ines.id])
    sandbox.kick_bot(group.id, by=ines.id)
    sandbox.send_text(ines.id, "/aide", chat_id=group.id)
    sandbox.invite_bot(group.id, by=ines.id)
    updates = heard(sandbox)
    statuses = [one["my_chat_member"]["new_chat_member"]["status"] for one in updates if "my_chat_member" in one]
    assert statuses == ["kicked", "member"]
    assert updates[-1]["message"]["new_chat_members"][0]["username"] == "allervers_bot"
    assert len(updates) == 3
