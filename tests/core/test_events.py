"""What a typed line is: Start with its deep link, a command, or words."""

import pytest

from bot.core.events import Commanded, Started, Wrote, typed


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("/start", Started()),
        ("/start maurepas", Started("maurepas")),
        ("/START@allervers_bot  maurepas ", Started("maurepas")),
        ("/aide", Commanded("aide")),
        ("/Aide@allervers_bot", Commanded("aide")),
        ("/aide moi vite", Commanded("aide", "moi vite")),
        ("/aide\nmoi", Commanded("aide", "moi")),
        ("/je veux mourir", Commanded("je", "veux mourir")),
        ("/", Commanded("")),
        ("/ ", Commanded("")),
        ("/@", Commanded("")),
        ("bonjour /start", Wrote("bonjour /start")),
        ("", Wrote("")),
    ],
)
def test_typed(line, event):
    assert typed(line) == event
