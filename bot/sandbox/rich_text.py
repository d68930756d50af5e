"""Telegram's HTML, read as strictly as Telegram reads it: plain text and entities counted in UTF-16 units."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
TAG_NAME = re.compile(r"[^\s>]*")
END_TAG = re.compile(r"</([^\s>]*)\s*>")
ATTRIBUTE = re.compile(r"""([^\s=>/"']+)(?:\s*=\s*("[^"]*"?|'[^']*'?|[A-Za-z0-9.-]*))?\s*""")
LINK = re.compile(r"(?:https?|tg|ton|mailto|tel)://?\S+|(?:mailto|tel):\S+|[\w-]+(?:\.[\w-]+)+\S*")


def utf16_length(text: str) -> int:
    """Count as Telegram counts offsets: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def decode_references(text: str) -> str:
    """Replace the four named references and the numeric ones; leave any other `&` as it is."""
    return REFERENCE.sub(_decode_reference, text) if "&" in text else text


def _decode_reference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED.get(name, match[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int


@dataclass(slots=True)
class _Reading:
    source: str
    text: str = ""
    length: int = 0
    opened: list[_OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def refuse(self, words: str, position: int) -> Exception:
        offset = len(self.source[:position].encode())
        return bad_request(f"Can't parse entities: {words.replace('@@', f'at byte offset {offset}')}")

    def plain(self, raw: str) -> None:
        piece = decode_references(raw)
        self.text += piece
        self.length += utf16_length(piece)

    def start_tag(self, begin: int) -> int:
        matched = TAG_NAME.match(self.source, begin + 1)
        end = matched.end() if matched else begin + 1
        name = self.source[begin + 1 : end].lower()
        if end >= len(self.source):
            raise self.refuse("Unclosed start tag @@", begin)
        if name not in TAGS:
            raise self.refuse(f'Unsupported start tag "{name}" @@', begin)
        attributes, end = self._attributes(name, begin, end)
        argument = _argument(name, attributes)
        if name == "span" and argument != "spoiler":
            raise self.refuse('Tag "span" must have class "tg-spoiler" @@', begin)
        self.opened.append(_OpenTag(name, argument, self.length))
        return end

    def _attributes(self, name: str, begin: int, position: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while True:
            while self.source[position : position + 1].isspace():
                position += 1
            if position >= len(self.source):
                raise self.refuse(f'Unclosed start tag "{name}" @@', begin)
            if self.source[position] == ">":
                return found, position + 1
            matched = ATTRIBUTE.match(self.source, position)
            if matched is None:
                raise self.refuse(f'Empty attribute name in the tag "{name}" @@', begin)
            found[matched[1]] = decode_references((matched[2] or "").strip("\"'"))
            position = matched.end()

    def end_tag(self, begin: int) -> int:
        if not self.opened:
            raise self.refuse("Unexpected end tag @@", begin)
        closed = END_TAG.match(self.source, begin)
        if closed is None:
            raise self.refuse("Unclosed end tag @@", begin)
        name = closed[1].lower()
        tag = self.opened.pop()
        if name and name != tag.name:
            raise self.refuse(f'Unmatched end tag @@, expected "</{tag.name}>", found "</{name}>"', begin)
        if self.length > tag.offset:
            self._close(tag)
        return closed.end()

    def _close(self, tag: _OpenTag) -> None:
        entity: Entity = {"type": TAGS[tag.name], "offset": tag.offset, "length": self.length - tag.offset}
        if tag.name == "a":
            url = tag.argument or utf16_slice(self.text, tag.offset, entity["length"])
            if not LINK.fullmatch(url):
                return
            entity["url"] = url
        elif tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and tag.argument and self.opened and self.opened[-1].name == "pre":
            entity |= {"type": "pre", "language": tag.argument}
        elif tag.name == "pre" and self._already_covers(entity):
            return
        self.entities.append(entity)

    def _already_covers(self, entity: Entity) -> bool:
        return any(entity.items() <= known.items() for known in self.entities)


def _argument(name: str, attributes: dict[str, str]) -> str:
    if name == "a":
        return attributes.get("href", "")
    if name == "code":
        return attributes.get("class", "").removeprefix("language-")
    if name == "span":
        return attributes.get("class", "").removeprefix("tg-")
    if name == "blockquote" and "expandable" in attributes:
        return "1"
    return ""


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Cut a text where an entity says."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text that people will see and its entities, or refuse with Telegram's words."""
    if "<" not in source:
        return decode_references(source), []
    reading = _Reading(source)
    position = 0
    while (begin := source.find("<", position)) >= 0:
        reading.plain(source[position:begin])
        closing = source[begin + 1 : begin + 2] == "/"
        position = reading.end_tag(begin) if closing else reading.start_tag(begin)
    reading.plain(source[position:])
    if reading.opened:
        name = reading.opened[-1].name
        raise bad_request(f"Can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return reading.text, sorted(reading.entities, key=_outer_first)


def _outer_first(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]
