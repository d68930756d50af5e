"""reply_markup is checked as strictly as on Telegram."""

import json
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import check_markup


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Oui", **button}]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"keyboard": [{"text": "a"}]}, 'field "keyboard" must be an Array of Arrays'),
        ({"inline_keyboard": [["Oui"]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        ({"inline_keyboard": [[{"callback_data": "a"}]]}, "can't parse inline keyboard button: Can't find field"),
        (inline(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (inline(callback_data="a", url="https://e.org"), "exactly one action is expected"),
        (inline(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(url="javascript:alert(1)"), "is invalid: Wrong HTTP URL"),
        (inline(url="ftp://e.org/plan"), "is invalid: Wrong HTTP URL"),
        (inline(url="https:///plan"), "is invalid: URL host is empty"),
        (inline(web_app={"url": "http://e.org"}), "Web App URL"),
        (inline(callback_data="a", style="pink"), "invalid button style specified"),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}, "inline keyboard button text must be non-empty"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, "reply markup is too long"),
    ],
)
def test_a_faulty_keyboard_is_refused(markup: Any, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        check_markup(markup, private=True)
    assert words in refused.value.description
    assert refused.value.code == 400


def test_numbers_and_positions_are_asked_in_private_only() -> None:
    for name, words in (("request_contact", "phone number"), ("request_location", "location")):
        markup = {"keyboard": [[{"text": "Partager", name: True}]]}
        assert check_markup(markup, private=True)
        with pytest.raises(ApiError, match=f"Bad Request: {words} can be requested in private chats only"):
            check_markup(markup, private=False)


def test_good_keyboards_come_back_as_they_will_be_shown() -> None:
    assert check_markup(json.dumps(inline(callback_data="a" * 64, style="success")), private=True)
    assert check_markup({"keyboard": [["Oui", "Non"]]}, private=True) == {
        "keyboard": [[{"text": "Oui"}, {"text": "Non"}]]
    }
    assert check_markup({"remove_keyboard": True}, private=True) == {"remove_keyboard": True}
    assert check_markup({"force_reply": True}, private=True)
    assert check_markup({"inline_keyboard": []}, private=True) is None
    assert check_markup(None, private=True) is None


@pytest.mark.parametrize("url", ["https://e.org/?a=1#b", "HTTP://e.org", "tg://user?id=1", "t.me/allervers"])
def test_addresses_that_telegram_opens_are_taken(url: str) -> None:
    assert check_markup(inline(url=url), private=True) == inline(url=url)


def test_an_edit_takes_inline_keyboards_only() -> None:
    with pytest.raises(ApiError, match="inline keyboard expected"):
        check_markup({"remove_keyboard": True}, private=True, inline_only=True)


def test_buttons_beyond_the_eighth_of_a_row_are_cut_silently() -> None:
    checked = check_markup({"keyboard": [list("abcdefghij")]}, private=True)
    assert checked
    assert len(checked["keyboard"][0]) == 8
