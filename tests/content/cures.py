"""The cures of the corpus: what an operator does who follows what is printed, to the letter.

A folder of broken_elsewhere/ (one fault) or broken_several/ (some) says in `remede.txt` what mends each of its
problems, in the order printed: the file, then its lines — `-` those that go, `+` those that come, a space those that
stay. What cannot be shown as lines (a file is missing, renamed, too big) is done by `BY_HAND`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.content.folders import BASE, BROKEN

ELSEWHERE, SEVERAL = BROKEN.with_name("broken_elsewhere"), BROKEN.with_name("broken_several")


class Cure(NamedTuple):
    """Some lines of a file, and what they become."""

    file: str
    wrong: str
    right: str

    def apply(self, folder: Path) -> None:
        """Mend a folder."""
        text = (folder / self.file).read_text("utf-8")
        assert self.wrong in text
        (folder / self.file).write_text(text.replace(self.wrong, self.right, 1), "utf-8")


def cures(example: Path) -> list[Cure]:
    """Return the cures of an example, one for each of its problems."""
    blocks = (example / "remede.txt").read_text("utf-8").strip("\n").split("\n\n")
    return [_cure(*block.split("\n")) for block in blocks]


def _cure(file: str, *lines: str) -> Cure:
    wrong, right = ("".join(f"{line[1:]}\n" for line in lines if line[:1] in kept) for kept in (" -", " +"))
    return Cure(file, wrong, right)


def restore(name: str) -> Callable[[Path], None]:
    """Return the cure that takes a file from a backup."""
    return lambda folder: (folder / name).write_bytes((BASE / name).read_bytes())


def rewrite(name: str, change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    """Return the cure that changes the lines of a file."""

    def mend(folder: Path) -> None:
        lines = (folder / name).read_text("utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(change(lines)), "utf-8")

    return mend


def _rename(old: str, new: str) -> Callable[[Path], None]:
    def mend(folder: Path) -> None:
        (folder / old).rename(folder / new)

    return mend


def _save_as_utf8(folder: Path) -> None:
    path = folder / "dialogues/aide.yaml"
    path.write_text(path.read_bytes().decode("cp1252"), "utf-8")


def _shorter_command(folder: Path) -> None:
    long, short = folder / "dialogues/comment_marche_ce_robot_et_qui_le_paie.yaml", folder / "dialogues/comment.yaml"
    short.write_text(long.read_text("utf-8").replace(f"dialogue: {long.stem}", "dialogue: comment"), "utf-8")
    long.unlink()


def _take_away(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _steps(*kept: str) -> Callable[[list[str]], list[str]]:
    """Return the change that keeps what stands above the steps, and writes these lines instead of them."""
    return lambda lines: [*lines[: lines.index("etapes:\n") + 1], *(f"{line}\n" for line in kept)]


BY_HAND: dict[str, Callable[[Path], None]] = {
    "fichier-manquant": _rename("data/partenaire.yaml", "data/partenaires.yaml"),
    "fichier-vide": restore("dialogues/urgence.yaml"),
    "fichier-trop-gros": restore("dialogues/aide.yaml"),
    "pas-utf8": _save_as_utf8,
    "trop-imbrique": restore("dialogues/aide.yaml"),
    "texte-trop-long": rewrite(
        "dialogues/aide.yaml",
        _steps("  aide:", "    dire: Voici.", "    choix:", "      La suite: suite", "  suite:", "    dire: Et voilà."),
    ),
    "enchainement-trop-long": rewrite("dialogues/aide.yaml", _steps("  aide:", "    dire: Voici tout.")),
    "trop-de-choix": rewrite(
        "dialogues/menu.yaml",
        _steps(
            "  choisir:",
            "    dire: Que veux-tu ?",
            "    choix:",
            "      Où passer: permanences",
            "      Autre chose: autre",
            "  autre:",
            "    dire: Et sinon ?",
            "    choix:",
            "      Qu'on m'appelle: rappel",
            "      De l'aide: aide",
        ),
    ),
    "commande-invalide": _shorter_command,
    "dialogue-manquant": restore("dialogues/aide.yaml"),
    "exemple-perdu": _rename("dialogues/exemples/permanence.yaml", "dialogues/exemples/permanences.yaml"),
    "import-abime": _take_away("data/importes/services.json"),
    "message-long": rewrite("dialogues/aide.yaml", _steps("  aide:", "    dire: Touche un bouton.")),
    "tutoiement": rewrite(
        "dialogues/mots.yaml", lambda lines: [line.replace("ta demande", "votre demande") for line in lines]
    ),
}
"""What to do in the examples whose page tells the cure in words."""
