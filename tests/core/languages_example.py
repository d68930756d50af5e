"""The example playbook as it speaks Arabic and English too, with the dialogue that changes the language."""

from __future__ import annotations

from dataclasses import fields, replace

from bot.core.flow import Ask, Asked, Branch, Choose, Emergency, Tell
from bot.core.playbook import Playbook, Words
from bot.core.tongue import Tongue
from tests.core.example import PLAYBOOK, flow, step, text

LANGUE = flow(
    "langue",
    step(Ask, "choisir", "Quelle langue ?", asked=Asked.LANGUE, options={"Autre": "autre"}, then="compris"),
    step(Branch, "compris", cases=[(lambda known: known["traduit"] == "oui", "fait")], otherwise="pas_traduit"),
    step(Tell, "fait", "D'accord.", then="fin"),
    step(Choose, "pas_traduit", "Pas {langue}.", options={"On continue": "fin"}),
    step(Choose, "autre", "Un interprète ?", options={"Menu": "@menu"}),
    says=["langue", "je parle pas français"],
)

TONGUES = {
    "ar": Tongue("ar", {"chez_toi": "عندك", "a_pied": "{{ n }} دقيقة", "de_a": "{{ jour }} {{ debut }}-{{ fin }}"}),
    "en": Tongue("en", {"chez_toi": "home", "a_pied": "{{ n }} min walk", "jours_ouvres": "{{ n }} working days"}),
}
HEARD = {
    "ar": {"cej": ("اريد عقدا",), "stop": ("توقف",), "rappel": ("bghit tlefoun",)},
    "en": {"cej": ("i want the contract",), "stop": ("stop everything",), "rappel": ("call me please",)},
}
EMERGENCIES = (
    *PLAYBOOK.emergencies,
    Emergency("suicide", ("اريد ان اموت",), "", language="ar"),
    Emergency("suicide", ("i want to die",), "", language="en"),
)


def _other(code: str, french: Playbook) -> Playbook:
    """Say everything after the code of the language: « en: Ton prénom ? »."""

    def said(one):
        return lambda known: f"{code}: {one(known)}"

    def spoken(a_step):
        changes = {"text": said(a_step.text)} if hasattr(a_step, "text") else {}
        if hasattr(a_step, "options"):
            changes["options"] = tuple(o._replace(label=f"{code}: {o.label}") for o in a_step.options)
        if hasattr(a_step, "yes"):
            changes["yes"] = f"{code}: {a_step.yes}"
        return replace(a_step, **changes)

    flows = {
        name: replace(one, steps={s.name: spoken(s) for s in one.steps.values()}) for name, one in french.flows.items()
    }
    words = Words(**{f.name: text(f"{code}: [{f.name}]") for f in fields(Words)})
    emergencies = tuple(replace(e, text=f"{code}: {e.text}") for e in PLAYBOOK.emergencies)
    return replace(french, flows=flows, words=words, emergencies=emergencies, tongue=TONGUES[code])


def speaking(*codes: str) -> Playbook:
    """Return the example, in French and these languages."""
    others: dict = {}
    french = replace(
        PLAYBOOK,
        flows={**PLAYBOOK.flows, "langue": LANGUE},
        emergencies=tuple(e for e in EMERGENCIES if e.language in ("fr", *codes)),
        heard={code: HEARD[code] for code in codes},
        others=others,
    )
    others |= {code: lambda code=code: _other(code, french) for code in codes}
    return french


POLYGLOT = speaking("ar", "en")
