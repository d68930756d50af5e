"""The life of a call request: every verb from every status."""

import pytest

from bot.core.callrequest import ALIVE, MOVES, Status, Verb

ALLOWED = {
    (Status.OUVERTE, Verb.PRENDRE): Status.PRISE,
    (Status.OUVERTE, Verb.RETIRER): Status.RETIREE,
    (Status.PRISE, Verb.RETIRER): Status.RETIREE,
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("status", Status)
def test_every_pair(status, verb):
    leaves, reaches = MOVES[verb]
    assert (reaches if status in leaves else None) == ALLOWED.get((status, verb))


def test_what_is_withdrawn_is_over():
    assert {Status.OUVERTE, Status.PRISE} == ALIVE
    assert not any(Status.RETIREE in leaves for leaves, _ in MOVES.values())


def test_a_request_is_taken_once():
    leaves, reaches = MOVES[Verb.PRENDRE]
    assert reaches not in leaves
