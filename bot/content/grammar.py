"""What may be written in dialogues/: one model a kind of card, with the French keys that operators type."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, create_model, model_validator

from bot.content.gazetteer import Kind
from bot.content.leaves import Choices, Form, Id, Name, Phrases, Prose, Span, Where, one_of, some, wrong
from bot.core import finding
from bot.core.callrequest import Verb
from bot.core.flow import Sent
from bot.core.playbook import PartnerWords, PosterWords, Words

OWN_VERBS: dict[str, Verb] = {
    "retirer": Verb.RETIRER,
    "relancer": Verb.ROUVRIR,
    "changer": Verb.CHANGER,
    "transmettre": Verb.TRANSMETTRE,
    "confirmer": Verb.CONFIRMER,
    "manquer": Verb.MANQUER,
}
"""What a person does to their own call request, in the word that operators write."""

ASKED = ("texte", "prenom", "age", "telephone", "quartier", "oui_non", "choix", "langue")


class SilenceForm(Form):
    """`si_silence`."""

    apres: Span
    aller: Where


class StepForm(Form):
    """What every step may have."""

    repli: Where | None = None


class Told(StepForm):
    """A step that says something."""

    dire: Prose


class TellForm(Told):
    """`dire` alone."""

    puis: Where | None = None


class ChooseForm(Told):
    """`dire` and `choix`."""

    choix: Choices
    si_silence: SilenceForm | None = None


class AskForm(Told):
    """`demander`."""

    demander: Annotated[str, AfterValidator(one_of(*ASKED))]
    reponses: Annotated[dict[str, Id], BeforeValidator(some)] | None = None
    choix: Choices | None = None
    puis: Where | None = None
    si_silence: SilenceForm | None = None

    @model_validator(mode="after")
    def _choice_has_answers(self) -> AskForm:
        if (self.demander == "choix") != bool(self.reponses):
            fix = "« demander: choix » et « reponses: » s'écrivent l'un avec l'autre"
            raise wrong("cle-manquante", "cette question et ses réponses ne vont pas ensemble", fix)
        return self


class AgreeForm(Told):
    """`accord`."""

    accord: Prose
    choix: Choices
    si_vide: Where
    si_silence: SilenceForm | None = None


class SubmitForm(Told):
    """`demande`."""

    demande: Annotated[list[str], BeforeValidator(some)]
    puis: Where | None = None


class FollowForm(Told):
    """`suivre`."""

    suivre: Annotated[str, AfterValidator(one_of(*OWN_VERBS))]
    avec: Annotated[list[str], BeforeValidator(some)] | None = None
    si_vide: Where
    puis: Where | None = None

    @model_validator(mode="after")
    def _a_change_hands_something_over(self) -> FollowForm:
        if (self.suivre == Verb.CHANGER) != bool(self.avec):
            fix = "« suivre: changer » et « avec: » s'écrivent l'un avec l'autre"
            raise wrong("cle-manquante", "ce verbe et ce qui change ne vont pas ensemble", fix)
        return self


class FindForm(Told):
    """`chercher`."""

    chercher: Annotated[str, AfterValidator(one_of(*finding.KINDS))]
    parmi: Annotated[list[Kind], BeforeValidator(some)] | None = None
    fiche: Prose
    si_vide: Where
    bouton: Prose | None = None
    choix: Choices | None = None
    puis: Where | None = None
    si_silence: SilenceForm | None = None

    @model_validator(mode="after")
    def _services_are_looked_for_by_kind(self) -> FindForm:
        if (self.chercher == finding.SERVICES) != bool(self.parmi):
            fix = "« chercher: services » et « parmi: » s'écrivent l'un avec l'autre"
            raise wrong("cle-manquante", "cette recherche et ce qu'elle cherche ne vont pas ensemble", fix)
        return self

    @model_validator(mode="after")
    def _can_be_chosen(self) -> FindForm:
        if self.bouton and self.chercher not in finding.CHOSEN:
            fix = "« bouton: » va avec « chercher: " + " » ou « chercher: ".join(finding.CHOSEN) + " »"
            raise wrong("valeur-refusee", f"« {self.chercher} » ne se choisit pas", fix)
        return self


def _ends_with_otherwise(cases: dict[str, str]) -> dict[str, str]:
    if list(cases)[-1:] != ["sinon"]:
        raise wrong("sinon-manquant", "ce « si » ne finit pas par « sinon »", "ajoutez une dernière ligne « sinon: … »")
    return cases


class BranchForm(StepForm):
    """`si`."""

    si: Annotated[dict[str, Where], BeforeValidator(some), AfterValidator(_ends_with_otherwise)]


class RemindForm(Told):
    """`rappeler`."""

    rappeler: Annotated[str, AfterValidator(one_of("la veille"))]
    de: Annotated[str, AfterValidator(one_of(*finding.DATED))] = "permanences"
    fiche: Prose
    si_vide: Where
    puis: Where | None = None


class SendForm(Told):
    """`envoyer`."""

    envoyer: Annotated[str, AfterValidator(one_of(*Sent))]
    de: Annotated[str, AfterValidator(one_of(*finding.DATED))]
    si_vide: Where
    puis: Where | None = None


class DepositForm(Told):
    """`deposer`."""

    deposer: Annotated[list[str], BeforeValidator(some)]
    puis: Where | None = None


class ForgetForm(Told):
    """`effacer`."""

    effacer: Annotated[str, AfterValidator(one_of("rappels", "tout"))]
    puis: Where | None = None


VERBS: dict[str, type[StepForm]] = {
    "demander": AskForm,
    "accord": AgreeForm,
    "demande": SubmitForm,
    "suivre": FollowForm,
    "chercher": FindForm,
    "si": BranchForm,
    "rappeler": RemindForm,
    "envoyer": SendForm,
    "deposer": DepositForm,
    "effacer": ForgetForm,
}
"""The verb that decides what a step is; without any of them, `choix` or else `dire` does."""


class DialogueForm(Form):
    """A dialogue, its steps aside: each is read by the form of its verb."""

    dialogue: Name
    titre: Prose
    commande: Prose | None = None
    on_dit: Phrases | None = None
    etapes: Annotated[dict[Name, dict[str, Any]], BeforeValidator(some)]


def _sentences(words: type) -> type[Form]:
    """Return the form of which each key is a field of `words`."""
    return create_model(words.__name__, __base__=Form, **{f.name: (Prose, ...) for f in fields(words)})  # type: ignore[call-overload, no-any-return]


SPOKEN: dict[str, type] = {"jeunes": Words, "partenaires": PartnerWords, "affiches": PosterWords}
"""Whose sentences mots.yaml has, and which they are."""

WordsForm = create_model("WordsForm", __base__=Form, **{whose: _sentences(words) for whose, words in SPOKEN.items()})  # type: ignore[call-overload]
"""mots.yaml."""
