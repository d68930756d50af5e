"""What editors know of the files is what the forms read: no more, no less, in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from pydantic import BaseModel
from typing_extensions import override

from bot.content import schemas
from bot.content.leaves import Form
from bot.content.schemas import modeline
from bot.content.schemas.described import WHOLE, said, sentences
from bot.content.schemas.files import FILES
from tests.content import folders
from tests.content.conftest import Folder
from tests.content.folders import BROKEN

ROOT = Path(__file__).parents[2]
VALIDATORS = {name: jsonschema.Draft7Validator(make()) for name, make in FILES.items()}
UNREADABLE = {"fichier-trop-gros", "pas-utf8", "fichier-vide"}
"""Examples of what no editor reads as YAML."""


class AsText(yaml.BaseLoader):
    """Every scalar is a text, as the bot reads it."""


class AsEditors(yaml.SafeLoader):
    """Numbers, true, false and nothing are told from texts, as YAML 1.2 has it; every key is a text."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, of) for tag, of in found if tag.rpartition(":")[2] in ("int", "float", "null")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    @override
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        for key, _ in node.value:
            key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


def kind(path: Path) -> str:
    """Return the name of the schema of a file."""
    if path.parent.name == "scenarios":
        return "scenario"
    return path.stem if path.stem in FILES else "dialogue"


def files(folder: Path) -> Iterator[Path]:
    for name in ("dialogues", "dialogues/scenarios"):
        yield from sorted((folder / name).glob("*.yaml"))
    yield from (path for path in sorted((folder / "data").glob("*.yaml")) if path.stem in FILES)


def refused(path: Path, loader: type) -> list[str]:
    """Return what an editor would underline in a file."""
    read = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506  both are safe
    return [f"{error.json_path}: {error.message}"[:300] for error in VALIDATORS[kind(path)].iter_errors(read)]


def forms(of: type[BaseModel] = Form) -> Iterator[type[BaseModel]]:
    for form in of.__subclasses__():
        yield form
        yield from forms(form)


def test_the_schemas_kept_are_those_of_the_forms_of_today() -> None:
    kept = {path.name: path.read_text("utf-8") for path in schemas.FOLDER.glob("*.json")}
    assert kept == schemas.texts(), "run « allervers schema »"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(VALIDATORS[name].schema)


@pytest.mark.parametrize("form", list(forms()), ids=lambda form: form.__name__)
def test_every_key_is_said_in_french(form: type[BaseModel]) -> None:
    if not form.__name__.startswith("_"):
        assert [key for key in (WHOLE, *form.model_fields) if not said(form, key)] == []


def test_nothing_is_said_of_a_key_that_is_not_there() -> None:
    known = {form.__name__: form for form in forms()}
    for name in sentences().keys() & known.keys():
        heirs = [known[name], *forms(known[name])]
        assert sentences()[name].keys() - {WHOLE} <= {key for form in heirs for key in form.model_fields}
    assert sentences().keys() - known.keys() == {"Structure", "Service"}


@pytest.mark.parametrize("loader", [AsText, AsEditors])
@pytest.mark.parametrize("path", list(files(ROOT)), ids=lambda path: path.name)
def test_no_editor_underlines_what_we_ship(path: Path, loader: type) -> None:
    assert refused(path, loader) == []


@pytest.mark.parametrize("code", sorted({path.name for path in BROKEN.iterdir()} - UNREADABLE))
def test_what_an_editor_underlines_is_wrong_for_the_bot_too(code: str, lay: Callable[..., Folder]) -> None:
    laid: Folder = lay(BROKEN / code)
    accused = {found.file for found in laid.load().problems}
    for path in files(Path()):
        try:
            found = refused(path, AsEditors)
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
        assert not found or path.as_posix() in accused, found


@pytest.mark.parametrize("code", ["cle-inconnue", "cle-manquante", "valeur-refusee", "forme-inattendue", "texte-vide"])
def test_an_editor_underlines_what_the_forms_refuse(code: str, tmp_path: Path) -> None:
    folders.lay(tmp_path, BROKEN / code)
    assert any(refused(path, AsEditors) for path in files(tmp_path))


DIALOGUE = {"dialogue": "velo", "titre": "Un vélo"}


def step_refused(**step: object) -> list[str]:
    found = VALIDATORS["dialogue"].iter_errors({**DIALOGUE, "etapes": {"une": step}})
    return [error.message for error in found]


@pytest.mark.parametrize(
    "step",
    [
        {"dire": "Salut"},
        {"dire": "Salut", "choix": {"Oui": "fin"}},
        {"dire": "Ton âge ?", "demander": "age", "si_silence": {"apres": "2 h", "aller": "fin"}},
        {"dire": "Alors ?", "demander": "choix", "reponses": {"Oui": "oui"}},
        {"si": {"age < 16": "jeune", "sinon": "fin"}},
    ],
)
def test_a_step_is_known_by_its_verb(step: dict[str, object]) -> None:
    assert step_refused(**step) == []


@pytest.mark.parametrize(
    "step",
    [
        {"choix": {"Oui": "fin"}},
        {"dire": "Alors ?", "demander": "choix"},
        {"dire": "Ton nom ?", "demander": "texte", "reponses": {"Oui": "oui"}},
        {"dire": "Ton âge ?", "demander": "ages"},
        {"dire": "Salut", "fiche": "{{ nom }}"},
        {"dire": "Envoyé", "demande": ["prenom"], "deposer": ["idee"]},
        {"si": {"age < 16": "jeune"}},
    ],
)
def test_a_step_has_the_keys_of_its_verb_and_no_other(step: dict[str, object]) -> None:
    assert step_refused(**step)


def test_a_line_of_a_scenario_is_one_gesture() -> None:
    whole = {"scenario": "Merci", "le": "jeudi 26 novembre 2026 à 10h"}
    two = VALIDATORS["scenario"].iter_errors({**whole, "conversation": [{"ecrit": "merci", "bot": "De rien."}]})
    one = VALIDATORS["scenario"].iter_errors({**whole, "conversation": [{"ecrit": "merci"}, {"bot": "De rien."}]})
    assert (any(two), any(one)) == (True, False)


@pytest.mark.parametrize(
    ("button", "known"),
    [("Oui", True), ({"bouton": "Oui", "du_message": 3}, True), ({"du_message": 3}, False), (["Oui"], False)],
)
def test_a_button_of_a_scenario_is_its_label_or_names_its_message(button: object, known: bool) -> None:
    whole = {"scenario": "Merci", "le": "jeudi 26 novembre 2026 à 10h", "conversation": [{"appuie": button}]}
    assert VALIDATORS["scenario"].is_valid(whole) is known


# the line by which a file tells its schema

SCHEMA = Path("/projet/schemas/dialogue.schema.json")
LINE = b"# yaml-language-server: $schema=../schemas/dialogue.schema.json"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"dialogue: cej\n", LINE + b"\ndialogue: cej\n"),
        (b"# velo\r\ndialogue: cej\r\n", LINE + b"\r\n# velo\r\ndialogue: cej\r\n"),
        (b"\xef\xbb\xbfdialogue: cej\n", b"\xef\xbb\xbf" + LINE + b"\ndialogue: cej\n"),
        (b"# yaml-language-server: $schema=ailleurs.json\ndialogue: cej", LINE + b"\ndialogue: cej"),
        (b"\xff\n", LINE + b"\n\xff\n"),
        (b"", LINE + b"\n"),
    ],
)
def test_the_line_comes_first_and_nothing_else_changes(before: bytes, after: bytes) -> None:
    path = Path("/projet/dialogues/cej.yaml")
    assert modeline.linked(before, path, SCHEMA) == after
    assert modeline.linked(after, path, SCHEMA) == after


def test_each_file_has_the_schema_of_its_kind(folder: Folder) -> None:
    found = {path.as_posix(): name for path, name in modeline.kinds(Path("dialogues"), Path("data"))}
    assert found == {path.as_posix(): kind(path) for path in files(Path())}


def test_what_we_ship_leads_to_its_schema() -> None:
    for path, name in modeline.kinds(ROOT / "dialogues", ROOT / "data"):
        content = path.read_bytes()
        if content.startswith(modeline.MARK):
            assert content == modeline.linked(content, path, schemas.FOLDER / f"{name}.schema.json"), path
