"""`allervers demo`: the real bot and its telephones on this machine, without a token."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.folders import loaded, playable, settings, tell_refused
from bot.commands.living import live
from bot.demo import Addresses
from bot.demo import demo as serve

app = typer.Typer()


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port des téléphones de démonstration.")] = None,
    *,
    follow: Annotated[bool, typer.Option(help="Joue les dossiers dès qu'ils sont enregistrés.")] = True,
) -> None:
    """Ouvre des téléphones de démonstration dans le navigateur, avec le vrai bot au bout. Sans jeton."""
    found = settings() if port is None else settings().model_copy(update={"port": port})
    live(serve(found, playable(loaded(found)), _announce, follow=follow, refused=tell_refused))


def _announce(at: Addresses) -> None:
    typer.echo(f"Les téléphones (jeunes et partenaires) : {at.phones}")
    typer.echo(f"Le bureau des partenaires : {at.desk}")
    for who, link in at.invitations:
        typer.echo(f"  y entrer comme {who} : {link}")
    typer.echo(f"Le studio des dialogues : {at.studio}")
    typer.echo("Ctrl-C pour arrêter. Rien n'est gardé.")
