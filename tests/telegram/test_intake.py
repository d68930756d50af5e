"""Every kind of update becomes the arrival that it is; what cannot be read becomes nothing, and no log quotes it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.events import Commanded, Located, Pressed, SentOther, SharedNumber, Started, Wrote
from bot.sandbox import Sandbox
from bot.service.arrivals import Arrival, GroupCalled, Left, PartnerPressed
from bot.telegram import intake

INES = 500_001
GROUP = -1_001


def update(kind: str, content: dict[str, Any], number: int = 9) -> dict[str, Any]:
    return {"update_id": number, kind: content}


def private(**content: Any) -> dict[str, Any]:
    person = {"id": INES, "is_bot": False, "first_name": "Inès"}
    return {"message_id": 3, "from": person, "chat": {"id": INES, "type": "private"}, "date": 1} | content


def in_group(**content: Any) -> dict[str, Any]:
    return private(**content) | {"chat": {"id": GROUP, "type": "supergroup", "title": "Mission locale"}}


def pressed(data: str | None, message: dict[str, Any] | None) -> dict[str, Any]:
    query = {"id": "77", "from": {"id": INES, "first_name": "Samira", "last_name": "B."}, "chat_instance": "1"}
    given = {"data": data, "message": message}
    return update("callback_query", query | {name: value for name, value in given.items() if value is not None})


def member(chat: dict[str, Any], was: str, became: str) -> dict[str, Any]:
    standing = {"old_chat_member": {"status": was}, "new_chat_member": {"status": became}}
    return update("my_chat_member", {"chat": chat, "from": {"id": INES}, "date": 1} | standing)


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"text": "je cherche un taf"}, Wrote("je cherche un taf")),
        ({"text": "/start"}, Started()),
        ({"text": "/start maurepas"}, Started("maurepas")),
        ({"text": "/START@allervers_bot maurepas"}, Started("maurepas")),
        ({"text": "/aide@allervers_bot"}, Commanded("aide")),
        ({"text": "/cej combien ça paye"}, Commanded("cej", "combien ça paye")),
        ({"location": {"latitude": 48.1, "longitude": -1.6}}, Located(48.1, -1.6)),
        ({"venue": {}, "location": {"latitude": 48, "longitude": -1}}, Located(48.0, -1.0)),
        ({"contact": {"phone_number": "33639980001", "user_id": INES}}, SharedNumber("33639980001", own=True)),
        ({"contact": {"phone_number": "33639980002", "user_id": 42}}, SharedNumber("33639980002", own=False)),
        ({"contact": {"phone_number": "33639980003"}}, SharedNumber("33639980003", own=False)),
        ({"voice": {"file_id": "a"}}, SentOther("voice")),
        ({"photo": [{"file_id": "a"}], "caption": "regarde"}, SentOther("photo")),
        ({"sticker": {"file_id": "a"}}, SentOther("sticker")),
        ({"video_note": {}}, SentOther("video_note")),
        ({"what Telegram will invent next": {}}, SentOther("other")),
        ({"text": ""}, SentOther("other")),
    ],
)
def test_what_someone_sends_in_private(content: dict[str, Any], event: Any) -> None:
    assert intake.read(update("message", private(**content))) == Arrival(INES, event, 9)


def test_a_press_in_private_names_its_message_and_its_query() -> None:
    assert intake.read(pressed("a.1", private())) == Arrival(INES, Pressed("a.1", 3), 9, "77")


def test_a_press_under_a_message_that_telegram_no_longer_shows_keeps_its_place() -> None:
    old = {"message_id": 3, "chat": {"id": INES, "type": "private"}, "date": 0}
    assert intake.read(pressed("a.1", old)) == Arrival(INES, Pressed("a.1", 3), 9, "77")
    assert intake.read(pressed("a.1", None)) == Arrival(INES, Pressed("a.1"), 9, "77")


def test_a_press_without_data_is_an_old_button() -> None:
    assert intake.read(pressed(None, private())) == Arrival(INES, Pressed("", 3), 9, "77")


def test_a_press_in_a_group_is_a_partner_s() -> None:
    press = PartnerPressed("prendre", "r4nd0m", INES, 3)
    assert intake.read(pressed("prendre:r4nd0m", in_group())) == Arrival(GROUP, press, 9, "77")
    odd = PartnerPressed("n'importe quoi", "", INES, 3)
    assert intake.read(pressed("n'importe quoi", in_group())) == Arrival(GROUP, odd, 9, "77")


def test_a_press_in_private_is_a_partner_s_when_it_names_a_request() -> None:
    """The buttons of a young person bear the number of a screen and a place on it, never a colon."""
    press = PartnerPressed("tenter", "r4nd0m", INES, 3)
    assert intake.read(pressed("tenter:r4nd0m", private())) == Arrival(INES, press, 9, "77")
    assert intake.read(pressed("1764150000000.2", private())) == Arrival(INES, Pressed("1764150000000.2", 3), 9, "77")


@pytest.mark.parametrize(
    "content", [{"text": "/aide"}, {"text": "/start@allervers_bot"}, {"group_chat_created": True}], ids=str
)
def test_a_group_that_calls_the_bot_is_answered(content: dict[str, Any]) -> None:
    assert intake.read(update("message", in_group(**content))) == Arrival(GROUP, GroupCalled(), 9)


def test_being_brought_into_a_group_is_a_call() -> None:
    group = {"id": GROUP, "type": "group", "title": "Mission locale"}
    assert intake.read(member(group, "left", "member")) == Arrival(GROUP, GroupCalled(), 9)
    assert intake.read(member(group, "kicked", "administrator")) == Arrival(GROUP, GroupCalled(), 9)
    assert intake.read(member(group, "member", "administrator")) is None
    assert intake.read(member(group, "member", "kicked")) is None


def test_being_blocked_is_noted_and_being_unblocked_is_not() -> None:
    person = {"id": INES, "type": "private"}
    assert intake.read(member(person, "member", "kicked")) == Arrival(INES, Left(), 9)
    assert intake.read(member(person, "kicked", "member")) is None


@pytest.mark.parametrize(
    "raw",
    [
        update("message", in_group(text="bonjour tout le monde")),
        update("message", private(text="/aide") | {"chat": {"id": -1_002, "type": "channel"}}),
        member({"id": -1_002, "type": "channel"}, "left", "administrator"),
        update("channel_post", private(text="/start")),
        update("edited_message", private(text="/start")),
        update("inline_query", {"id": "1", "from": {"id": INES}, "query": "a"}),
        {"update_id": 9},
    ],
    ids=["group talk", "channel command", "channel", "channel post", "edited message", "inline query", "empty"],
)
def test_what_concerns_nobody_is_passed_by(raw: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    assert intake.read(raw) is None
    assert intake.number(raw) == 9
    assert not caplog.records


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "text",
        {"message": private(text="a")},
        update("message", {"text": "a"}),
        update("message", private(text="a")) | {"update_id": 1e400},
        update("message", private(text="a")) | {"update_id": 2**63},
        update("message", private(text="a") | {"chat": {"id": -(2**70), "type": "private"}}),
        update("message", private(location={"latitude": float("nan"), "longitude": 0})),
        update("message", private(location={"latitude": 91, "longitude": 0})),
        update("message", private(contact={"user_id": INES})),
        update("callback_query", {"id": "1"}),
        update("my_chat_member", {"chat": []}),
    ],
    ids=range(13),
)
def test_garbage_is_passed_by_and_told_without_a_word_of_it(raw: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert intake.read(raw) is None
    (record,) = caplog.records
    assert record.getMessage().startswith("an update could not be read: ")
    assert len(record.getMessage()) < 60


KEYS = st.sampled_from([
    *("update_id", "message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text", "data"),
    *("location", "latitude", "longitude", "contact", "phone_number", "user_id", "message_id", "first_name"),
    *("new_chat_member", "old_chat_member", "status"),
])  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["private", "group", "kicked", "/start"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(raw=JSON, kind=st.sampled_from(["message", "callback_query", "my_chat_member"]), whole=st.booleans())
def test_no_json_whatever_breaks_the_intake(raw: Any, kind: str, whole: bool) -> None:
    shaped = raw if whole else {"update_id": 1, kind: raw}
    arrival = intake.read(json.loads(json.dumps(shaped)))
    assert arrival is None or (abs(arrival.chat) < 2**63 and abs(arrival.update) < 2**63)
    assert intake.number(shaped) is None or isinstance(intake.number(shaped), int)


def test_nothing_of_a_person_s_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "0639981234 je m'appelle Inès"
    for broken in (
        update("message", private(text=secret) | {"chat": secret}),
        update("message", private(contact={"phone_number": secret, "user_id": 1}, location={"latitude": secret})),
        update("callback_query", {"id": secret, "from": secret, "data": secret, "message": secret}),
        {"update_id": secret},
    ):
        assert intake.read(broken) is None
    assert len(caplog.records) == 4
    assert "Inès" not in caplog.text
    assert "0639981234" not in caplog.text


def test_what_the_sandbox_sends_is_read(sandbox: Sandbox) -> None:
    ines = sandbox.add_person("Inès")
    group = sandbox.add_group("Mission locale", members=[ines.id])
    sandbox.send_text(ines.id, "/start")
    sandbox.share_location(ines.id, 48.1, -1.6)
    sandbox.share_contact(ines.id)
    sandbox.share_contact(ines.id, phone="+33639980099", first_name="Un ami")
    sandbox.send_voice(ines.id)
    sandbox.edit_text(ines.id, 1, "corrigé")
    sandbox.invite_bot(group.id, ines.id)
    sandbox.block(ines.id)
    read = [intake.read(json.loads(one.json)) for one in sandbox.updates.pending.values()]
    assert [(one.chat, one.event) for one in read if one] == [
        (ines.id, Started(language="fr")),
        (ines.id, Located(48.1, -1.6)),
        (ines.id, SharedNumber(ines.phone, own=True)),
        (ines.id, SharedNumber("+33639980099", own=False)),
        (ines.id, SentOther("voice")),
        (group.id, GroupCalled()),
        (ines.id, Left()),
    ]
