"""`allervers studio`: the workshop of whoever writes the dialogues, in a browser of this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.folders import settings
from bot.commands.living import live
from bot.content.versions import Versions
from bot.service.clock import Clock
from bot.service.publishing import Publishing
from bot.settings import Settings
from bot.store import Store, Vault
from bot.studio.serving import open_port, serve
from bot.studio.workshop import Workshop

app = typer.Typer()

BESIDE = 2
"""How far its port is from that of the bot: the demonstration has the phones, the desk, then the studio."""


@app.command()
def studio(port: Annotated[int | None, typer.Option(help="Port du studio ; 0 : n'importe lequel.")] = None) -> None:
    """Ouvre l'atelier dans un navigateur de cette machine : cartes, téléphone, problèmes, publication."""
    found = settings()
    live(_studio(found, found.port + BESIDE if port is None else port))


async def _studio(found: Settings, port: int) -> None:
    listening, address = open_port(port)
    vault = Vault.load(found.secret_key_file, found.secret_key.get_secret_value())
    store = await Store.open(found.database_url, vault)
    clock = Clock()
    try:
        publishing = Publishing(Versions(found.kept_versions), found.dialogues, found.data, store, clock)
        workshop = Workshop.of(found.dialogues, found.data, store, publishing, clock)
        typer.echo(f"Le studio : {workshop.link(address)}")
        typer.echo("Cette adresse est à vous : ne la donnez pas. Ctrl-C pour arrêter.")
        await serve(workshop, listening)
    finally:
        listening.close()
        await store.close()
