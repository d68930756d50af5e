"""Reads the arguments of a Bot API call: query string, urlencoded form, JSON or multipart, as one dictionary."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message as MimeHeaders
from typing import Any
from urllib.parse import parse_qsl

from bot.sandbox.errors import bad_request

Arguments = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a bot sent in a multipart form."""

    name: str
    content_type: str
    content: bytes


def read_arguments(query: bytes, content_type: str, body: bytes) -> Arguments:
    """Merge what stands in the address and in the body."""
    arguments: Arguments = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    if not body:
        return arguments
    if content_type.startswith("application/json"):
        return arguments | _from_json(body)
    if content_type.startswith("multipart/form-data"):
        return arguments | _from_multipart(content_type, body)
    return arguments | dict(parse_qsl(body.decode(), keep_blank_values=True))


def _from_json(body: bytes) -> Arguments:
    try:
        decoded = json.loads(body)
    except ValueError:
        raise bad_request("Can't parse JSON object in the request body") from None
    if not isinstance(decoded, dict):
        raise bad_request("Object expected in the request body")
    return decoded


def _header(line: str) -> MimeHeaders:
    headers = MimeHeaders()
    headers["content-disposition"] = line
    return headers


def _from_multipart(content_type: str, body: bytes) -> Arguments:
    boundary = _header(content_type).get_param("boundary", header="content-disposition")
    arguments: Arguments = {}
    for part in body.split(b"--" + str(boundary).encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, value = _part(head.decode(), content.removesuffix(b"\r\n"))
        arguments[name] = value
    return arguments


def _part(head: str, content: bytes) -> tuple[str, str | Upload]:
    fields = {
        key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in head.split("\r\n"))
    }
    disposition = _header(fields["content-disposition"])
    name = str(disposition.get_param("name", "", header="content-disposition"))
    filename = disposition.get_filename()
    if filename is None:
        return name, content.decode()
    return name, Upload(filename, fields.get("content-type", "application/octet-stream"), content)


def integer(arguments: Mapping[str, Any], name: str, default: int = 0) -> int:
    """Read a number; what is no number counts as absent, as in Telegram."""
    try:
        return int(arguments.get(name) or default)
    except (TypeError, ValueError):
        return default


def boolean(arguments: Mapping[str, Any], name: str) -> bool:
    """Read a flag, sent as JSON or as a word."""
    return str(arguments.get(name, "")).lower() in ("true", "yes", "1")


def string(arguments: Mapping[str, Any], name: str) -> str:
    """Read a text, empty when absent."""
    value = arguments.get(name)
    return "" if value is None else str(value)


def structure(arguments: Mapping[str, Any], name: str, default: Any = None) -> Any:
    """Read an object or a list, sent as JSON or as JSON in a text."""
    value = arguments.get(name)
    if value is None or value == "":
        return default
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"Can't parse {name.replace('_', ' ')} JSON object") from None
