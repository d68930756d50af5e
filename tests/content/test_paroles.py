"""The utterances that judge what the bot understands: enough of each, each once, and never in both halves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

PAROLES = Path(__file__).parent / "paroles"
HALVES = ("reglage", "verdict")
NOTHING_KNOWN = "perdu"
DIALOGUES = {
    "permanences",
    "cej",
    "e2c",
    "epide",
    "job_dating",
    "rappel",
    "emploi_rapide",
    "formation",
    "decouvrir_metier",
    "mobilite",
    "creer_activite",
    "parrainage",
    "logement",
    "cv_entretien",
    "sport_rencontres",
    "service_civique",
    "argent",
    "sante",
    "langue",
    "idee",
    "suivi",
    "donnees",
    "aide",
    "bonjour",
    "merci",
    "stop",
    "menu",
    "pour_moi",
    "numeros",
}
URGENCES = {
    "suicide",
    "medical",
    "danger",
    "violence_sexuelle",
    "violence_couple",
    "violence_maison",
    "harcelement",
    "enfant_en_danger",
    "dehors",
    "addiction",
}
PHONE = re.compile(r"(?:\+33|\b0)[ .]?[1-9](?:[ .]?\d\d){4}\b")


def read(name: str) -> list[Any]:
    return yaml.safe_load((PAROLES / f"{name}.yaml").read_text("utf-8"))


def said(entry: Any) -> str:
    return entry if isinstance(entry, str) else entry["dit"]


def bare(text: str) -> str:
    """What is left of an utterance without case, accents and punctuation; an emoji alone stays itself."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))) or plain


@pytest.mark.parametrize("half", HALVES)
class TestEachHalf:
    def test_is_big_enough_to_judge_by(self, half: str) -> None:
        assert len(read(half)) >= 280
        assert len(read(f"urgences_{half}")) >= 100
        assert len(read(f"exagerations_{half}")) >= 100

    def test_speaks_of_every_dialogue_and_of_nothing_else(self, half: str) -> None:
        first = Counter(entry["dialogue"][0] for entry in read(half))
        assert set(first) == DIALOGUES | {NOTHING_KNOWN}
        assert min(first[name] for name in DIALOGUES) >= 8
        assert first[NOTHING_KNOWN] >= 15
        assert {name for entry in read(half) for name in entry["dialogue"]} == set(first)

    def test_has_emergencies_of_every_kind(self, half: str) -> None:
        kinds = Counter(entry["urgence"] for entry in read(f"urgences_{half}"))
        assert set(kinds) == URGENCES
        assert min(kinds.values()) >= 10
        assert {kind for entry in read(f"urgences_{half}") for kind in entry.get("aussi", [])} <= URGENCES


def test_every_utterance_is_written_once_whatever_the_file() -> None:
    files = [f"{kind}{half}" for kind in ("", "urgences_", "exagerations_") for half in HALVES]
    times = Counter(bare(said(entry)) for name in files for entry in read(name))
    assert not [text for text, seen in times.items() if seen > 1]


def test_no_phone_number_is_kept() -> None:
    assert not [path.name for path in PAROLES.glob("*.yaml") if PHONE.search(path.read_text("utf-8"))]
