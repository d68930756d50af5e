"""`allervers schema`: what an editor needs to complete and explain the files that operators write."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folders import settings, stop
from bot.content import schemas
from bot.content.schemas import modeline

app = typer.Typer()

Folder = Annotated[
    Path, typer.Option("--sortie", help="Dossier où écrire.", show_default="là où le programme les garde")
]
Plug = Annotated[
    bool, typer.Option("--brancher", help="Relie aussi chaque fichier à son schéma, par un commentaire en tête.")
]


@app.command()
def schema(folder: Folder = schemas.FOLDER, *, plug: Plug = False) -> None:
    """Écrit les schémas qui font compléter et expliquer les clés dans un éditeur."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas.texts().items():
            (folder / name).write_text(text, "utf-8")
            typer.echo(folder / name)
        if plug:
            _plug(folder)
    except OSError as error:
        stop(f"{error.filename or folder} n'a pas pu s'écrire : {error.strerror or 'erreur du système'}.")


def _plug(folder: Path) -> None:
    found = settings()
    changed = 0
    for path, kind in modeline.kinds(found.dialogues, found.data):
        before = path.read_bytes()
        after = modeline.linked(before, path, folder / f"{kind}.schema.json")
        if after != before:
            path.write_bytes(after)
            changed += 1
    typer.echo(f"Fichiers reliés à leur schéma : {changed}.")
