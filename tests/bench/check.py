"""`python -m tests.bench.check`: what `allervers check` costs, on what is shipped and on a territory of many dialogues.

The large one is synthetic: 200 dialogues of 40 steps, each with a text and some buttons. CPU time, without the time
that the program takes to begin; figures are of this machine and this run.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.loader import Loaded, load
from tests.content import folders

HERE = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 25)
RUNS = 3
IN_A_MENU = 15
"""Dialogues that one menu leads to."""
SAID = "un métier te plaît alors viens voir ce que ça donne près de chez toi le matin avec nous demain"


def seconds(dialogues: Path, data: Path) -> tuple[float, Loaded]:
    """Load and check both folders, never read before; return the CPU time, and what was loaded."""
    begun = time.process_time()
    loaded = load(dialogues, data, TODAY)
    return time.process_time() - begun, loaded


def whole_command(folder: Path) -> float:
    """Return the CPU seconds of `allervers check`, from the command typed."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    )
    command = [sys.executable, "-c", code, str(Path(sys.executable).with_name("allervers")), "check"]
    return min(float(subprocess.check_output(command, cwd=folder)) for _ in range(RUNS))  # noqa: S603  our own program


def grow(folder: Path, dialogues: int, steps: int) -> None:
    """Lay a territory with this many more dialogues of this many steps, reached through menus of menus."""
    folders.lay(folder)
    chance = random.Random(7)  # noqa: S311  no secret
    names = [f"theme_{number}" for number in range(dialogues)]
    menus = [names[start : start + IN_A_MENU] for start in range(0, dialogues, IN_A_MENU)]
    for number, name in enumerate(names):
        text = "\n".join(dialogue(name, number, steps, chance)) + "\n"
        (folder / f"dialogues/{name}.yaml").write_text(text, "utf-8")
    for number, led in enumerate(menus):
        text = "\n".join(menu(f"menu_{number}", led)) + "\n"
        (folder / f"dialogues/menu_{number}.yaml").write_text(text, "utf-8")
    path = folder / "dialogues/menu.yaml"
    buttons = "".join(f"      Rayon {number}: menu_{number}\n" for number in range(len(menus)))
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + buttons, "utf-8")


def menu(name: str, led: list[str]) -> Iterator[str]:
    """Yield the lines of a menu."""
    yield from (f"dialogue: {name}", f"titre: {name}", "etapes:", "  choisir:", "    dire: Lequel ?", "    choix:")
    yield from (f"      Voir {other}: {other}" for other in led)


def dialogue(name: str, number: int, steps: int, chance: random.Random) -> Iterator[str]:
    """Yield the lines of a dialogue: questions which asks one thing, and says it everywhere."""
    yield from (f"dialogue: {name}", f"titre: Le thème {number}", f"on_dit: [parle moi du thème {number}]", "etapes:")
    yield from (f"  gout_{number}:", "    demander: choix", "    dire: Tu préfères quoi ?", "    reponses:")
    yield from ("      Parler: parler", "      Écrire: ecrire")
    for step in range(steps - 1):
        said = " ".join(chance.choices(SAID.split(), k=9)).capitalize()
        onward = f"etape_{step + 1}" if step + 2 < steps else "fin"
        further = f"etape_{min(step + chance.randint(2, 9), steps - 2)}"
        yield from (f"  etape_{step}:", "    dire: |", f"      {said}.", f"      {{{{ gout_{number} }}}}, c'est ça ?")
        yield from ("    choix:", f"      La suite {step}: {onward}", f"      Plus loin {step}: {further}")
        yield from ("      Où passer: permanences", "      Le menu: menu")


def main() -> None:
    """Print how long each takes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.check", description=__doc__)
    parser.add_argument("--dialogues", type=int, default=200)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    taken, loaded = seconds(HERE / "dialogues", HERE / "data")
    print(f"what is shipped                {taken:>6.2f} s CPU, {len(loaded.problems)} problems", flush=True)
    print(f"  the whole command            {whole_command(HERE):>6.2f} s CPU", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), options.dialogues, options.steps)
        taken, loaded = seconds(Path(folder, "dialogues"), Path(folder, "data"))
        what = f"{options.dialogues} dialogues × {options.steps} steps"
        print(f"{what:<30} {taken:>6.2f} s CPU, {len(loaded.problems)} problems")


if __name__ == "__main__":
    main()
