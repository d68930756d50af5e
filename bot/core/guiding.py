"""What is said to someone whose words are not sure: what they may mean, then a shorter question, then a person."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core import asking, known
from bot.core.answer import again
from bot.core.flow import LOST, LOST_AGAIN, ROOT, WELCOME, Ask
from bot.core.session import Frame, Option
from bot.core.topics import Guess
from bot.core.walk import Walk

LEADS_AWAY, MAY_LEAD_AWAY = 0.85, 0.5
"""Probabilities from which something is opened, or proposed, in the middle of a question: it may be a clumsy answer."""


def weighed(walk: Walk, guess: Guess) -> Guess:
    """Return a guess as it holds where the person stands: in the middle of a question it must be surer."""
    if not isinstance(walk.standing(), Ask) or guess.score >= LEADS_AWAY:
        return guess
    meant = guess.suggestions or (guess.dialogue or "",)
    return guess._replace(dialogue=None, suggestions=meant if guess.score >= MAY_LEAD_AWAY else ())


def unsure(walk: Walk, guess: Guess) -> None:
    """Ask what was meant among what is likely, or say that nothing was understood."""
    if guess.suggestions and not walk.case_in_hands:
        _propose(walk, guess.suggestions)
    else:
        lost(walk)


def _propose(walk: Walk, dialogues: Sequence[str]) -> None:
    """Show what may be meant as buttons; « autre chose » asks the question under way again."""
    if walk.top is None:
        first = walk.playbook.flows[ROOT].steps[walk.playbook.flows[ROOT].first]
        walk.change(stack=(Frame(ROOT, first.name, first.mark, first.fallback),))
    walk.change(lost=walk.session.lost + 1)
    meant = tuple(Option(walk.playbook.flows[name].title, "dialogue", name) for name in dialogues)
    back = Option(walk.words.bouton_autre_chose({}), "etape", walk.session.stack[-1].step)
    walk.ask(walk.words.tu_veux_dire({}), (*meant, back))


def lost(walk: Walk) -> None:
    """Say honestly that nothing was understood, each time more simply."""
    if walk.top is None:
        walk.call(WELCOME)
        return
    walk.change(lost=walk.session.lost + 1)
    step, case = walk.standing(), walk.case_in_hands
    if isinstance(step, Ask):
        again(walk, asking.refusal(step.asked, walk.words))
    elif case and walk.now < case.due:
        again(walk, walk.words.demande_en_cours, **known.promise(walk.playbook, case.partner, case.due))
    elif walk.session.lost == 1:
        again(walk, walk.words.pas_compris)
    else:
        _still_lost(walk, walk.session.lost)


def _still_lost(walk: Walk, times: int) -> None:
    """Ask something shorter the second time, then propose a person; the question under way comes back after."""
    flow = walk.playbook.flows.get(LOST)
    if flow is None:
        again(walk, walk.words.encore_perdu)
    else:
        walk.interrupt(LOST, LOST_AGAIN if times > 2 and LOST_AGAIN in flow.steps else "")
        walk.change(lost=times)
