"""Two partners with their people, a request to be called, and a browser as a partner uses it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.core.partners import Partner, Person, Role
from bot.desk import entry
from bot.desk.office import Office
from bot.store import RequestRow, Store
from tests.living import THURSDAY

ORIGIN = "http://desk.test"
FORM = {"origin": ORIGIN}
NAME, PHONE, WISH, WORDS = "Zohra", "+33639981234", "plutôt le soir", "je garde ma sœur le matin"

AURORE = Person("aurore", "Aurore", Role.RESPONSABLE, "ml-ici", "aurore@ici.test")
BASILE = Person("basile", "Basile", Role.MEMBRE, "ml-ici", "basile@ici.test")
CELIA = Person("celia", "Célia", Role.MEMBRE, "ml-ici", "celia@ici.test")
DENIS = Person("denis", "Denis", Role.RESPONSABLE, "ml-ailleurs", "denis@ailleurs.test")
ELISE = Person("elise", "Élise", Role.COORDINATEUR, "", "elise@territoire.test")
FARID = Person("farid", "Farid", Role.OPERATEUR, "", "farid@territoire.test")
COORDINATION = (ELISE, FARID)
PARTNERS = (
    Partner(
        "ml-ici",
        "Mission locale d'Ici",
        frozenset({"maurepas"}),
        2,
        kind="mission_locale",
        languages=frozenset({"fr", "ar"}),
        number="+33299000000",
        people=(AURORE, BASILE, CELIA),
    ),
    Partner("ml-ailleurs", "Mission locale d'Ailleurs", frozenset({"essarts-surieux"}), 1, people=(DENIS,)),
)


def request(id: str = "abcd123456", **changes: Any) -> RequestRow:  # noqa: A002
    """A request of Zohra to the mission locale d'Ici, made this morning."""
    values: dict[str, Any] = {
        "chat": 4242,
        "partner": "ml-ici",
        "theme": "cej",
        "quartier": "maurepas",
        "status": "ouverte",
        "opened_at": THURSDAY - timedelta(hours=2),
        "due_at": THURSDAY + timedelta(days=4),
        "first_name": NAME,
        "phone": PHONE,
        "details": f'{{"motif": "{WORDS}"}}',
        "consent": "{}",
        "wish": WISH,
        "routed": "couvrent Maurepas",
    }
    return RequestRow(id, **values | changes)


async def opened(store: Store, *rows: RequestRow) -> RequestRow:
    """Write requests; return the first."""
    async with store.begin() as transaction:
        await transaction.open_requests(list(rows))
    return rows[0]


async def found(store: Store, id: str = "abcd123456") -> RequestRow:  # noqa: A002
    """Return a request as it stands."""
    async with store.read() as transaction:
        row = await transaction.request(id)
    assert row
    return row


class Browser(httpx.AsyncClient):
    """A browser that keeps its cookies and sends the forms it was shown."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(transport=httpx.ASGITransport(app), base_url=ORIGIN)

    async def accept_invitation(self, office: Office, person: str) -> None:
        """Sign someone in, as an invitation does."""
        token = await entry.invite(office.store, office.playbook.people[person], office.clock.now())
        answer = await self.sends(f"/bureau/entrer/{token}", shown=f"/bureau/entrer/{token}")
        assert answer.status_code == 303, answer.text

    async def seal(self, shown: str = "/bureau/carte") -> str:
        """Return the word that the forms of a page bear."""
        page = await self.get(shown)
        seal = re.search(r'name="sceau" value="([^"]+)"', page.text)
        return seal[1] if seal else ""

    async def sends(self, path: str, shown: str = "/bureau/carte", **fields: str) -> httpx.Response:
        """Send a form of our own pages."""
        return await self.post(path, data={"sceau": await self.seal(shown), **fields}, headers=FORM)

    async def reads(self, path: str) -> str:
        """Return a page in words, without its tags."""
        page = await self.get(path)
        assert page.status_code == 200, (page.status_code, path)
        return plain(page.text)


def plain(html: str) -> str:
    """Return what a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def at(hours: float) -> datetime:
    """Return the moment so many hours after that Thursday at 10:00."""
    return THURSDAY + timedelta(hours=hours)
