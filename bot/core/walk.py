"""One turn in the making: where the person stands, what has been said so far, and the ways to move on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.core.effects import Count, SetTimer
from bot.core.flow import ROOT, Flow, Silence, Step, Target
from bot.core.playbook import Playbook
from bot.core.routing import Desks
from bot.core.saying import Saying
from bot.core.session import Case, Frame, Session

MAX_STEPS_PER_TURN = 25
MAX_DEPTH = 8
MAX_TRAIL = 10

NO_DESKS = Desks()
"""Partners of whom nothing is known but what they declared."""

BACK = Target("", "retour")
SILENCE = "silence"
"""The name of the timer that rings when nobody answers."""

Play = Callable[["Walk", Step, bool], Target | None]
"""Plays one step, asked again when the flag is set; returns where to go next, or None to wait."""


class EndlessTurn(RuntimeError):
    """A turn walked `MAX_STEPS_PER_TURN` steps without waiting."""


class Walk(Saying):
    """A session on the move during one turn; what leaves it is a new session and effects."""

    def __init__(
        self, playbook: Playbook, session: Session, now: datetime, play: Play, desks: Desks = NO_DESKS
    ) -> None:
        """Stand where `session` stands; `play` is called for each step walked."""
        super().__init__(playbook, session, now)
        self.desks = desks
        self.visited: list[str] = []
        self.forgotten = False
        self._play = play

    # What is known

    @property
    def case_in_hands(self) -> Case | None:
        """The person's call request, while its promise still runs or someone works on it."""
        case = self.session.living_case
        return case if case and (case.taken or self.now < case.due) else None

    @property
    def top(self) -> Frame | None:
        """The dialogue under way."""
        return self.session.stack[-1] if self.session.stack else None

    def standing(self) -> Step | None:
        """Return the step where the person waits as it is written today, None when it is gone."""
        return self._step(self.top) if self.top else None

    def _step(self, frame: Frame) -> Step | None:
        flow = self.playbook.flows.get(frame.dialogue)
        return flow.steps.get(frame.step) if flow else None

    # Moving

    def wait(self, step: Step, silence: Silence | None) -> None:
        """Stand at a step that was just asked."""
        frame = self.session.stack[-1]
        trail = (*frame.trail, frame.step) if frame.step else ()
        if step.name in trail:
            trail = trail[: trail.index(step.name)]
        frame = frame._replace(step=step.name, mark=step.mark, fallback=step.fallback, trail=trail[-MAX_TRAIL:])
        self._replace_top(frame)
        if silence:
            self.effects.append(SetTimer(SILENCE, self.now + silence.delay, str(self.session.screen)))

    def call(self, dialogue: str, *, interrupts: bool = False, step: str = "") -> None:
        """Open a dialogue, at a step of it, above this one, which comes back at its end; the menu leaves everything."""
        frame = Frame(dialogue, "", interrupts=interrupts)
        below = () if dialogue == ROOT else self.session.stack[-(MAX_DEPTH - 1) :]
        self.change(stack=(*below, frame))
        first = self._enter(dialogue)
        self.run(self.playbook.flows[dialogue].steps.get(step, first), again=False)

    def interrupt(self, dialogue: str, step: str = "") -> None:
        """Open a dialogue in the middle of another, which is taken up again at its end."""
        self.change(lost=0)
        if self.top and self.top.dialogue == dialogue:
            self.change(stack=self.session.stack[:-1])
        under_way = self.top
        self.call(dialogue, interrupts=under_way is not None and under_way.dialogue != ROOT, step=step)

    def follow(self, target: Target) -> None:
        """Go where an option or a silence leads: a dialogue is called, a step is asked even if its answer is known."""
        if target.kind == "dialogue":
            self.call(target.name)
        else:
            self.run(self._resolve(target)[0], again=True)

    def go(self, target: Target) -> None:
        """Go on to a target; a dialogue takes the place of the one that ends."""
        self.run(*self._resolve(target))

    def again(self) -> None:
        """Ask the question under way once more; its wording may have changed, or it may have gone."""
        self.run(*self._return())

    def run(self, step: Step, again: bool) -> None:  # noqa: FBT001
        """Play steps until one waits."""
        for _ in range(MAX_STEPS_PER_TURN):
            if self.top:
                self.visited.append(f"{self.top.dialogue}.{step.name}")
            target = self._play(self, step, again)
            if target is None:
                return
            step, again = self._resolve(target)
        raise EndlessTurn(f"{MAX_STEPS_PER_TURN} steps without waiting")

    def _resolve(self, target: Target) -> tuple[Step, bool]:
        """Return the step that a target leads to, and whether it is asked again."""
        match target.kind:
            case "etape" if self.top:
                return self.playbook.flows[self.top.dialogue].steps[target.name], False
            case "dialogue":
                return self._continue(target.name), False
            case "retour":
                return self._back()
            case _:
                return self._finish()

    def leads(self, target: Target) -> bool:
        """Return whether a target that was offered earlier still leads somewhere."""
        match target.kind:
            case "etape":
                flow = self.playbook.flows.get(self.top.dialogue) if self.top else None
                return flow is not None and target.name in flow.steps
            case "dialogue":
                return target.name in self.playbook.flows
            case _:
                return True

    def _enter(self, dialogue: str) -> Step:
        flow: Flow = self.playbook.flows[dialogue]
        if dialogue == ROOT:
            self.change(offer=None, consent=None)
        self.effects.append(Count(f"dialogue:{dialogue}"))
        return flow.steps[flow.first]

    def _continue(self, dialogue: str) -> Step:
        below = () if dialogue == ROOT else self.session.stack[:-1]
        interrupts = self.top.interrupts if self.top else False
        self.change(stack=(*below, Frame(dialogue, "", interrupts=interrupts)))
        return self._enter(dialogue)

    def _finish(self) -> tuple[Step, bool]:
        """Leave the dialogue for the one that called it, else for the menu."""
        ended = self.top
        if len(self.session.stack) < 2:
            return self._continue(ROOT), False
        self.change(stack=self.session.stack[:-1])
        if ended and ended.interrupts:
            self.preface(self.words.on_reprend)
        return self._return()

    def _return(self) -> tuple[Step, bool]:
        """Return the step where the person stands, or where its people go now that it is gone."""
        step = self.standing()
        if step:
            return step, True
        gone = self.top
        if gone and gone.step:
            self.preface(self.words.etape_disparue)
            flow = self.playbook.flows.get(gone.dialogue)
            if flow and gone.fallback in flow.steps:
                return flow.steps[gone.fallback], False
            if gone.fallback in self.playbook.flows:
                return self._continue(gone.fallback), False
        return self._continue(ROOT), False

    def _back(self) -> tuple[Step, bool]:
        """Return to the question before this one."""
        frame = self.session.stack[-1]
        flow = self.playbook.flows.get(frame.dialogue)
        trail = [name for name in frame.trail if flow and name in flow.steps]
        if trail:
            self._replace_top(frame._replace(step=trail[-1], trail=tuple(trail[:-1])))
            return self._return()
        if len(self.session.stack) > 1:
            self.change(stack=self.session.stack[:-1])
            return self._return()
        self.preface(self.words.rien_avant)
        return self._return()

    def _replace_top(self, frame: Frame) -> None:
        self.change(stack=(*self.session.stack[:-1], frame))
