"""`allervers studio` as an operator starts it: one address, on this machine only, until Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.content import folders

ALLERVERS = Path(sys.executable).with_name("allervers")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    folders.lay(tmp_path)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ALLERVERS_")}
    return kept | {
        "ALLERVERS_DIALOGUES": str(tmp_path / "dialogues"),
        "ALLERVERS_DATA": str(tmp_path / "data"),
        "ALLERVERS_SECRET_KEY_FILE": str(tmp_path / "secret.key"),
    }


def test_it_tells_an_address_that_opens_it_and_stops_when_told(tmp_path: Path, environment: dict[str, str]) -> None:
    command = [ALLERVERS, "studio", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603  ours
        line = running.stdout.readline() if running.stdout else ""
        told = re.search(r"http://127\.0\.0\.1:\d+/studio/entrer/\S+", line)
        assert told, line
        with httpx.Client(follow_redirects=True, timeout=30) as browser:
            page = browser.get(told[0])
            assert page.status_code == 200
            assert "Allervers <span>studio</span>" in page.text
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0


def test_a_port_that_is_taken_is_said(tmp_path: Path, environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [ALLERVERS, "studio", "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  ours
    assert ended.returncode == 1
    assert "n'a pas pu démarrer" in ended.stderr
