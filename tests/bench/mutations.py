"""`python -m tests.bench.mutations`: a thousand accidents of the shipped files, and how long the slowest took to tell.

Each is one file cut, swapped, pasted twice, saved by the wrong program…: no trace, every fault told in its file, and
never a playbook with a critical problem. Ends with 1 when one is told wrongly; CPU times are of this machine and run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.content.mutations import Ground

TOO_LONG = 5.0
"""Seconds of CPU within which any file is told."""


def main() -> None:
    """Try every seed, and print what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutations", description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--number", type=int, default=1_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        wrong, slowest = tried(Ground(Path(folder)), range(options.first, options.first + options.number))
        os.chdir("/")
    print(f"{options.number} accidents, {wrong} told wrongly; the slowest took {slowest:.2f} s CPU")
    sys.exit(bool(wrong) or slowest > TOO_LONG)


def tried(ground: Ground, seeds: range) -> tuple[int, float]:
    """Try each seed; return how many accidents were told wrongly, and the CPU seconds of the slowest."""
    wrong, slowest = 0, 0.0
    for seed in seeds:
        begun = time.process_time()
        complaint = ground.complaint(seed)
        slowest = max(slowest, time.process_time() - begun)
        if complaint:
            wrong += 1
            print(complaint, flush=True)
    return wrong, slowest


if __name__ == "__main__":
    main()
