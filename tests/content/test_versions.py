"""Published versions: whole copies, numbered, that nothing changes again."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.versions import Contents, DraftMoved, Entry, Version, Versions

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
FILES = {
    "dialogues/menu.yaml": "menu",
    "dialogues/scenarios/bonjour.yaml": "scénario",
    "dialogues/langues/ar.po": "مرحبا",
    "data/quartiers.yaml": "quartiers",
    "data/importes/services.json": "{}",
}
OTHERS = ("dialogues/.menu.yaml.swp.yaml", "dialogues/notes.txt", "data/secret.key", "data/.git/config.yaml")


class Draft:
    """A draft and its versions."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.versions = folder, Versions(folder / "versions")
        self.write(FILES)

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, "utf-8")

    def contents(self) -> Contents:
        return Contents(self.folder / "dialogues", self.folder / "data")

    def publish(self, *, after: int = 0, returned: int | None = None) -> Version:
        contents = self.contents()
        entry = Entry("Zoé", AT, ("textes",), returned)
        return self.versions.add(contents, contents.digest, entry, after=after, problems='{"problems": []}')

    def left_behind(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "versions").iterdir())


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


def text_of(version: Version, name: str) -> str:
    return (version.folder / name).read_text("utf-8")


def test_nothing_is_published_at_first(draft: Draft) -> None:
    assert (draft.versions.every(), draft.versions.current(), draft.versions.latest()) == ((), None, 0)


def test_a_version_is_all_that_was_written_or_imported_and_nothing_else(draft: Draft) -> None:
    draft.write(dict.fromkeys(OTHERS, "autre chose"))
    version = draft.publish()
    assert Contents(version.dialogues, version.data).seals == draft.contents().seals
    assert set(draft.contents().seals) == set(FILES)
    assert version.entry == Entry("Zoé", AT, ("textes",), None)
    assert version.problems == '{"problems": []}'


def test_what_is_saved_later_changes_no_version(draft: Draft) -> None:
    first = draft.publish()
    draft.write({"dialogues/menu.yaml": "un autre menu"})
    second = draft.publish(after=1)
    assert [version.number for version in draft.versions.every()] == [1, 2]
    assert (text_of(first, "dialogues/menu.yaml"), text_of(second, "dialogues/menu.yaml")) == ("menu", "un autre menu")
    assert draft.versions.current() == second == draft.versions.find(2)
    assert draft.versions.latest() == 2


def test_a_file_that_did_not_change_is_kept_once_and_for_reading_only(draft: Draft) -> None:
    first = draft.publish()
    draft.write({"dialogues/menu.yaml": "un autre menu"})
    second = draft.publish(after=1)

    def inodes(name: str) -> set[int]:
        return {(version.folder / name).stat().st_ino for version in (first, second)}

    assert len(inodes("data/quartiers.yaml")) == 1
    assert len(inodes("dialogues/menu.yaml")) == 2
    assert not (first.folder / "data/quartiers.yaml").stat().st_mode & stat.S_IWUSR


def test_a_draft_that_changed_since_it_was_checked_is_not_published(draft: Draft) -> None:
    checked = draft.contents()
    draft.write({"dialogues/menu.yaml": "changé entre-temps"})
    with pytest.raises(DraftMoved, match="Le brouillon a changé"):
        draft.versions.add(checked, checked.digest, Entry("Zoé", AT, ()), after=0)
    assert draft.left_behind() == []


def test_of_two_who_publish_after_the_same_version_one_is_told(draft: Draft) -> None:
    first = draft.publish()
    draft.write({"dialogues/menu.yaml": "un autre menu"})
    with pytest.raises(DraftMoved, match="Quelqu'un vient de publier"):
        draft.publish(after=0)
    assert text_of(first, "dialogues/menu.yaml") == "menu"
    assert draft.left_behind() == ["0001"]


def test_a_disk_that_refuses_leaves_nothing(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.publish()
    draft.write({"dialogues/menu.yaml": "un autre menu"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.content.versions.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        draft.publish(after=1)
    assert draft.left_behind() == ["0001"]


def test_a_crash_in_the_middle_is_no_version(draft: Draft) -> None:
    draft.publish()
    half = draft.folder / "versions" / ".en-cours-x" / "version" / "dialogues"
    half.mkdir(parents=True)
    (draft.folder / "versions" / "0002").mkdir()
    assert [version.number for version in draft.versions.every()] == [1]


def test_the_list_says_which_version_was_returned_to(draft: Draft) -> None:
    draft.publish()
    assert draft.publish(after=1, returned=1).entry.returned == 1
    told = json.loads((draft.folder / "versions/0002/version.json").read_text("utf-8"))
    assert told == {"auteur": "Zoé", "le": AT.isoformat(), "changements": ["textes"], "retour": 1}


NAMES = st.from_regex(r"[a-zé][a-z_]{0,5}", fullmatch=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(NAMES, st.text(max_size=20), max_size=4), min_size=1, max_size=4))
def test_whatever_is_saved_each_version_stays_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, drafts: list[dict[str, str]]
) -> None:
    draft = Draft(tmp_path_factory.mktemp("brouillon"))
    was = []
    for number, files in enumerate(drafts):
        draft.write({f"dialogues/{name}.yaml": text for name, text in files.items()})
        was.append(draft.contents().seals)
        draft.publish(after=number)
    assert [Contents(version.dialogues, version.data).seals for version in draft.versions.every()] == was
