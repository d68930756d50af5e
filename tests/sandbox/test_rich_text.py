"""Telegram's HTML is read as Telegram reads it."""

import pytest

from bot.sandbox.entities import message_text, notice, to_html
from bot.sandbox.errors import ApiError
from bot.sandbox.rich_text import parse_html


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>gras</b>", "gras", [("bold", 0, 4)]),
        ("<STRONG>gras</strong>", "gras", [("bold", 0, 4)]),
        ("😀 <i>x</i>", "😀 x", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ('<span class="tg-spoiler">ici</span>', "ici", [("spoiler", 0, 3)]),
        ("<blockquote expandable>long</blockquote>", "long", [("expandable_blockquote", 0, 4)]),
        ("<blockquote>court</blockquote>", "court", [("blockquote", 0, 5)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<b>fin</>", "fin", [("bold", 0, 3)]),
        ("<b></b>vide", "vide", []),
        ("a &lt;b&gt; &amp; &quot; &#39; &#x41;", "a <b> & \" ' A", []),
        ("l&eacute;a & co &apos;", "l&eacute;a & co &apos;", []),
        ("pas de balise", "pas de balise", []),
    ],
)
def test_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse_html(source)
    assert read == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é < b", 'Unsupported start tag "" at byte offset 3'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("je t'aime <3", "Unclosed start tag at byte offset 10"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_what_telegram_refuses_is_refused_in_its_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description.lower() == f"Bad Request: can't parse entities: {words}".lower()


def test_a_link_keeps_its_address_and_an_empty_one_is_only_text() -> None:
    assert parse_html('<a href="https://e.org/?a=1&amp;b=2">ici</a>')[1][0]["url"] == "https://e.org/?a=1&b=2"
    assert parse_html('<a href="pas une adresse">ici</a>') == ("ici", [])


def test_blank_and_long_texts_are_refused_after_parsing() -> None:
    for raw, words in (
        ("  \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("a" * 4097, "message is too long"),
        ("a" * 40_000, "text is too long"),
    ):
        with pytest.raises(ApiError, match=words):
            message_text(raw, "HTML", [])
    assert len(message_text("<b>" + "é" * 4096 + "</b>", "html", [])[0]) == 4096


def test_trimming_moves_the_entities() -> None:
    assert message_text("  😀<b> gras </b> ", "HTML", []) == ("😀 gras", [{"type": "bold", "offset": 2, "length": 5}])


def test_commands_links_and_mentions_are_noticed_but_not_inside_code() -> None:
    found = notice("/start abc, voir https://e.org/x. ou @allervers_bot", [])
    assert [(one["type"], one["offset"], one["length"]) for one in found] == [
        ("bot_command", 0, 6),
        ("url", 17, 15),
        ("mention", 37, 14),
    ]
    assert notice("/start", [{"type": "code", "offset": 0, "length": 6}])[0]["type"] == "code"
    assert notice("24/7 et/ou 1/2", []) == []


def test_entities_are_written_back_as_html() -> None:
    source = '<b>a <i>b</i></b> 😀 <a href="https://e.org">c &lt; d</a>'
    assert to_html(*parse_html(source)) == source
