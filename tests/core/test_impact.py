"""What a new version does to those who are in conversation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.impact import Fate, Touched, impact
from bot.core.session import Frame, Session
from tests.core.example import PLAYBOOK


def waits(dialogue, step=None, *, mark=None, below=()):
    """Return someone who waits at a step, as it is written unless a mark is told."""
    flow = PLAYBOOK.flows[dialogue]
    step = step or flow.first
    written = flow.steps[step].mark if step in flow.steps else "gone"
    return Session(stack=(*below, Frame(dialogue, step, written if mark is None else mark)))


def test_nobody_is_in_conversation():
    found = impact([Session()], PLAYBOOK)
    assert (found.people, found.untouched, found.touched) == (0, 0, ())
    assert found.lines() == ["Personne n'est en conversation."]


def test_who_waits_at_a_step_that_stays_sees_nothing():
    found = impact([waits("menu")], PLAYBOOK)
    assert found.lines() == ["1 personne en conversation : 1 sans effet."]


def test_who_waits_at_a_step_that_changed_or_went_will_read_so():
    people = [waits("menu")] * 9
    people += [waits("menu", mark="autre")] * 2 + [waits("menu", "disparue")]
    found = impact(people, PLAYBOOK)
    first = PLAYBOOK.flows["menu"].first
    assert found.touched == (Touched("menu", first, Fate.CHANGED, 2), Touched("menu", "disparue", Fate.GONE, 1))
    assert found.lines() == [
        "12 personnes en conversation : 9 sans effet, 2 sur une étape modifiée, 1 sur une étape disparue.",
        f"Étape modifiée. Elles verront : « {PLAYBOOK.words.etape_changee({})} »",
        f"  menu.{first} : 2 personnes",
        f"Étape disparue. Elle verra : « {PLAYBOOK.words.etape_disparue({})} »",
        "  menu.disparue : 1 personne",
    ]


def test_a_dialogue_that_went_takes_its_steps_along():
    session = Session(stack=(Frame("ancien", "question", "x"),))
    assert impact([session], PLAYBOOK).touched == (Touched("ancien", "question", Fate.GONE, 1),)


def test_who_will_come_back_to_a_step_that_went_is_counted_once():
    below = (Frame("menu", "disparue", "x"),)
    found = impact([waits("aide", below=below)], PLAYBOOK)
    assert found.touched == (Touched("menu", "disparue", Fate.GONE, 1),)


def test_words_that_changed_below_are_simply_read_on_the_way_back():
    below = (Frame("menu", PLAYBOOK.flows["menu"].first, "autre"),)
    assert impact([waits("aide", below=below)], PLAYBOOK).untouched == 1


FRAMES = st.builds(
    Frame,
    st.sampled_from(["menu", "aide", "ancien"]),
    st.sampled_from(["disparue", "choix", "accueil"]),
    st.sampled_from(["", "x"]),
)


@given(st.lists(st.lists(FRAMES, max_size=3)))
def test_everyone_in_conversation_is_counted_exactly_once(stacks):
    found = impact([Session(stack=tuple(stack)) for stack in stacks], PLAYBOOK)
    assert found.people == sum(bool(stack) for stack in stacks)
    assert found.untouched + found.at(Fate.CHANGED) + found.at(Fate.GONE) == found.people
    assert found.untouched >= 0
