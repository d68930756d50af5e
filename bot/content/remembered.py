"""Remembers from one process to the next, on disk, what the words that operators wrote weigh: seconds to learn again.

Only their phrases are written there, never a word of anybody else. Nothing depends on it: what cannot be read, or
written, is learnt as if there were no disk.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock

import msgspec
import platformdirs

from bot.core import vocabulary
from bot.core.vocabulary import Learn, Lessons, keeping, weighed
from bot.core.weighing import Learnt, Weights

LARGE = 100_000
"""Bytes of phrases from which they are remembered: fewer are learnt again within a tenth of a second."""
KEPT = 8
"""Files that are kept, those that served last: two for each version that is played, published or tried."""
_FORMAT = 1
_ENDING = ".weights"
_SEAL = 16
_LEARNS = ("learning", "weighing", "vocabulary", "speech", "evidence", "understand")
_CODE = (sys.version, *(Path(vocabulary.__file__).with_stem(name).read_text("utf-8") for name in _LEARNS))
"""What reads and learns, as it was when this program started: what it learnt is not what another edition would."""
_FORM = msgspec.msgpack.Decoder(Learnt)


def remembering(learn: Learn) -> Learn:
    """Return what tells what `learn` does, and asks it only for phrases that no process has had learnt before.

    Of two threads that ask for the same, one learns and the other waits for what it writes.
    """
    learning = Lock()

    def remembered(lessons: Lessons) -> Weights:
        folder = platformdirs.user_cache_path("allervers")
        if lessons.size < LARGE or not folder.is_absolute():  # someone without a home has no cache either
            return learn(lessons)
        file = folder / (_digest((_FORMAT, sys.byteorder, _CODE, lessons.name)) + _ENDING)
        with learning:
            known = _read(file)
            if known:
                return known
            weights = learn(lessons)
            with suppress(OSError):
                _write(file, weights.learnt)
            return weights

    return remembered


def _read(file: Path) -> Weights | None:
    """Return what a file holds, None unless it is whole; one that serves is as good as new."""
    try:
        held = memoryview(file.read_bytes())
        if bytes(held[:_SEAL]) != _seal(held[_SEAL:]):
            return None
        weights = Weights(_FORM.decode(held[_SEAL:]))
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    with suppress(OSError):
        os.utime(file)
    return weights


def _write(file: Path, learnt: Learnt) -> None:
    """Write a file at once for whoever reads it meanwhile, and let go of those that have not served for long."""
    packed = msgspec.msgpack.encode(learnt)
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, suffix=_ENDING, delete=False) as beside:
        new = Path(beside.name)
        try:
            beside.write(_seal(packed) + packed)
            beside.close()
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
    by_age = sorted(filter(Path.is_file, file.parent.glob(f"*{_ENDING}")), key=lambda each: each.stat().st_mtime_ns)
    for old in by_age[:-KEPT]:
        old.unlink(missing_ok=True)


def _digest(what: object) -> str:
    return blake2b(msgspec.msgpack.encode(what), digest_size=16).hexdigest()


def _seal(packed: bytes | memoryview) -> bytes:
    """Return what is written before a content, by which it is known to be whole."""
    return blake2b(packed, digest_size=_SEAL).digest()


learn = keeping(remembering(weighed))
"""What every playbook learns with."""
