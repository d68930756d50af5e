"""The commands `allervers partner …`: who may enter the desk, and a link for someone's first visit."""

from __future__ import annotations

import asyncio
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from bot.content.loader import load
from bot.core.partners import Person
from bot.core.playbook import Playbook
from bot.desk import entry
from bot.desk.office import PREFIX
from bot.desk.words import ROLES
from bot.service.clock import Clock
from bot.settings import Settings
from bot.store import Store, Unsupported, Vault, WrongKey

partner = typer.Typer(no_args_is_help=True, help="Les personnes qui entrent au bureau des partenaires.")


@partner.command("list")
def listed() -> None:
    """Cite les personnes déclarées, leur rôle et leur structure."""
    playbook = _playbook(_settings())
    for person in playbook.people.values():
        of = playbook.partners.get(person.partner)
        ways = [way for way, there in (("e-mail", person.email), ("Telegram", person.telegram)) if there]
        where = of.name if of else "tout le territoire"
        typer.echo(f"{person.id} : {person.name}, {ROLES[person.role]}, {where} ({' et '.join(ways) or 'invitation'})")
    if not playbook.people:
        typer.echo("Personne n'est déclaré : ajoutez des « personnes » dans data/partenaires.yaml.")


@partner.command("invite")
def invite(who: Annotated[str, typer.Argument(metavar="COURRIEL|ID")]) -> None:
    """Donne un lien pour entrer au bureau : valable 48 heures, une seule fois."""
    settings = _settings()
    if not settings.origin:
        _stop("Le bureau n'a pas d'adresse : réglez ALLERVERS_PUBLIC_URL (voir docs/installer.md).")
    playbook = _playbook(settings)
    person = playbook.people.get(who) or playbook.person_of_email(who)
    if person is None:
        _stop("Cette personne n'est pas déclarée dans data/partenaires.yaml. Pour voir qui l'est : partner list.")
    try:
        token = asyncio.run(_invited(settings, person))
    except (WrongKey, Unsupported) as error:
        _stop(str(error))
    except SQLAlchemyError:
        _stop("La base de données ne s'ouvre pas : vérifiez ALLERVERS_DATABASE_URL.")
    typer.echo(f"Pour {person.name}, {ROLES[person.role]}. Valable 48 heures, une seule fois :")
    typer.echo(f"{settings.origin}{PREFIX}/entrer/{token}")


async def _invited(settings: Settings, person: Person) -> str:
    vault = Vault.load(settings.secret_key_file, settings.secret_key.get_secret_value())
    store = await Store.open(settings.database_url, vault)
    try:
        return await entry.invite(store, person, Clock().now())
    finally:
        await store.close()


def _playbook(settings: Settings) -> Playbook:
    playbook = load(settings.dialogues, settings.data).playbook
    if playbook is None:
        _stop("Les dialogues ou les données ont des problèmes : lancez allervers check.")
    return playbook


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError:
        _stop("Réglage illisible (voir docs/installer.md).")


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
