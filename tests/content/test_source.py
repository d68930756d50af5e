"""Whatever the bytes of a file, reading it gives a tree or problems, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.problems import render
from bot.content.source import read
from bot.content.tree import Page, Scalar, Table, plain
from tests.content.folders import BASE

VALID = [path.read_bytes() for path in sorted(BASE.rglob("*.yaml"))]


def tree(text: str) -> Table:
    root = read("f.yaml", text.encode()).root
    assert root
    return root


@given(st.text(st.sampled_from("ab\n"), max_size=20), st.integers(0, 20))
def test_a_place_shows_the_line_that_it_is_on(text: str, start: int) -> None:
    mark = Page("f.yaml", text).mark(min(start, len(text)))
    assert mark.source_line == text.split("\n")[mark.line - 1]
    assert mark.line == text[:start].count("\n") + 1


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfea\x00")
@example(b"[" * 5000)
@example(b"a: *b\nc: &d !e f")
@example(b"? [a]\n: b")
def test_any_bytes_can_be_read_and_shown(data: bytes) -> None:
    source = read("f.yaml", data)
    assert source.root is not None or source.problems
    assert render(source.problems) is not None


@given(st.sampled_from(VALID), st.data())
def test_any_mutation_of_a_valid_file_can_be_read_and_shown(valid: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(valid)))
    cut = data.draw(st.integers(0, 8))
    put = data.draw(
        st.binary(max_size=6) | st.sampled_from([b"\t", b": ", b"{{", b"- ", b"&", b"*", b"'", b"\r", b"|"])
    )
    source = read("f.yaml", valid[:at] + put + valid[at + cut :])
    assert source.root is not None or source.problems
    assert render(source.problems) is not None


@given(st.text(max_size=200))
def test_every_problem_points_inside_its_line(text: str) -> None:
    for found in read("f.yaml", text.encode("utf-8", "surrogatepass")).problems:
        assert found.column >= 1
        assert found.length >= 1
        assert found.column <= max(1, len(found.source_line) + 1)


@pytest.mark.parametrize("written", ["14:00", "0145670123", "01000", "oui", "no", "null", "2026-11-26", "1_000", "~"])
def test_every_scalar_is_the_text_that_was_written(written: str) -> None:
    assert plain(tree(f"a: {written}\n")) == {"a": written}


def test_lines_and_columns_count_characters_from_one() -> None:
    value = tree("clé: é😀 a\r\nsuite: voilà\r\n").entries[1].value
    assert isinstance(value, Scalar)
    assert (value.mark.line, value.mark.column, value.mark.length) == (2, 8, 5)
    assert value.mark.source_line == "suite: voilà"


def test_a_word_is_found_in_a_text_of_several_lines_in_braces_first() -> None:
    value = tree("dire: |\n  Le prenom, donc.\n\n  Salut {{ prenom }} !\n").entries[0].value
    assert isinstance(value, Scalar)
    mark = value.find("prenom")
    assert (mark.line, mark.column, mark.length) == (4, 12, 6)


def test_a_byte_order_mark_is_tolerated() -> None:
    source = read("f.yaml", b"\xef\xbb\xbfa: b\n")
    assert source.problems == ()
    assert source.root
    assert source.root.entries[0].key.mark.column == 1


def test_one_bad_thing_hides_no_other() -> None:
    codes = [p.code for p in read("f.yaml", "a: é\u200b\na: &x b\nc: Ã©\nd: {{ e }}\n".encode()).problems]
    assert sorted(codes) == ["accents-abimes", "ancre", "caractere-interdit", "cle-double", "cle-illisible"]


@pytest.mark.parametrize("hidden", ["\\ue000", "\\u200b", "\\u0007"])
def test_the_private_marks_of_bold_cannot_be_smuggled_in_by_an_escape(hidden: str) -> None:
    source = read("f.yaml", f'a: "b{hidden}"\n'.encode())
    assert [p.code for p in source.problems] == ["caractere-interdit"]
    assert source.root
    assert plain(source.root) == {"a": "b "}
