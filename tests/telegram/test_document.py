"""A calendar file and buttons that open a map reach the phone; what goes wrong with a file is treated as ever."""

from __future__ import annotations

import pytest

from bot.core import markup
from bot.core.effects import Button, Document, Say
from bot.sandbox import Person, Sandbox
from bot.service.relay import Refused, Retry, Sent, Unreachable
from bot.telegram.delivery import Delivery

YES = (Button("Oui", "k.0"),)
MAP = "https://www.openstreetmap.org/?mlat=48.1270&mlon=-1.6560"
DATE = Document("rendez-vous.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:Été\r\nEND:VCALENDAR\r\n")


@pytest.fixture(autouse=True)
def started(sandbox: Sandbox, ines: Person) -> None:
    sandbox.send_text(ines.id, "/start")


def files(sandbox: Sandbox) -> list[tuple[str, str, str]]:
    return [(one.name, one.content_type, one.content.decode()) for one in sandbox.files.values()]


async def test_a_button_may_open_an_address(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    assert await delivery(ines.id, Say("C'est ici.", (Button("Voir le plan", "", MAP), *YES))) == Sent()
    shown = sandbox.last(ines.id)
    assert shown
    assert [(b.text, b.url, b.callback_data) for row in shown.buttons for b in row] == [
        ("Voir le plan", MAP, None), ("Oui", None, "k.0")
    ]  # fmt: skip


async def test_a_file_comes_with_its_words_and_its_buttons(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    said = Say(markup.read("Vendredi à *14 h* & pas avant"), YES, document=DATE)
    assert await delivery(ines.id, said) == Sent()
    shown = sandbox.last(ines.id)
    assert shown
    assert (shown.kind, shown.html, shown.labels) == ("document", "Vendredi à <b>14 h</b> &amp; pas avant", ["Oui"])
    assert shown.file_name == "rendez-vous.ics"
    assert files(sandbox) == [(DATE.name, DATE.mime, DATE.body)]


async def test_words_too_long_for_a_caption_come_before_the_file(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    for length in (1024, 1025):
        assert await delivery(ines.id, Say("a" * length, YES, document=DATE)) == Sent()
    fits, words, file = sandbox.history(ines.id)[1:]
    assert [(one.kind, len(one.text), one.labels) for one in (fits, words, file)] == [
        ("document", 1024, ["Oui"]), ("text", 1025, []), ("document", 0, ["Oui"])
    ]  # fmt: skip


async def test_a_file_needs_no_words(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    assert await delivery(ines.id, Say("", document=DATE)) == Sent()
    assert [one.file_name for one in sandbox.history(ines.id)[1:]] == ["rendez-vous.ics"]


async def test_an_empty_file_is_left_out(delivery: Delivery, sandbox: Sandbox, ines: Person) -> None:
    assert await delivery(ines.id, Say("Vendredi", document=Document("a.ics", "text/calendar", ""))) == Sent()
    assert [(one.kind, one.text) for one in sandbox.history(ines.id)[1:]] == [("text", "Vendredi")]


async def test_a_file_never_takes_the_place_of_a_message_nor_a_message_that_of_a_file(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    await delivery(ines.id, Say("Menu", YES))
    menu = sandbox.history(ines.id)[-1].id
    assert await delivery(ines.id, Say("Vendredi", YES, document=DATE, replaces=menu)) == Sent()
    assert await delivery(ines.id, Say("Suite", replaces=menu + 1)) == Sent()
    assert sandbox.texts(ines.id) == ["Menu", "Vendredi", "Suite"]


async def test_a_file_that_does_not_pass_is_treated_as_a_message_is(
    delivery: Delivery, sandbox: Sandbox, ines: Person
) -> None:
    said = Say("secret", document=DATE)
    sandbox.faults.refuse("sendDocument", 429, retry_after=17)
    assert await delivery(ines.id, said) == Retry(17)
    sandbox.faults.drop("sendDocument")
    assert await delivery(ines.id, said) == Retry()
    sandbox.faults.refuse("sendDocument", 400, description="Bad Request: wrong type of file: secret")
    assert await delivery(ines.id, said) == Refused("wrong type of file")
    sandbox.block(ines.id)
    assert await delivery(ines.id, said) == Unreachable()
    assert sandbox.texts(ines.id) == []
