"""`allervers translate`: what translators work on, and how their work comes back."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folders import settings, stop
from bot.content import problems
from bot.content.checks.translations import broken, readable
from bot.content.loader import LANGUAGES, written
from bot.content.translation import grid, po, sheet
from bot.content.translation.folder import opened
from bot.content.translation.passages import Passage, passages
from bot.content.translation.po import Po
from bot.core import languages, tongue
from bot.settings import Settings

app = typer.Typer(no_args_is_help=True)


class Form(StrEnum):
    """The forms of a language's file."""

    PO = "po"
    XLSX = "xlsx"


Shape = Annotated[Form, typer.Option("--format", help="po, ou xlsx pour un tableur.")]
Codes = Annotated[list[str] | None, typer.Argument(help="Codes de langue, par exemple ar uk ; par défaut, toutes.")]
Brought = Annotated[Path, typer.Argument(metavar="FICHIER", help="Le fichier rempli, .po ou .xlsx.")]
Language = Annotated[str, typer.Option("--langue", help="Sa langue, si le fichier ne la dit pas.")]
Folder = Annotated[
    Path | None, typer.Option("--dossier", help="Où écrire ; par défaut dialogues/langues/, ou ici pour un tableur.")
]


@app.callback()
def translate() -> None:
    """Sort les textes à traduire, et reprend les traductions."""


@app.command()
def export(codes: Codes = None, dossier: Folder = None, format: Shape = Form.PO) -> None:  # noqa: A002
    """Écrit ou met à jour le fichier de chaque langue, dans l'ordre de la conversation."""
    found = settings()
    folder = found.dialogues / LANGUAGES
    wanted = codes or sorted(path.stem for path in folder.glob("*.po"))
    if not wanted:
        stop("Dites quelle langue : par exemple « allervers translate export ar ».")
    for code in wanted:
        _known(code)
    every = _texts(found)
    for code in wanted:
        at = (dossier or (Path() if format is Form.XLSX else folder)) / f"{code}.{format}"
        _write(at, _shaped(sheet.updated(code, _now(folder / f"{code}.po"), every), format))
        typer.echo(f"{at} : {len(every)} textes en {languages.name(code)}.")


@app.command(name="import")
def bring(file: Brought, langue: Language = "") -> None:
    """Reprend un fichier traduit, .po ou .xlsx ; ce qui est abîmé est refusé, avec l'endroit et le remède."""
    found = settings()
    if not file.is_file():
        stop(f"{file} n'existe pas.")
    brought = grid.read(file) if file.suffix == grid.SUFFIX else opened(file)
    if brought.unread:
        columns = ", ".join(grid.NEEDED)
        stop(f"{file} ne peut pas être lu : il faut un .po en UTF-8, ou un tableur .xlsx aux colonnes {columns}.")
    code = langue or brought.po.language or file.stem
    if code == file.stem and code not in languages.NAMES:
        stop(f"{file.name} ne dit pas sa langue : ajoutez --langue {_hinted(code)}.")
    _known(code)
    at = found.dialogues / LANGUAGES / f"{code}.po"
    text, told = sheet.merged(code, _now(at), brought.po, _texts(found))
    refused = problems.in_order([*readable(brought), *broken(brought, told)])
    if refused:
        typer.echo(problems.render(refused))
    _write(at, text.encode())
    typer.echo(
        f"{at} : {len(told.said)} textes repris, {len(told.broken)} refusés, {len(told.missing)} sans traduction."
    )
    raise typer.Exit(1 if refused else 0)


def _hinted(name: str) -> str:
    """Return the language that the name of a file begins with, else « CODE » with an example."""
    begun = re.split(r"[^a-z]", name.lower())[0]
    return begun if begun in languages.NAMES else "et son code, par exemple --langue en"


def _known(code: str) -> None:
    if code not in languages.NAMES or code == tongue.SOURCE:
        stop(f"« {code} » n'est pas une langue connue : {', '.join(languages.NAMES)}.")


def _texts(found: Settings) -> dict[tuple[str, str], Passage]:
    """Return what is translated; while a dialogue cannot be read, its translations would seem to serve no more."""
    book = written(found.dialogues, found.data)
    if book.blind or book.unread:
        stop("Des dialogues ne peuvent pas être lus : corrigez-les d'abord (allervers check).")
    return passages(book)


def _now(at: Path) -> Po:
    """Return what a language's file holds today, nothing when there is none; what cannot be read stays as it is."""
    found = opened(at)
    if found.unread and at.exists():
        stop(f"{at} ne peut pas être lu : reprenez-le d'une sauvegarde, ou enregistrez-le en UTF-8.")
    return found.po


def _shaped(text: str, form: Form) -> bytes:
    return grid.write(tuple(e for e in po.read(text).entries if not e.obsolete)) if form is Form.XLSX else text.encode()


def _write(at: Path, data: bytes) -> None:
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_bytes(data)
