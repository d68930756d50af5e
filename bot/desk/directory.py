"""The map of partners: who does what, where, in which languages, how fast, and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from bot.core import languages
from bot.core.partners import Partner
from bot.core.playbook import Playbook
from bot.desk import words
from bot.desk.call import Call

RELAYS = "en relais d'un autre partenaire"
"""Where a partner works who has no quartier of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One partner, in words."""

    name: str
    kind: str
    themes: str
    quartiers: str
    languages: str
    delay: str
    ages: str
    number: str
    away: bool


async def show(call: Call) -> Response:
    """Show the partners that cover a theme and a quartier; every one when nothing is asked."""
    playbook = call.office.playbook
    theme, quartier = call.query.get("theme", ""), call.query.get("quartier", "")
    async with call.office.store.read() as transaction:
        away = await transaction.away(call.now)
    found = [partner for partner in playbook.partners.values() if _covers(partner, theme, quartier)]
    return call.show(
        "carte.html",
        entries=[entry(partner, playbook, away=partner.id in away) for partner in found],
        themes=_themes(playbook),
        quartiers=_quartiers(playbook),
        theme=theme,
        quartier=quartier,
    )


def entry(partner: Partner, playbook: Playbook, *, away: bool) -> Entry:
    """Return a partner as the map shows it."""
    spoken = sorted(partner.languages.union(*(person.languages for person in partner.people)))
    return Entry(
        name=partner.name,
        kind=words.KINDS.get(partner.kind) or words.plain(partner.kind).capitalize(),
        themes=", ".join(sorted(_theme(theme, playbook) for theme in partner.themes)) or "tous les sujets",
        quartiers=", ".join(sorted(map(playbook.territory.name_of, partner.quartiers))) or RELAYS,
        languages=", ".join(map(languages.name, spoken)),
        delay=f"{partner.delay} jour{'s' * (partner.delay > 1)} ouvré{'s' * (partner.delay > 1)}",
        ages=f"de {partner.ages[0]} à {partner.ages[1]} ans" if partner.ages else "",
        number=words.spoken_number(partner.number),
        away=away,
    )


def _covers(partner: Partner, theme: str, quartier: str) -> bool:
    """Return whether a partner answers for a theme and a quartier; one without themes answers for all of them."""
    on_theme = not theme or not partner.themes or theme in partner.themes
    return on_theme and (not quartier or quartier in partner.quartiers)


def _theme(theme: str, playbook: Playbook) -> str:
    flow = playbook.flows.get(theme)
    return flow.title if flow else words.plain(theme)


def _themes(playbook: Playbook) -> list[tuple[str, str]]:
    """Return the themes that some partner is dedicated to."""
    named = {theme for partner in playbook.partners.values() for theme in partner.themes}
    return sorted(((theme, _theme(theme, playbook)) for theme in named), key=lambda pair: pair[1])


def _quartiers(playbook: Playbook) -> list[tuple[str, str]]:
    covered = {one for partner in playbook.partners.values() for one in partner.quartiers}
    return sorted(((one, playbook.territory.name_of(one)) for one in covered), key=lambda pair: pair[1])
