"""Reminders gathered: one message for each reader, whatever the number of requests it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core import dates, markup
from bot.core.dates import PARIS
from bot.core.effects import Say
from bot.core.rungs import Rung
from bot.service.audience import Audience, Reader
from bot.service.cards import number
from bot.service.done import NOTHING, Done, Here
from bot.service.letters import Letter
from bot.store import Mail, RequestRow

KIND = "rappel"


@dataclass(frozen=True, slots=True)
class Digests:
    """What is to be reminded in one transaction, by reader."""

    here: Here
    audience: Audience
    _gathered: dict[Reader, dict[str, RequestRow]] = field(default_factory=dict)

    async def add(self, rung: Rung, row: RequestRow) -> None:
        """Remind those whom a rung is for of a request."""
        for reader in await self.audience.reminded(rung, row):
            self._gathered.setdefault(reader, {})[row.id] = row

    def written(self) -> Done:
        """Return the messages, and gather anew."""
        done = NOTHING
        for reader, rows in self._gathered.items():
            done += self._one(reader, sorted(rows.values(), key=lambda row: row.due_at))
        self._gathered.clear()
        return done

    def _one(self, reader: Reader, rows: list[RequestRow]) -> Done:
        words = self.here.playbook.partner_words
        known = self._known(rows)
        if reader.chat:
            text = words.rappel(known)
            shut = (reader.group, text) if reader.group and not self._hears(reader.group, rows) else None
            return Done(letters=((reader.chat, Letter(Say(text), shut)),))
        if self.here.mailbox is None:
            return NOTHING
        known |= {"lien": self.here.mailbox.link}
        subject, body = markup.strip(words.courriel_rappel_sujet(known)), markup.strip(words.courriel_rappel(known))
        key = f"{KIND}:{reader.person}:{self.here.now:%Y-%m-%dT%H:%M}"
        return Done(mails=(Mail(reader.address, KIND, subject, body, key),))

    def _hears(self, group: int, rows: list[RequestRow]) -> bool:
        """Return whether a group is told of these requests anyway, and need not be told in someone's place."""
        return {row.id for row in rows} <= self._gathered.get(Reader(chat=group), {}).keys()

    def _known(self, rows: list[RequestRow]) -> dict[str, str]:
        partners = {row.partner for row in rows}
        names: Mapping[str, str] = {at: self._name(at) for at in partners} if len(partners) > 1 else {}
        return {
            "nombre": f"{len(rows)} demandes" if len(rows) > 1 else "1 demande",
            "avant": self._before(rows[0].due_at),
            "demandes": ", ".join(f"n° {number(row)}" + _in(names.get(row.partner)) for row in rows),
            "partenaire": self._name(rows[0].partner) if len(partners) == 1 else "",
        }

    def _before(self, due: datetime) -> str:
        """Return the hour of a deadline of today, with its day when it is another."""
        local = due.astimezone(PARIS)
        today = local.date() == self.here.now.astimezone(PARIS).date()
        return dates.hour(local) if today else dates.before(due)

    def _name(self, partner: str) -> str:
        at = self.here.playbook.partners.get(partner)
        return at.name if at else partner


def _in(name: str | None) -> str:
    return f" ({name})" if name else ""
