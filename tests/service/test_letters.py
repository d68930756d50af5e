"""A letter is the same after its time in the outbox."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.effects import Button, Keyboard, Say
from bot.service.letters import Letter

SAYS = st.builds(
    Say,
    st.text(),
    st.lists(st.builds(Button, st.text(), st.text()), max_size=3).map(tuple),
    st.sampled_from(Keyboard),
    st.none() | st.integers(1),
)


@settings(max_examples=40, deadline=None)
@given(st.builds(Letter, SAYS, st.none() | st.tuples(st.integers(), st.text())))
def test_a_letter_is_read_as_it_was_written(letter: Letter) -> None:
    assert Letter.from_json(letter.to_json()) == letter


def test_a_letter_is_one_short_line() -> None:
    assert Letter(Say("Été\nà Creil")).to_json() == '{"text":"Été\\nà Creil","keyboard":"same"}'
