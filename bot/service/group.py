"""The buttons of a request on Telegram, in a partner's group or in private with the one who took it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.callrequest import Status, Verb
from bot.core.effects import Say
from bot.core.partners import Person
from bot.service.arrivals import Answer, PartnerActed, PartnerPressed
from bot.service.cards import BACK, CLOSING, CONTACT, GIVING_BACK, OUTCOME, REASON, Cards
from bot.service.done import NOTHING, Done, Here
from bot.service.labels import REASONS
from bot.service.letters import Letter
from bot.service.requests import Requests
from bot.store import RequestRow

OWNED = frozenset({CLOSING, GIVING_BACK, BACK})
"""The buttons that show another side of a card, to the one who took the request."""


@dataclass(frozen=True, slots=True)
class Presses:
    """What the members of partners press."""

    here: Here
    requests: Requests
    cards: Cards

    async def press(self, chat: int, press: PartnerPressed) -> Done:
        """Do what a button of a request says. Only who is declared may act, and a group only on its own requests."""
        words = self.cards.words
        person = self.here.playbook.person_of_telegram(press.member)
        if person is None:
            return _no(words.pas_declare({"telegram": str(press.member)}))
        row = await self.here.store.request(press.request)
        if row is None or person.partner != row.partner or not self._at_home(chat, row):
            return _no(words.pas_a_vous({}))
        if not row.chat:
            return _no(words.plus_la({}))
        if press.verb == CONTACT:
            return await self._contact(chat, row, person)
        if press.verb in OWNED:
            return self._turned(chat, row, person, press)
        acted = _acted(press, person)
        return await self._acted(chat, row, person, acted) if acted else _no(words.pas_maintenant({}))

    def _at_home(self, chat: int, row: RequestRow) -> bool:
        partner = self.here.playbook.partners.get(row.partner)
        return chat > 0 or (partner is not None and partner.group == chat)

    async def _acted(self, chat: int, row: RequestRow, person: Person, acted: PartnerActed) -> Done:
        """Move the request, then show it as it stands now over the card that was pressed, whatever came of it."""
        done = await self.requests.act(acted, chat)
        after = await self.here.store.request(row.id)
        if after is None or not done.answer:
            return done
        if done.answer.done and acted.verb is Verb.PRENDRE:
            given = self._given(after, person, chat) if chat < 0 else NOTHING
            done = replace(done, answer=Answer(self.cards.words.c_est_a_vous({"membre": person.name}))) + given
        return done + self._shown(chat, after, person, acted.message)

    async def _contact(self, chat: int, row: RequestRow, person: Person) -> Done:
        """Give the name and the number once more, in private, to whoever may see them; it is noted."""
        done = await self.requests.act(PartnerActed(row.id, Verb.VOIR, person.id), chat)
        if not done.answer or not done.answer.done:
            return done
        return replace(done, answer=Answer(self.cards.words.en_prive({}))) + self._given(row, person, chat)

    def _turned(self, chat: int, row: RequestRow, person: Person, press: PartnerPressed) -> Done:
        """Show the other side of a card in place: the outcomes, the reasons, or its face again."""
        if row.status != Status.PRISE:
            return self._shown(chat, row, person, press.message) + _no(self.cards.words.pas_maintenant({}))
        if row.owner != person.id:
            return _no(self.cards.words.pas_la_votre({"membre": row.owner_name}))
        sides: dict[str, Callable[[RequestRow, Say], Say]] = {
            CLOSING: self.cards.closing,
            GIVING_BACK: self.cards.giving_back,
            BACK: lambda _, card: card,
        }
        card = sides[press.verb](row, self._card(chat, row, person))
        return Done(letters=((chat, Letter(replace(card, replaces=press.message))),))

    def _shown(self, chat: int, row: RequestRow, person: Person, message: int | None) -> Done:
        return Done(letters=((chat, Letter(replace(self._card(chat, row, person), replaces=message))),))

    def _card(self, chat: int, row: RequestRow, person: Person) -> Say:
        """Return the face of a card: the one with a name and a number only in private, for the one who took it."""
        mine = chat > 0 and row.owner == person.id
        return self.cards.private(row) if mine else self.cards.public(row)

    def _given(self, row: RequestRow, person: Person, chat: int) -> Done:
        """Return the letter that tells a number to one person alone; the group hears if it could not be delivered."""
        if person.telegram is None:
            return NOTHING
        partner = self.here.playbook.partners.get(row.partner)
        group = chat if chat < 0 else partner.group if partner else None
        shut = (group, self.cards.words.ecrivez_moi({"membre": person.name})) if group is not None else None
        return Done(letters=((person.telegram, Letter(self.cards.private(row), shut)),))


def _acted(press: PartnerPressed, person: Person) -> PartnerActed | None:
    """Return the move that a button stands for; None for one that we never showed."""
    if press.verb in (Verb.PRENDRE, Verb.TENTER):
        return PartnerActed(press.request, Verb(press.verb), person.id, message=press.message)
    if press.verb.startswith(OUTCOME):
        outcome = press.verb.removeprefix(OUTCOME)
        return PartnerActed(press.request, Verb.CLORE, person.id, outcome=outcome, message=press.message)
    if reason := REASONS.get(press.verb.removeprefix(REASON)) if press.verb.startswith(REASON) else None:
        return PartnerActed(press.request, Verb.RENDRE, person.id, reason=reason, message=press.message)
    return None


def _no(text: str) -> Done:
    return Done(answer=Answer(text, done=False))
