"""What the Bot API says when it refuses: a code, Telegram's own words, and sometimes a delay."""

from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict"}


class ApiError(Exception):
    """A refusal, worded as Telegram words it."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """Say it as the JSON object that a bot receives."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


def refusal(code: int, words: str) -> ApiError:
    """Prefix the words as Telegram does: the first letter goes down, except in names like BUTTON_DATA_INVALID."""
    second = words[1:2]
    if not (second == "_" or "A" <= second <= "Z"):
        words = words[:1].lower() + words[1:]
    return ApiError(code, f"{PREFIXES[code]}: {words}")


def bad_request(words: str) -> ApiError:
    """Refuse what the bot asked."""
    return refusal(400, words)


def forbidden(words: str) -> ApiError:
    """Refuse because of who would receive it."""
    return refusal(403, words)


def conflict(words: str) -> ApiError:
    """Refuse because another bot process stands in the way."""
    return refusal(409, words)


def too_many(retry_after: int) -> ApiError:
    """Ask the bot to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
