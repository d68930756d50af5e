"""A letter is the same after its time in the outbox."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.effects import Button, Document, Keyboard, Say
from bot.service.letters import Letter

SAYS = st.builds(
    Say,
    st.text(),
    st.lists(st.builds(Button, st.text(), st.text(), st.text()), max_size=3).map(tuple),
    st.sampled_from(Keyboard),
    st.none() | st.integers(1),
    st.none() | st.builds(Document, st.text(), st.text(), st.text()),
)


@settings(max_examples=40, deadline=None)
@given(st.builds(Letter, SAYS, st.none() | st.tuples(st.integers(), st.text())))
def test_a_letter_is_read_as_it_was_written(letter: Letter) -> None:
    assert Letter.from_json(letter.to_json()) == letter


def test_a_letter_is_one_short_line() -> None:
    assert Letter(Say("Été\nà Creil")).to_json() == '{"text":"Été\\nà Creil","keyboard":"same"}'


def test_a_letter_of_an_older_version_is_still_read() -> None:
    older = '{"text":"On y va ?","buttons":[["Oui","k.0"],["Non","k.1"]],"keyboard":"same","replaces":7}'
    assert Letter.from_json(older) == Letter(Say("On y va ?", (Button("Oui", "k.0"), Button("Non", "k.1")), replaces=7))


def test_what_only_a_few_letters_have_takes_no_room_in_the_others() -> None:
    file = Document("rendez-vous.ics", "text/calendar", "BEGIN:VCALENDAR")
    plain, full = Say("a", (Button("Oui", "k.0"),)), Say("a", (Button("Y aller", "", "https://e.org"),), document=file)
    assert Letter(plain).to_json() == '{"text":"a","buttons":[["Oui","k.0"]],"keyboard":"same"}'
    assert '["Y aller","","https://e.org"]' in Letter(full).to_json()
    assert '"document":["rendez-vous.ics","text/calendar","BEGIN:VCALENDAR"]' in Letter(full).to_json()
