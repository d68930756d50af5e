"""Which partner a request may be offered to."""

from datetime import datetime

from bot.core.dates import PARIS
from bot.core.partners import Partner
from bot.core.routing import offer

NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)
FIRST = Partner("a", "A", frozenset({"maurepas"}), 1, -1)
SECOND = Partner("b", "B", frozenset({"maurepas", "blosne"}), 2, -2)
SILENT = Partner("c", "C", frozenset({"maurepas"}), 1)


def test_the_first_who_covers_the_quartier_and_when_their_promise_falls_due():
    assert offer([FIRST, SECOND], "maurepas", NOW) == (FIRST, datetime(2026, 11, 27, 18, tzinfo=PARIS))
    assert offer([FIRST, SECOND], "blosne", NOW) == (SECOND, datetime(2026, 11, 30, 18, tzinfo=PARIS))


def test_a_partner_without_a_group_cannot_be_reached():
    assert offer([SILENT, SECOND], "maurepas", NOW)[0] == SECOND
    assert offer([SILENT], "maurepas", NOW) is None


def test_nobody():
    assert offer([FIRST], "blosne", NOW) is None
    assert offer([FIRST], None, NOW) is None
    assert offer([FIRST], "-", NOW) is None
    assert offer([], "maurepas", NOW) is None
