"""What editors know of the files that operators write: a JSON Schema for each kind, made from the forms that read them.

An editor with a YAML language server completes the keys, says what each is for, and underlines what cannot be read.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.content.schemas.files import FILES

FOLDER = Path(__file__).parent
"""Where the schemas are kept."""


def texts() -> dict[str, str]:
    """Return the text of each schema, by the name of its file."""
    return {f"{name}.schema.json": _text(make()) for name, make in FILES.items()}


def _text(schema: dict[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
