"""A data folder with one territory, and files to import into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content import folders
from tests.content.imports import samples


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of the base: the quartiers of Rennes, written by hand."""
    folders.lay(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    received = tmp_path / "recus"
    received.mkdir()
    return samples.writer(received)


@pytest.fixture
def lying(data: Path) -> Callable[[], dict[str, bytes]]:
    """What lies in the data folder now."""
    return lambda: {str(path.relative_to(data)): path.read_bytes() for path in data.rglob("*") if path.is_file()}
