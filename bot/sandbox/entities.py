"""Entities that Telegram finds by itself, the trimming of a message, and entities turned back into HTML."""

import re
from html import escape

from bot.sandbox.errors import bad_request
from bot.sandbox.rich_text import Entity, parse_html, utf16_length

LONGEST_TEXT = 4096
LONGEST_RAW = 32_768
NOTICED = re.compile(
    r"(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)'\"»])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w|/))"
    r"|(?P<mention>(?<![\w@])@\w{3,32})"
    r"|(?P<hashtag>(?<![\w#&])#\w*[^\W\d]\w*)",
)
HTML_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
}


def notice(text: str, known: list[Entity]) -> list[Entity]:
    """Add the links, commands, mentions and the like that stand in the text outside known entities."""
    if not ("/" in text or "@" in text or "#" in text):
        return known
    found = list(known)
    for match in NOTICED.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match[0])
        if not any(_closed_to_others(entity, offset, length) for entity in known):
            found.append({"type": match.lastgroup, "offset": offset, "length": length})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def _closed_to_others(entity: Entity, offset: int, length: int) -> bool:
    overlaps = entity["offset"] < offset + length and offset < entity["offset"] + entity["length"]
    return overlaps and entity["type"] in ("code", "pre", "text_link")


def message_text(
    raw: str, parse_mode: str, given: list[Entity], longest: int = LONGEST_TEXT
) -> tuple[str, list[Entity]]:
    """Read a text as sendMessage does: parse, trim, measure; refuse what Telegram refuses."""
    if len(raw.encode()) > LONGEST_RAW:
        raise bad_request("Text is too long")
    text, entities = _parse(raw, parse_mode.lower(), given)
    text, entities = _trim(text, entities)
    if not text:
        raise bad_request("Text must be non-empty")
    if len(text) > longest:
        raise bad_request("Message is too long" if longest == LONGEST_TEXT else "Message caption is too long")
    return text, notice(text, entities)


def _parse(raw: str, parse_mode: str, given: list[Entity]) -> tuple[str, list[Entity]]:
    if parse_mode == "html":
        return parse_html(raw)
    if parse_mode in ("markdown", "markdownv2"):
        raise bad_request("Unsupported parse_mode: this sandbox reads HTML only")
    if parse_mode not in ("", "none"):
        raise bad_request("Unsupported parse_mode")
    return raw, given


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    if kept == text:
        return text, entities
    start = utf16_length(text[: len(text) - len(text.lstrip())])
    end = start + utf16_length(kept)
    clipped = []
    for entity in entities:
        first = max(entity["offset"], start)
        last = min(entity["offset"] + entity["length"], end)
        if first < last:
            clipped.append(entity | {"offset": first - start, "length": last - first})
    return kept, clipped


def to_html(text: str, entities: list[Entity]) -> str:
    """Write text and entities as HTML again, for tests that read what a person sees."""
    units = text.encode("utf-16-le")
    marks: dict[int, str] = {}
    for entity in entities:
        tag = HTML_TAGS.get(entity["type"])
        if tag is None:
            continue
        link = f' href="{escape(entity["url"])}"' if "url" in entity else ""
        start, end = entity["offset"], entity["offset"] + entity["length"]
        marks[start] = marks.get(start, "") + f"<{tag}{link}>"
        marks[end] = f"</{tag}>" + marks.get(end, "")
    pieces, last = [], 0
    for position in sorted(marks):
        pieces += [escape(units[2 * last : 2 * position].decode("utf-16-le"), quote=False), marks[position]]
        last = position
    return "".join(pieces) + escape(units[2 * last :].decode("utf-16-le"), quote=False)
