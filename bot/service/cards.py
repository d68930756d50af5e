"""How a request reads on Telegram: its card for a group, without anyone in it, and its card for who took it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core import dates, known, languages
from bot.core.callrequest import Status, Verb, outcomes
from bot.core.effects import Button, Say
from bot.core.flow import Text
from bot.core.partners import FRENCH
from bot.core.playbook import PartnerWords, Playbook
from bot.service.labels import OUTCOMES, REASONS
from bot.service.standings import standing
from bot.store import RequestRow

CONTACT, CLOSING, GIVING_BACK, BACK = "coordonnees", "clore", "rendre", "carte"
OUTCOME, REASON = "issue.", "motif."
"""What the buttons of a card carry before the request: a verb, a menu to open, or what was chosen in one."""


def number(row: RequestRow) -> str:
    """Return the short number by which people name a request; it tells nothing of anyone."""
    return row.id[:4].upper()


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of requests, in the words of one playbook."""

    playbook: Playbook

    @property
    def words(self) -> PartnerWords:
        """What partners read."""
        return self.playbook.partner_words

    def open(self, row: RequestRow) -> Say:
        """Return the card of a request that waits for someone."""
        text = self.words.demande_rouverte if row.priority else self.words.nouvelle_demande
        return replace(
            self.say(text, row), buttons=(Button(self.words.bouton_prendre({}), f"{Verb.PRENDRE}:{row.id}"),)
        )

    def public(self, row: RequestRow) -> Say:
        """Return the card of a request as it stands, for a group."""
        match row.status:
            case Status.OUVERTE:
                return self.open(row)
            case Status.PRISE:
                label = self.words.bouton_coordonnees({})
                return replace(
                    self.say(self.words.demande_prise, row),
                    buttons=(Button(label, f"{CONTACT}:{row.id}"), *self._moves(row)),
                )
            case Status.CLOSE:
                return self.say(self.words.demande_close, row)
            case Status.REFUSEE:
                return self.say(self.words.demande_refusee, row)
            case _:
                return self.say(self.words.retiree, row)

    def private(self, row: RequestRow) -> Say:
        """Return the card of a request for the one who took it: the only one with a name and a number."""
        if row.status != Status.PRISE:
            return self.public(row)
        wish = known.wish(row.wish) if row.wish else ""
        language = "" if languages.base(row.language) == FRENCH else languages.name(row.language)
        said = self.say(
            self.words.coordonnees, row, prenom=row.first_name, telephone=row.phone, quand=wish, langue=language
        )
        return replace(said, buttons=self._moves(row))

    def closing(self, row: RequestRow, card: Say) -> Say:
        """Return a card with the outcomes that may be recorded now."""
        shown = {f"{OUTCOME}{outcome}": OUTCOMES[outcome] for outcome in outcomes(standing(row))}
        return self._menu(row, card, shown)

    def giving_back(self, row: RequestRow, card: Say) -> Say:
        """Return a card with the usual reasons to give a request back."""
        return self._menu(row, card, {f"{REASON}{reason}": label for reason, label in REASONS.items()})

    def say(self, text: Text, row: RequestRow, **more: str) -> Say:
        """Return a sentence with what may be known of a request by anyone of its partner."""
        flow = self.playbook.flows.get(row.theme)
        partner = self.playbook.partners.get(row.partner)
        return Say(
            text({
                "numero": number(row),
                "theme": flow.title if flow else row.theme.replace("_", " "),
                "quartier": self.playbook.territory.name_of(row.quartier),
                "avant": dates.before(row.due_at),
                "membre": row.owner_name,
                "essais": str(row.attempts) if row.attempts else "",
                "issue": OUTCOMES.get(row.outcome, row.outcome),
                "partenaire": partner.name if partner else row.partner,
                **more,
            })
        )  # fmt: skip

    def _moves(self, row: RequestRow) -> tuple[Button, ...]:
        said = {
            Verb.TENTER: self.words.bouton_pas_de_reponse,
            CLOSING: self.words.bouton_clore,
            GIVING_BACK: self.words.bouton_rendre,
        }
        return tuple(Button(label({}), f"{verb}:{row.id}") for verb, label in said.items())

    def _menu(self, row: RequestRow, card: Say, shown: Mapping[str, str]) -> Say:
        choices = (*shown.items(), (BACK, self.words.bouton_retour({})))
        return replace(card, buttons=tuple(Button(label, f"{data}:{row.id}") for data, label in choices))
