"""The calendar file, as RFC 5545 wants it."""

from datetime import timedelta

import pytest

from bot.core import agenda
from bot.core.appointments import Kind, again, held, near
from bot.core.happenings import Coming
from tests.core.events_example import FULLY_TOLD, THURSDAY, book, event
from tests.core.playing import WEDNESDAY


def lines(told, now=WEDNESDAY):
    """Return the lines of the file, unfolded."""
    return agenda.document(held(Coming(told)), now).body.replace("\r\n ", "").split("\r\n")


def value(told, key, now=WEDNESDAY):
    return next(line.partition(":")[2] for line in lines(told, now) if line.startswith(f"{key}:"))


def test_the_whole_file():
    assert lines(FULLY_TOLD) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Allervers//FR",
        "BEGIN:VEVENT",
        f"UID:{value(FULLY_TOLD, 'UID')}",
        "DTSTAMP:20261125T090000Z",
        "DTSTART:20261203T130000Z",
        "DTEND:20261203T160000Z",
        "SUMMARY:Rendez-vous",
        "LOCATION:Grande salle",
        "GEO:48.12600;-1.66000",
        "DESCRIPTION:Job dating jd\\nun CV\\nil ne neige pas",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_it_is_a_calendar_file():
    document = agenda.document(held(Coming(event())), WEDNESDAY)
    assert (document.name, document.mime) == ("rendez-vous.ics", "text/calendar")


def test_every_line_ends_as_the_standard_says():
    body = agenda.document(held(Coming(event())), WEDNESDAY).body
    assert body.count("\n") == body.count("\r\n") == body.count("\r")


@pytest.mark.parametrize(
    ("place", "written"),
    [("1, rue; 2\\3", r"1\, rue\; 2\\3"), ("en bas\nà gauche", r"en bas\nà gauche"), ("a\r\nb\rc", r"a\nb\nc")],
)
def test_what_would_end_a_value_is_escaped(place, written):
    assert value(event(place=place), "LOCATION") == written


def test_nothing_written_in_a_place_begins_a_line_of_its_own():
    assert "BEGIN:VALARM" not in lines(event(place="x\r\nBEGIN:VALARM"))


@pytest.mark.parametrize("letter", ["a", "é", "🦆", ","])
def test_long_lines_are_folded_between_characters_at_seventy_five_octets(letter):
    body = agenda.document(held(Coming(event(place=letter * 200))), WEDNESDAY).body
    assert all(len(line.encode()) <= agenda.MOST_OCTETS for line in body.split("\r\n"))
    assert value(event(place=letter * 200), "LOCATION").replace("\\", "") == letter * 200


def test_the_same_appointment_has_the_same_id_even_after_a_change():
    moved = event(start=THURSDAY + timedelta(days=1), place="Ailleurs")
    assert value(event(), "UID") == value(moved, "UID", WEDNESDAY + timedelta(days=1))
    assert value(event(), "UID") != value(event("autre"), "UID")


def test_two_openings_of_a_permanence_are_two_appointments():
    (first,) = near(book(), Kind.PERMANENCE, "maurepas", WEDNESDAY)
    second = again(book(), Kind.PERMANENCE, first.id, "maurepas", first.end)
    assert second is not None
    uids = {agenda.document(to, WEDNESDAY).body.partition("UID:")[2].partition("\r")[0] for to in (first, second)}
    assert len(uids) == 2


def test_a_place_that_nobody_told_is_left_out():
    assert not [line for line in lines(event(place="", at=None)) if line.startswith(("LOCATION", "GEO"))]
