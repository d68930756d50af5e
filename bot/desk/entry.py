"""How someone enters: a link used once becomes a visit. Of tokens, only hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.core.partners import Person
from bot.core.playbook import Playbook
from bot.store import Store, Transaction

LINK_LIVES = timedelta(minutes=15)
INVITATION_LIVES = timedelta(hours=48)
VISIT_RESTS = timedelta(hours=12)
"""A visit ends when nothing is opened for so long."""
VISIT_LIVES = timedelta(days=7)
"""A visit ends after that, however busy it was."""
SEEN_TO_THE = timedelta(minutes=1)
"""How exactly it is noted when a visit was last seen: a page that is only read should write nothing."""


def fresh() -> str:
    """Return a new secret, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is kept of a secret; it has 256 random bits, so it needs no salt. Empty stays empty."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""


def seal_of(secret: str) -> str:
    """Return the word that a form must bring back: only who knows the cookie's secret can know it."""
    return hashlib.sha256(b"formulaire:" + secret.encode()).hexdigest()


async def make_link(transaction: Transaction, person: Person, browser: str, now: datetime) -> str:
    """Write a link for the browser that asked for it, and return its token."""
    token = fresh()
    await transaction.add_link(digest(token), person.id, digest(browser), now + LINK_LIVES)
    return token


async def invite(store: Store, person: Person, now: datetime) -> str:
    """Write an invitation, for the browser in which it is first accepted, and return its token."""
    token = fresh()
    async with store.begin() as transaction:
        await transaction.add_link(digest(token), person.id, "", now + INVITATION_LIVES)
    return token


async def invited(store: Store, playbook: Playbook, token: str, browser: str, now: datetime) -> Person | None:
    """Return whom a link would sign in from this browser. Looking consumes nothing: mail scanners open links too."""
    async with store.read() as transaction:
        link = await transaction.link(digest(token), now)
    if link is None or link.browser not in ("", digest(browser)):
        return None
    return playbook.people.get(link.person)


async def enter(store: Store, playbook: Playbook, token: str, browser: str, now: datetime) -> str | None:
    """Use a link up and return the secret of the visit that it opens; None if it opens none."""
    if not browser:
        return None
    visit = fresh()
    async with store.begin() as transaction:
        await transaction.bind_link(digest(token), digest(browser))
        person = await transaction.use_link(digest(token), digest(browser), now)
        if person is None or person not in playbook.people:
            return None
        await transaction.open_visit(digest(visit), person, now, now + VISIT_LIVES)
    return visit


async def visitor(store: Store, playbook: Playbook, secret: str, now: datetime) -> Person | None:
    """Return who is signed in with this secret; None once the visit ended or its person is no longer declared."""
    if not secret:
        return None
    async with store.read() as transaction:
        visit = await transaction.visit(digest(secret), now)
    if visit is None or now - visit.seen_at >= VISIT_RESTS:
        return None
    if now - visit.seen_at >= SEEN_TO_THE:
        async with store.begin() as transaction:
            await transaction.visit(digest(secret), now)
    return playbook.people.get(visit.person)
