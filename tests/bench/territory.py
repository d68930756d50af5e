"""`python -m tests.bench.territory`: what a whole country costs: 1,609 quartiers and 70,000 services, all synthetic.

Imports them as `allervers import` does, starts from them in a process of its own, and looks places up. CPU time of
this process, on this machine: compare ratios, never times of two machines.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.content.imports.bringing import bring_quartiers, bring_records
from bot.content.loader import load_to_play
from bot.core.dates import PARIS
from bot.core.territory import Point, Territory
from tests.bench import start
from tests.bench.processes import peak_kib

REPO = Path(__file__).parent.parent.parent
NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)
SERVICES_OF_A_STRUCTURE = 3
CORNERS = 40
HOURS = (
    "Mo-Fr 09:00-12:30,13:30-17:30; PH off",
    "We 14:00-18:00; SH off; PH off",
    "Th[1] 14:00-17:00",
    "Tu,Th 09:30-12:00",
)
SYLLABLES = "ba cha ro mon val fleu ri ber cla du gran les pré ville neu ve mou lin"
SENTENCE = "Accueil fictif, sans rendez-vous, pour mesurer. "
SENTENCES = range(5, 42)
"""In a description: it has from 200 to 2,000 characters, as the standard asks."""
SOURCE = {"source": "banc", "date_maj": "2026-10-01", "description": SENTENCE}
SERVICE = {
    "type": "accompagnement",
    "thematiques": ["mobilite--preparer-un-permis", "se-former--trouver-sa-formation"],
    "frais": "gratuit",
    "publics": ["jeunes"],
    "modes_accueil": ["en-presentiel"],
    "modes_mobilisation": ["se-presenter"],
}


def name(chance: random.Random) -> str:
    """Return an invented name of two words."""
    return " ".join("".join(chance.choices(SYLLABLES.split(), k=3)).capitalize() for _ in range(2))


def quartiers(number: int, chance: random.Random) -> list[dict[str, Any]]:
    """Return outlines around towns, as features of the official file."""
    features = []
    for index in range(number):
        latitude, longitude = chance.uniform(43.5, 50.0), chance.uniform(-1.0, 6.0)
        turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
        ring = [[longitude + 0.006 * math.cos(turn), latitude + 0.004 * math.sin(turn)] for turn in turns]
        insee = f"{index // 3 + 1001:05}"
        said = {"code_qp": f"QX{index:05}M", "lib_qp": name(chance), "insee_com": insee, "lib_com": f"Ville {insee}"}
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "properties": said, "geometry": geometry})
    return features


def records(number: int, homes: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Return structures and their services near quartiers, a few towns holding many of them."""
    rows: list[dict[str, Any]] = []
    for index in range(math.ceil(number / SERVICES_OF_A_STRUCTURE)):
        home = homes[int(len(homes) * chance.random() ** 2)]
        longitude, latitude = home["geometry"]["coordinates"][0][0]
        at = {"latitude": latitude + chance.gauss(0, 0.03), "longitude": longitude + chance.gauss(0, 0.04)}
        said = {"code_insee": home["properties"]["insee_com"], "commune": home["properties"]["lib_com"]}
        place = {**SOURCE, **at, **said, "adresse": f"{index % 90 + 1} rue de l'Exemple"}
        rows.append({**place, "id": f"banc--s{index}", "nom": f"Structure {name(chance)}"})
        for which in range(min(SERVICES_OF_A_STRUCTURE, number - index * SERVICES_OF_A_STRUCTURE)):
            mine = {
                "id": f"banc--v{index}-{which}",
                "structure_id": f"banc--s{index}",
                "nom": f"Permanence {name(chance)}",
                "description": SENTENCE * chance.choice(SENTENCES),
            }
            rows.append({**place, **SERVICE, **mine, "horaires_accueil": chance.choice(HOURS)})
    return rows


def lay(folder: Path, options: argparse.Namespace) -> None:
    """Generate and import everything; print what it cost and that a second import changes nothing."""
    chance = random.Random(2026)  # noqa: S311
    data = folder / "data"
    shutil.copytree(REPO / "data", data, ignore=shutil.ignore_patterns("importes"))
    homes = quartiers(options.quartiers, chance)
    outlines, exported = folder / "q.geojson", folder / "export.json"
    outlines.write_text(json.dumps({"type": "FeatureCollection", "features": homes}), "utf-8")
    exported.write_text(json.dumps(records(options.services, homes, chance)), "utf-8")
    for what, bring in (
        ("quartiers", lambda: bring_quartiers([outlines], data)),
        ("structures and services", lambda: bring_records([exported], data)),
        ("the same again", lambda: bring_records([exported], data)),
    ):
        start = time.perf_counter()
        report = bring()
        seconds = time.perf_counter() - start
        refused = f"{report.changed} changed, {len(report.refused)} refused, {report.outside} outside"
        print(f"import, {what:<26}{seconds:>8.1f} s   {report.kept} kept, {refused}", flush=True)


def look_up(data: Path) -> None:
    """Start from the data in this process, as the bot does, and print what it and the look-ups cost."""
    start = time.process_time()
    loaded = load_to_play(REPO / "dialogues", data)
    seconds = time.process_time() - start
    if loaded.playbook is None:
        sys.exit("\n".join(problem.render() for problem in loaded.critical))
    territory = loaded.playbook.territory
    whole = time.process_time()
    print(f"start-up: {seconds:.2f} s CPU to load, {whole:.2f} s with Python and its modules", flush=True)
    print(f"{len(territory.quartiers)} quartiers, {len(territory.permanences)} permanences", flush=True)
    print(f"{'':<26}{'first ms':>10}{'p50 ms':>10}{'p95 ms':>10}{'max ms':>10}   CPU")
    for what, times in measured(territory).items():
        first, *rest = times
        cuts = statistics.quantiles(rest, n=100)
        print(f"{what:<26}{first:>10.2f}{cuts[49]:>10.3f}{cuts[94]:>10.3f}{max(rest):>10.3f}", flush=True)
    with contextlib.suppress(OSError):
        print(f"peak memory{peak_kib(os.getpid()) / 1024:>27.0f} MiB")


def measured(territory: Territory) -> dict[str, list[float]]:
    """Return the CPU milliseconds of each kind of look-up; the first of a kind builds its index."""
    chance = random.Random(7)  # noqa: S311
    homes = chance.sample(list(territory.quartiers.values()), min(300, len(territory.quartiers)))
    placed = [(home, home.centre) for home in homes if home.centre]
    near = [Point(at.latitude + chance.gauss(0, 0.01), at.longitude + chance.gauss(0, 0.01)) for _, at in placed]
    typed = [misspelt(home.name, chance) for home, _ in placed]
    times = [NOW + timedelta(hours=chance.randrange(24 * 20)) for _ in placed]
    return {
        "next_openings": [
            cpu(territory.next_openings, home.id, at) for (home, _), at in zip(placed, times, strict=True)
        ],
        "next_openings, again": [cpu(territory.next_openings, home.id, NOW) for home, _ in placed],
        "services, many": [cpu(territory.helps.near, home, frozenset({"mobilite"})) for home, _ in placed],
        "services, none": [cpu(territory.helps.near, home, frozenset({"epide"})) for home, _ in placed],
        "named, a typo": [cpu(territory.named, text) for text in typed],
        "named, a sentence": [cpu(territory.named, f"jabite a {text} vers la gare") for text in typed],
        "around": [cpu(territory.around, point) for point in near],
        "locate": [cpu(territory.locate, point) for point in near],
    }


def misspelt(said: str, chance: random.Random) -> str:
    """Return a name without one of its letters."""
    index = chance.randrange(len(said))
    return (said[:index] + said[index + 1 :]).lower()


def cpu(look: Callable[..., Any], *asked: Any) -> float:
    """Return the CPU milliseconds of one look-up."""
    start = time.process_time_ns()
    look(*asked)
    return (time.process_time_ns() - start) / 1e6


def main() -> None:
    """Lay a country, then start from it in a fresh process and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.territory", description=__doc__)
    parser.add_argument("--quartiers", type=int, default=1_609)
    parser.add_argument("--services", type=int, default=70_000)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.data:
        look_up(options.data)
        return
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), options)
        for what, data in (
            ("allervers run, what we ship", REPO / "data"),
            ("allervers run, all of it", Path(folder, "data")),
        ):
            (found,) = asyncio.run(start.quickest(data, REPO))
            print(found.line(what), flush=True)
        command = [sys.executable, "-m", "tests.bench.territory", "--data", str(Path(folder, "data"))]
        subprocess.run(command, check=True, cwd=REPO)  # noqa: S603


if __name__ == "__main__":
    main()
