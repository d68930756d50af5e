"""Call requests between a young person and a partner's group: opened, taken, withdrawn."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import dates
from bot.core.callrequest import ALIVE, MOVES, Status, Verb
from bot.core.effects import Button, OpenRequest, Say
from bot.core.events import RequestTaken
from bot.core.flow import Ask, Asked, Text
from bot.core.playbook import Playbook
from bot.service.arrivals import PartnerPressed
from bot.service.letters import Letter
from bot.store import Move, RequestRow, Transaction

CONTACT = "coordonnees"
"""The press of a member who took a request and wants the person's number once more."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a move led to: letters by chat, a hint for who pressed, and the news for the young person."""

    letters: tuple[tuple[int, Letter], ...] = ()
    hint: str = ""
    news: tuple[int, RequestTaken] | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The requests as one transaction sees them."""

    store: Transaction
    playbook: Playbook
    now: datetime

    async def open(self, chat: int, effect: OpenRequest) -> Done:
        """Write a person's request and show it, without their name or number, in the partner's group."""
        row = self._row(chat, effect)
        await self.store.open_requests([row])
        group = self.playbook.partners[row.partner].group
        if group is None:
            return Done()
        take = self._button(self.playbook.partner_words.bouton_prendre, Verb.PRENDRE, row)
        said = self._say(self.playbook.partner_words.nouvelle_demande, row)
        return Done(((group, Letter(replace(said, buttons=(take,)))),))

    async def press(self, chat: int, press: PartnerPressed) -> Done:
        """Do what a member of a partner's group pressed; only the group that has the request may act on it."""
        words = self.playbook.partner_words
        row = await self.store.request(press.request)
        if row is None or row.status not in ALIVE or not row.chat or press.verb not in (Verb.PRENDRE, CONTACT):
            return Done(hint=words.plus_la({}))
        partner = self.playbook.partners.get(row.partner)
        if partner is None or partner.group != chat:
            return Done(hint=words.pas_a_vous({}))
        if press.verb == Verb.PRENDRE and await self._move(row.id, Verb.PRENDRE, press):
            return self._taken(chat, row, press)
        taken = await self.store.request(row.id)
        if taken is None or taken.owner is None:
            return Done(hint=words.plus_la({}))
        if taken.owner == press.member:
            return Done((self._contact(chat, taken, press),), words.c_est_a_vous({"membre": press.name}))
        return Done(hint=words.deja_prise({"membre": taken.owner_name}))

    async def withdraw(self, chat: int) -> list[Done]:
        """Take back every living request of a person, forget who they were, and tell the groups."""
        done = []
        for row in await self.store.requests_of(chat):
            if row.status in ALIVE and await self._move(row.id, Verb.RETIRER, None):
                group = self.playbook.partners[row.partner].group if row.partner in self.playbook.partners else None
                letter = Letter(self._say(self.playbook.partner_words.retiree, row))
                done.append(Done(((group, letter),) if group else ()))
            await self.store.wipe_request(row.id)
        return done

    def _row(self, chat: int, effect: OpenRequest) -> RequestRow:
        given = dict(effect.fields)
        first_name, phone = self._given(effect, Asked.PRENOM), self._given(effect, Asked.TELEPHONE)
        more = {name: value for name, value in given.items() if name not in (first_name, phone)}
        consent = {name: str(value) for name, value in effect.consent._asdict().items()}
        return RequestRow(
            id=secrets.token_urlsafe(8)[:10],
            chat=chat,
            partner=effect.partner,
            theme=effect.theme,
            quartier=effect.quartier,
            status=Status.OUVERTE,
            opened_at=self.now,
            due_at=effect.due,
            first_name=given.get(first_name, ""),
            phone=given.get(phone, ""),
            details=json.dumps(more, ensure_ascii=False),
            consent=json.dumps(consent, ensure_ascii=False),
        )

    def _given(self, effect: OpenRequest, asked: Asked) -> str:
        """Return the name of the answer of this kind that was handed over, whatever its step is called."""
        steps = (step for flow in self.playbook.flows.values() for step in flow.steps.values())
        kinds = {step.name: step.asked for step in steps if isinstance(step, Ask)}
        return next((name for name, _ in effect.fields if kinds.get(name) is asked), "")

    async def _move(self, request: str, verb: Verb, press: PartnerPressed | None) -> bool:
        leaves, reaches = MOVES[verb][:2]
        move = Move(request, self.now, verb, reaches or Status.PRISE, press.name if press else "", "")
        owner, name = (press.member, press.name) if press else (None, "")
        return await self.store.move_request(
            request, was=leaves, becomes=reaches or Status.PRISE, move=move, owner=owner, owner_name=name
        )

    def _taken(self, chat: int, row: RequestRow, press: PartnerPressed) -> Done:
        words = self.playbook.partner_words
        again = self._button(words.bouton_coordonnees, CONTACT, row)
        said = self._say(words.demande_prise, row, membre=press.name)
        shown = Letter(replace(said, buttons=(again,), replaces=press.message))
        return Done(
            ((chat, shown), self._contact(chat, row, press)),
            words.c_est_a_vous({"membre": press.name}),
            (row.chat, RequestTaken(row.id, row.partner, row.due_at)),
        )

    def _contact(self, group: int, row: RequestRow, press: PartnerPressed) -> tuple[int, Letter]:
        """Return the letter that tells a number, to the member alone; the group hears if it could not be delivered."""
        words = self.playbook.partner_words
        said = self._say(words.coordonnees, row, prenom=row.first_name, telephone=row.phone)
        return press.member, Letter(said, otherwise=(group, words.ecrivez_moi({"membre": press.name})))

    def _button(self, label: Text, verb: str, row: RequestRow) -> Button:
        return Button(label({}), f"{verb}:{row.id}")

    def _say(self, text: Text, row: RequestRow, **more: str) -> Say:
        flow = self.playbook.flows.get(row.theme)
        known = {
            "numero": row.id[:4].upper(),
            "theme": flow.title if flow else row.theme,
            "quartier": self.playbook.territory.name_of(row.quartier),
            "avant": dates.before(row.due_at),
        }
        return Say(text(known | more))
