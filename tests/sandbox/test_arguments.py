"""Arguments arrive by address, form, JSON or multipart, and read the same."""

import pytest

from bot.sandbox.arguments import Upload, boolean, integer, read_arguments, string, structure
from bot.sandbox.errors import ApiError

MULTIPART = (
    b'--X\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n12\r\n'
    b'--X\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    b"un\r\n\r\ndeux\r\n\r\n--X--\r\n"
)


def test_every_encoding_reads_the_same() -> None:
    form = read_arguments(b"a=1", "application/x-www-form-urlencoded", b"text=%C3%A9+b&empty=")
    assert form == {"a": "1", "text": "é b", "empty": ""}
    assert read_arguments(b"a=1", "application/json; charset=utf-8", b'{"b": [1]}') == {"a": "1", "b": [1]}


def test_a_multipart_file_keeps_its_bytes() -> None:
    read = read_arguments(b"", "multipart/form-data; boundary=X", MULTIPART)
    assert read == {"chat_id": "12", "document": Upload("a.txt", "text/plain", b"un\r\n\r\ndeux\r\n")}


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(ApiError, match="Bad Request"):
        read_arguments(b"", "application/json", b"{")
    with pytest.raises(ApiError, match="can't parse reply parameters JSON object"):
        structure({"reply_parameters": "{"}, "reply_parameters")


def test_values_come_typed_or_as_text() -> None:
    given = {"n": "12", "m": 3, "yes": "True", "no": "false", "list": "[1]", "bad": "x", "none": None}
    assert (integer(given, "n"), integer(given, "m"), integer(given, "bad", 7), integer(given, "gone")) == (12, 3, 7, 0)
    assert boolean(given, "yes")
    assert not boolean(given, "no")
    assert string(given, "none") == ""
    assert structure(given, "list") == [1]
