"""A `Say` looks on Telegram as it was meant, and nothing that a person typed formats anything."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import markup
from bot.core.effects import Button, Keyboard, Say
from bot.sandbox.entities import message_text
from bot.telegram import rendering
from bot.telegram.rendering import MOST

B, P = markup.BOLD, markup.PLAIN


def buttons(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(label, f"s.{number}") for number, label in enumerate(labels))


def rows(say: Say) -> list[list[str]]:
    shown: Any = rendering.keyboard(say)
    return [[button["text"] for button in row] for row in shown["inline_keyboard"]]


def test_what_html_would_read_is_escaped() -> None:
    assert rendering.text('<b>1 < 2</b> & 3 > 2, "oui"') == '&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp; 3 &gt; 2, "oui"'


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Salut ! Ça va ? Ici : « le menu » ; là", "Salut_! Ça va_? Ici_: «_le menu_»_; là"),
        (f"{B}Attention{P} !", "<b>Attention</b>_!"),
        ("À 18 h ou 9 h 30, demande n° 3", "À 18~h ou 9~h~30, demande n°~3"),
        ("560 € par mois, 2 jours, 26 ans, 50 %", "560~€ par mois, 2~jours, 26~ans, 50~%"),
        ("06 39 98 12 34 ou le 3114 et le 15", "06 39 98 12 34 ou le 3114 et le 15"),
        ("Yes! https://e.org/?a=1 :\n : ?", "Yes! https://e.org/?a=1_:\n :_?"),
    ],
)
def test_a_line_never_breaks_before_a_french_mark_nor_after_a_number(said: str, shown: str) -> None:
    assert rendering.text(said) == shown.replace("_", "\u202f").replace("~", "\u00a0")


def test_an_operator_s_stars_become_bold() -> None:
    assert rendering.text(markup.read("Appelle le *3114* & le *15*")) == "Appelle le <b>3114</b> &amp; le <b>15</b>"


def test_what_a_person_types_never_becomes_bold() -> None:
    typed = markup.strip(f"*Inès* {B}<b>gras</b>{P}")
    said, entities = message_text(rendering.text(typed), "HTML", [])
    assert said == "*Inès* <b>gras</b>"
    assert entities == []


def test_short_labels_stand_side_by_side_and_long_ones_alone() -> None:
    say = Say("?", buttons("Oui", "Non", "Peut-être", "Je préfère qu'on m'appelle", "Rennes", "Creil"))
    assert rows(say) == [["Oui", "Non"], ["Peut-être"], ["Je préfère qu'on m'appelle"], ["Rennes", "Creil"]]


def test_a_label_that_no_phone_could_show_is_cut() -> None:
    ((label,),) = rows(Say("?", buttons("a" * 65)))
    assert label == "a" * 63 + "…"
    assert rows(Say("?", buttons("a" * 64))) == [["a" * 64]]


def test_a_message_bears_no_more_buttons_than_telegram_takes() -> None:
    shown = rows(Say("?", buttons(*(f"{n}" for n in range(150)))))
    assert sum(map(len, shown)) == 100


def test_a_button_carries_its_data() -> None:
    assert rendering.keyboard(Say("?", (Button("Oui", "k3.0"),))) == {
        "inline_keyboard": [[{"text": "Oui", "callback_data": "k3.0"}]]
    }


def test_a_button_that_opens_an_address_carries_it_and_no_data() -> None:
    assert rendering.keyboard(Say("?", (Button("Y aller", "", "https://e.org"),))) == {
        "inline_keyboard": [[{"text": "Y aller", "url": "https://e.org"}]]
    }


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("rendez-vous.ics", "rendez-vous.ics"),
        ("Rendez-vous à l'été.ics", "Rendez-vous-a-l-ete.ics"),
        ('a\r\nb;"c".ics', "a-b-c.ics"),
        ("../../etc/passwd", "fichier.etc-passwd"),
        ("😀.ics", "fichier.ics"),
        ("", "fichier"),
        ("plan", "plan"),
        ("é" * 99 + ".ics", "e" * 56 + ".ics"),
    ],
)
def test_a_file_has_a_name_that_every_phone_can_save(name: str, saved: str) -> None:
    assert rendering.file_name(name) == saved


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=90))
def test_whatever_a_file_is_called_its_name_is_short_and_plain(name: str) -> None:
    saved = rendering.file_name(name)
    assert 0 < len(saved) <= 60
    assert set(saved) <= {*string.ascii_letters, *string.digits, *"._-"}


def test_no_buttons_no_keyboard() -> None:
    assert rendering.keyboard(Say("Bonjour")) is None


def test_a_keyboard_that_no_longer_serves_is_taken_away() -> None:
    assert rendering.keyboard(Say("Merci", keyboard=Keyboard.REMOVED)) == {"remove_keyboard": True}


@pytest.mark.parametrize(
    ("keyboard", "asks"), [(Keyboard.LOCATION, "request_location"), (Keyboard.PHONE, "request_contact")]
)
def test_the_first_key_shares_and_the_others_write_their_label(keyboard: Keyboard, asks: str) -> None:
    say = Say("?", (Button("Partager", ""), *buttons("J'arrête là")), keyboard)
    assert rendering.keyboard(say) == {
        "keyboard": [[{"text": "Partager", asks: True}], [{"text": "J'arrête là"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_a_text_that_fits_stays_whole() -> None:
    assert rendering.parts("a" * MOST) == ["a" * MOST]


@pytest.mark.parametrize("gap", ["\n\n", "\n", " "])
def test_a_long_text_is_cut_where_it_breathes(gap: str) -> None:
    first, second = "a" * 3000, "b" * 3000
    assert rendering.parts(first + gap + second) == [first, second]


def test_a_text_that_never_breathes_is_cut_all_the_same() -> None:
    assert [len(part) for part in rendering.parts("a" * (2 * MOST + 1))] == [MOST, MOST, 1]


def test_blanks_at_the_cut_make_no_empty_part() -> None:
    assert rendering.parts("a" * MOST + "\n\n") == ["a" * MOST]
    assert rendering.parts(" " * MOST + "a" * 10) == ["a" * 10]


def test_bold_that_is_cut_goes_on_in_the_next_part() -> None:
    assert rendering.parts(B + "a" * MOST * 2 + P)[1].startswith(B)
    middle = rendering.parts("a" * 10 + B + "b" * (MOST - 20) + P + "c " + B + "d" * 100 + P)
    assert [part.count(B) for part in middle] == [part.count(P) for part in middle]


PIECES = st.lists(
    st.tuples(st.booleans(), st.text(st.sampled_from("ab<&>é😀 \n"), max_size=60), st.integers(1, 120)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_however_long_telegram_takes_every_part_and_nothing_is_lost(pieces: list[tuple[bool, str, int]]) -> None:
    said = "".join(f"{B}{text * times}{P}" if bold else text * times for bold, text, times in pieces)
    parts = rendering.parts(said)
    for part in parts if markup.strip(said).strip() else ():
        text, entities = message_text(rendering.text(part), "HTML", [])
        assert 0 < len(text) <= MOST
        assert {entity["type"] for entity in entities} <= {"bold"}
    assert "".join("".join(parts).split()).replace(B, "").replace(P, "") == "".join(said.split()).replace(
        B, ""
    ).replace(P, "")
    assert _bold("".join(parts)) == _bold(said)


def _bold(said: str) -> str:
    """Return the letters that are bold."""
    found, bold = [], False
    for letter in said:
        bold = letter == B or (bold and letter != P)
        found += [letter] if bold and letter != B and not letter.isspace() else []
    return "".join(found)
