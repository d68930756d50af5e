"""A problem says what, where and how to mend it, to a person and to a machine."""

from __future__ import annotations

import json

from bot.content.problems import counted, in_order, meant, problem, softened, to_json
from bot.content.tree import Mark

PLACE = Mark("dialogues/permanences.yaml", 35, 22, 6, "      Oui, d'accord: prenon")


def test_an_operator_reads_a_sentence_a_place_and_a_cure() -> None:
    found = problem("etape-inconnue", PLACE, "l'étape « prenon » n'existe pas", "vouliez-vous dire « prenom » ?")
    assert found.render() == (
        "dialogues/permanences.yaml:35:22: l'étape « prenon » n'existe pas [etape-inconnue]\n"
        "   |\n"
        "35 |       Oui, d'accord: prenon\n"
        "   |                      ^^^^^^\n"
        "   = vouliez-vous dire « prenom » ?"
    )


def test_a_machine_reads_the_same() -> None:
    found = problem("etape-inconnue", PLACE, "l'étape « prenon » n'existe pas", "vouliez-vous dire « prenom » ?")
    assert json.loads(to_json([found])) == {
        "problems": [
            {
                "code": "etape-inconnue",
                "severity": "critique",
                "file": "dialogues/permanences.yaml",
                "line": 35,
                "column": 22,
                "message": "l'étape « prenon » n'existe pas",
                "fix": "vouliez-vous dire « prenom » ?",
            }
        ],
        "counts": {"critique": 1, "avertissement": 0, "conseil": 0},
    }


def test_the_carets_stand_under_the_word_even_after_wide_characters() -> None:
    mark = Mark("f.yaml", 1, 7, 3, "a: 👋漢 mot")
    *_, shown, carets = problem("texte-vide", mark, "m").render().split("\n")
    assert shown == "1 | a: 👋漢 mot"
    assert carets == "  |         ^^^"  # 👋 and 漢 take two columns each


def test_a_line_too_long_to_show_is_cut_around_the_word() -> None:
    line = "a: " + "x" * 300 + " mot " + "y" * 300
    *_, shown, carets = problem("texte-vide", Mark("f.yaml", 1, 305, 3, line), "m").render().split("\n")
    assert len(shown) < 120
    assert shown[carets.index("^") : carets.index("^") + 3] == "mot"


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    said = problem("fichier-manquant", Mark("data/x.yaml"), "il manque le fichier x.yaml", "créez data/x.yaml").render()
    assert said == "data/x.yaml:1:1: il manque le fichier x.yaml [fichier-manquant]\n  = créez data/x.yaml"


def test_the_nearest_known_word_is_proposed_and_a_far_one_is_not() -> None:
    assert meant("prenon", ["telephone", "prenom"]) == "vouliez-vous dire « prenom » ?"
    assert meant("xyz", ["telephone", "prenom"]) == ""


def test_problems_are_read_in_the_order_of_the_file_each_once() -> None:
    first, second = (problem("texte-vide", Mark("f.yaml", line), "m") for line in (1, 2))
    assert in_order([second, first, second]) == (first, second)


def test_a_softened_problem_keeps_nothing_from_being_published() -> None:
    assert not any(p.critical for p in softened([problem("texte-vide", PLACE, "m")]))


def test_problems_are_counted_by_severity_the_gravest_first() -> None:
    long, step, empty = (problem(code, PLACE, "m") for code in ("phrase-longue", "etape-inconnue", "texte-vide"))
    assert counted([long, step, empty]) == "2 critiques, 1 conseil."
