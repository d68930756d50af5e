"""Another language, proposed once and never imposed: because someone's Telegram or their own words are in it.

Whoever types its own name (« English ») has chosen it.
"""

from __future__ import annotations

from bot.core import answer, languages
from bot.core.effects import Count
from bot.core.flow import LANGUAGES, ROOT, WELCOME, Ask, Asked
from bot.core.playbook import Playbook
from bot.core.session import Frame, Option
from bot.core.tongue import SOURCE
from bot.core.walk import Walk


def propose(walk: Walk, language: str, dialogue: str | None) -> bool:
    """Ask in both languages in which to go on; then `dialogue` begins, or what was under way is taken up again.

    False when there is nothing to propose.
    """
    code, flow = languages.base(language), walk.playbook.flows.get(LANGUAGES)
    if flow is None or not _new(walk, code) or _question(walk.playbook) is None:
        return False
    walk.change(proposed=(*walk.session.proposed, code), lost=0, stack=_below(walk, dialogue))
    walk.change(stack=(*walk.session.stack, Frame(LANGUAGES, "")))
    walk.visited.append(f"{LANGUAGES}.{flow.first}")
    walk.effects.append(Count(f"langue:{code}"))
    _ask(walk, walk.playbook.speaking(code), code)
    return True


def choose(walk: Walk, text: str) -> bool:
    """Go on in the language whose own name is all that someone typed; False when they typed anything else."""
    code, question = languages.own_name(text), _question(walk.playbook)
    if code not in walk.playbook.languages or code in (None, walk.tongue.code) or question is None:
        return False
    walk.change(proposed=(*walk.session.proposed, code), stack=(*_below(walk, None), Frame(LANGUAGES, question.name)))
    walk.visited.append(f"{LANGUAGES}.{question.name}")
    walk.effects.append(Count(f"langue:{code}"))
    answer.choose(walk, question, Option(languages.own(code), "valeur", code))
    return True


def _new(walk: Walk, code: str) -> bool:
    """Return whether the bot speaks a language that this person was not asked about; French is never proposed."""
    spoken = code in walk.playbook.languages and code not in (SOURCE, walk.tongue.code)
    return spoken and code not in walk.session.proposed


def _below(walk: Walk, wanted: str | None) -> tuple[Frame, ...]:
    """Return the dialogues that wait while the language is asked: what is under way, and then the one to begin."""
    stack = walk.session.stack
    if wanted is None and stack:
        return stack
    dialogue = wanted or WELCOME
    kept = () if dialogue == ROOT else stack[:-1] if stack and stack[-1].dialogue == dialogue else stack
    interrupts = bool(kept) and kept[-1].dialogue != ROOT
    return (*kept, Frame(dialogue, walk.playbook.flows[dialogue].first, interrupts=interrupts))


def _question(playbook: Playbook) -> Ask | None:
    flow = playbook.flows.get(LANGUAGES)
    step = flow.steps[flow.first] if flow else None
    return step if isinstance(step, Ask) and step.asked is Asked.LANGUE else None


def _ask(walk: Walk, other: Playbook, code: str) -> None:
    ours, theirs, now = _question(walk.playbook), _question(other), walk.tongue.code
    if ours and theirs:
        more = f" · {other.words.bouton_francais({})}" if now == SOURCE else ""
        options = (Option(languages.own(code), "valeur", code), Option(languages.own(now) + more, "valeur", now))
        answer.precise(walk, ours, f"{theirs.text({})}\n\n{walk.render(ours.text)}", options)
