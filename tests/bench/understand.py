"""`python -m tests.bench.understand`: what compiling the phrases costs, and what understanding a text does."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import yaml

from bot.content.loader import load_to_play
from bot.core.alarm import Alarm
from bot.core.hearing import Hearing

ROOT = Path(__file__).parents[2]
PAROLES = ROOT / "tests" / "content" / "paroles"


def main() -> None:
    """Print the CPU of compiling once, and of each text: the middle and the slowest."""
    playbook = load_to_play(ROOT / "dialogues", ROOT / "data").playbook
    if playbook is None:
        raise SystemExit("allervers check says what is wrong")
    begun = time.process_time()
    hearing = Hearing.of(playbook)
    compiled = time.process_time() - begun
    alarm = Alarm.of(playbook)
    texts = [
        said["dit"]
        for half in ("reglage", "verdict")
        for said in yaml.safe_load((PAROLES / f"{half}.yaml").read_text("utf-8"))
    ]
    spent = []
    for text in texts:
        begun = time.process_time()
        alarm.heard(text)
        hearing.guess(text)
        spent.append((time.process_time() - begun) * 1000)
    print(f"compiling the phrases: {compiled * 1000:.0f} ms CPU")
    print(f"understanding a text, emergencies too: {statistics.median(spent):.2f} ms CPU, at most {max(spent):.2f}")


if __name__ == "__main__":
    main()
