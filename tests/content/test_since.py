"""What is new since the published version is told from what was there before."""

from __future__ import annotations

import pytest

from bot.content.problems import Problem, problem, to_json
from bot.content.since import known, known_from_json, since
from bot.content.tree import Mark


def long(line: int = 4, file: str = "dialogues/cej.yaml", words: int = 18) -> Problem:
    return problem("phrase-longue", Mark(file, line), f"cette phrase fait {words} mots", "coupez-la en deux")


def test_what_was_there_before_is_old_even_where_lines_have_moved() -> None:
    assert since([long(9)], known([long(4)])).old == (long(9),)


def test_what_was_not_there_is_new() -> None:
    found = since([long(words=21), long(file="dialogues/aide.yaml")], known([long()]))
    assert found.new == (long(words=21), long(file="dialogues/aide.yaml"))


def test_one_more_of_the_same_is_new() -> None:
    found = since([long(4), long(7), long(9)], known([long(2), long(5)]))
    assert (found.old, found.new) == ((long(4), long(7)), (long(9),))


def test_a_published_folder_may_stand_anywhere() -> None:
    assert since([long()], known([long(file="/srv/publie/dialogues/cej.yaml")])).new == ()


def test_a_sentence_that_names_another_place_is_the_same_when_that_place_moves() -> None:
    twice = [
        problem("phrase-double", Mark("dialogues/cej.yaml"), f"« cej » mène déjà à « aide » ({where})")
        for where in ("dialogues/aide.yaml:7", "/srv/publie/aide.yaml:12")
    ]
    assert since(twice[:1], known(twice[1:])).new == ()


def test_what_check_wrote_is_read_back() -> None:
    assert known_from_json(to_json([long(), long(7)])) == known([long(), long(7)])


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"problems": [{}]}', '{"problems": [1]}', '{"problems": 3}', "oui"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"problems|Expecting value"):
        known_from_json(text)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (0, "Depuis la version publiée : aucun nouveau, aucun ancien."),
        (1, "Depuis la version publiée : aucun nouveau, 1 ancien."),
        (3, "Depuis la version publiée : 1 nouveau, 2 anciens."),
        (4, "Depuis la version publiée : 2 nouveaux, 2 anciens."),
    ],
)
def test_both_are_counted_in_one_line(today: int, said: str) -> None:
    assert since(map(long, range(1, today + 1)), known([long(1), long(2)])).headline() == said


def test_a_machine_is_told_which_are_new() -> None:
    found = since([long(), long(7)], known([long()]))
    assert '"new": true' in to_json(found.new, found.new)
    assert '"new": false' in to_json(found.old, found.new)
    assert '"new"' not in to_json([long()])
