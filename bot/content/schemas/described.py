"""What an editor says of each key, in French, from descriptions.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from bot.content.leaves import Form

WHOLE = "_"
"""Under this name stands what is said of a form itself."""


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Return what is said of each key of each form, by the names of both."""
    read: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("descriptions.yaml").read_text("utf-8"))
    return read


def said(form: type[BaseModel], key: str) -> str:
    """Return what is said of a key of a form, or by the nearest of its bases; empty when nothing is."""
    return next((found for base in form.__mro__ if (found := sentences().get(base.__name__, {}).get(key))), "")


def described(form: type[BaseModel], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a form with what is said of it; the national standard mostly speaks for itself."""
    keys = {key: _with(said(form, key), value) for key, value in schema.get("properties", {}).items()}
    whole = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if issubclass(form, Form):
        schema = {"description": said(form, WHOLE), **whole}
    return {**schema, "properties": keys}


def _with(sentence: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": sentence, **schema} if sentence and "description" not in schema else schema
