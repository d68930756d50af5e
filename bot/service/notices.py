"""What partners are told: of a request that waits, and of what its young person or a colleague changed in it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core import markup
from bot.core.callrequest import Verb
from bot.core.effects import Button, Say
from bot.core.flow import Text
from bot.core.rungs import Rung
from bot.service.audience import Audience, Reader
from bot.service.cards import CONTACT, Cards
from bot.service.digests import Digests
from bot.service.done import NOTHING, Done, Here
from bot.service.letters import Letter
from bot.store import Mail, RequestRow

KIND = "nouvelle_demande"
CHANGED = "changement"


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of one transaction."""

    here: Here
    cards: Cards
    audience: Audience
    digests: Digests

    async def waits(self, row: RequestRow, *, but: int = 0) -> Done:
        """Tell those who may take a request that it waits; `but` is a chat that shows it already.

        Where the partner has nobody left to tell, the coordination hears of it in its next digest.
        """
        readers = await self.audience.offered(row)
        if not readers:
            await self.digests.add(Rung.COORDINATEUR, row)
        done = NOTHING
        for reader in readers:
            if reader.chat != but or not but:
                done += self._tell(reader, self.cards.open(row), row, KIND)
        return done

    async def group_hears(self, row: RequestRow, *, but: int = 0) -> Done:
        """Show a request as it stands to the group of its partner, unless it was moved there."""
        partner = self.here.playbook.partners.get(row.partner)
        if partner is None or partner.group is None or partner.group == but:
            return NOTHING
        return Done(letters=((partner.group, Letter(self.cards.public(row))),))

    async def changed(self, was: RequestRow, verb: Verb) -> Done:
        """Tell who had a request what its young person did: in private if they can be reached there, else the group."""
        text = self._said(verb)
        if text is None:
            return NOTHING
        say = self.cards.say(text, was)
        if verb is Verb.CHANGER and was.owner:
            say = Say(say.text, (Button(self.cards.words.bouton_coordonnees({}), f"{CONTACT}:{was.id}"),))
        owner = self.here.playbook.people.get(was.owner)
        private = await self.audience.readers([owner]) if owner and owner.partner == was.partner else []
        if private and (private[0].chat or self._group(was) is None):
            return self._tell(private[0], say, was, CHANGED)
        group = self._group(was)
        return Done(letters=((group, Letter(say)),)) if group is not None else NOTHING

    def _said(self, verb: Verb) -> Text | None:
        words = self.cards.words
        said = {
            Verb.RETIRER: words.retiree,
            Verb.TRANSMETTRE: words.transmise,
            Verb.CHANGER: words.coordonnees_changees,
            Verb.ROUVRIR: words.rouverte,
            Verb.MANQUER: words.appel_manque,
        }
        return said.get(verb)

    def _group(self, row: RequestRow) -> int | None:
        partner = self.here.playbook.partners.get(row.partner)
        return partner.group if partner else None

    def _tell(self, reader: Reader, say: Say, row: RequestRow, kind: str) -> Done:
        if reader.chat:
            return Done(letters=((reader.chat, Letter(say, (reader.group, say.text) if reader.group else None)),))
        words, mailbox = self.cards.words, self.here.mailbox
        if mailbox is None:
            return NOTHING
        new = kind == KIND
        subject = words.courriel_nouvelle_sujet if new else words.courriel_changement_sujet
        body = words.courriel_nouvelle if new else words.courriel_changement
        known = {"lien": mailbox.link}
        key = f"{kind}:{row.id}:{reader.person}:{self.here.now:%Y-%m-%dT%H:%M}"
        said = Mail(reader.address, kind, markup.strip(subject(known)), markup.strip(body(known)), key)
        return Done(mails=(said,))
