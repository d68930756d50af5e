"""Faults that a test orders: the next calls of a method are refused, never answered, or cut, before or after acting."""

from dataclasses import dataclass
from typing import Literal

from bot.sandbox.errors import ApiError, too_many

EVERY_METHOD = "*"
SERVER_WORDS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and whether the call had acted by then."""

    method: str
    kind: Literal["refuse", "hang", "drop"]
    after: bool = False
    error: ApiError | None = None
    chat_id: int | None = None


class Faults:
    """A queue of faults, each used once."""

    def __init__(self) -> None:
        self._queue: list[Fault] = []

    def refuse(  # noqa: PLR0913  a test reads best with every detail named
        self,
        method: str,
        code: int,
        *,
        description: str | None = None,
        retry_after: int | None = None,
        times: int = 1,
        after: bool = False,
        chat_id: int | None = None,
    ) -> None:
        """Answer the next calls with an error; 429 carries `retry_after`."""
        words = description or SERVER_WORDS.get(code, "Bad Request")
        error = too_many(retry_after or 1) if code == 429 else ApiError(code, words, retry_after)
        self._add(Fault(method.lower(), "refuse", after, error, chat_id), times)

    def drop(self, method: str, *, times: int = 1, after: bool = False, chat_id: int | None = None) -> None:
        """Cut the connection; `after` means that the call had acted and only its answer is lost."""
        self._add(Fault(method.lower(), "drop", after, None, chat_id), times)

    def hang(self, method: str, *, times: int = 1, after: bool = False, chat_id: int | None = None) -> None:
        """Never answer: the bot's own patience decides."""
        self._add(Fault(method.lower(), "hang", after, None, chat_id), times)

    def clear(self) -> None:
        """Forget the faults not yet used."""
        self._queue.clear()

    @property
    def left(self) -> int:
        """Count the faults not yet used."""
        return len(self._queue)

    def _add(self, fault: Fault, times: int) -> None:
        self._queue += [fault] * times

    def take(self, method: str, chat_id: int) -> Fault | None:
        """Use up the first fault that concerns this call."""
        for index, fault in enumerate(self._queue):
            if fault.method in (method, EVERY_METHOD) and fault.chat_id in (None, chat_id):
                return self._queue.pop(index)
        return None
