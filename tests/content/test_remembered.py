"""What words weigh, remembered on disk from one process to the next."""

import os
from dataclasses import replace

import pytest

from bot.content import remembered
from bot.content.remembered import KEPT, LARGE, remembering
from bot.core.alarm import Alarm
from bot.core.hearing import Hearing
from bot.core.vocabulary import Lessons, weighed

A_DAY = 24 * 3_600


def said(mark="", size=LARGE):
    """Lessons large enough to be remembered, others for each mark."""
    phrases = [(f"dialogue{one % 3}", (f"mot{one % 7}{mark}", f"mot{one % 11}")) for one in range(77)]
    return Lessons(mark.encode(), size, lambda: phrases)


class Learning:
    """Learns as ever, and counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, lessons):
        self.times += 1
        return weighed(lessons)


@pytest.fixture
def learning():
    return Learning()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache of this test only, which is made when something is first remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "allervers"


def files(cache):
    return sorted(path for path in cache.iterdir())


def file(cache):
    (only,) = files(cache)
    return only


def another_process(learning):
    """What has only the disk in common with the one before."""
    return remembering(learning)


class TestRemembering:
    def test_what_one_process_learnt_another_need_not(self, cache, learning):
        first = remembering(learning)(said())
        again = another_process(learning)(said())
        assert learning.times == 1
        assert again.sums(["mot3", "mot5"], strange=1) == first.sums(["mot3", "mot5"], strange=1) != {}

    def test_other_phrases_are_learnt_and_have_a_file_of_their_own(self, cache, learning):
        for mark in ("", "s", ""):
            remembering(learning)(said(mark))
        assert learning.times == len(files(cache)) == 2

    def test_what_is_remembered_is_not_cut_in_parts(self, cache, learning):
        remembering(learning)(said())
        known = Lessons(said().name, LARGE, lambda: pytest.fail("they are cut"))
        assert another_process(learning)(known).sums(["mot3"])

    def test_few_phrases_are_learnt_again_and_written_nowhere(self, cache, learning):
        for _ in range(2):
            remembering(learning)(said(size=LARGE - 1))
        assert learning.times == 2
        assert not cache.exists()

    @pytest.mark.parametrize("changed", ["_CODE", "_FORMAT"])
    def test_another_edition_of_the_program_learns_anew(self, cache, learning, monkeypatch, changed):
        remembering(learning)(said())
        monkeypatch.setattr(remembered, changed, "another")
        another_process(learning)(said())
        assert learning.times == 2


def cut(held):
    return held[:-1]


def empty(_held):
    return b""


def zeros(held):
    return bytes(len(held))


def altered(held):
    middle = len(held) // 2
    return held[:middle] + bytes([held[middle] ^ 1]) + held[middle + 1 :]


def foreign(_held):
    return "# Des notes, rangées là par erreur".encode()


def whole_but_of_another_shape(_held):
    packed = remembered.msgspec.msgpack.encode({"bonjour": 1})
    return remembered._seal(packed) + packed


def whole_but_short_of_numbers(held):
    learnt = remembered._FORM.decode(held[remembered._SEAL :])
    packed = remembered.msgspec.msgpack.encode(learnt._replace(rows=learnt.rows[:-4]))
    return remembered._seal(packed) + packed


class TestBrokenFiles:
    @pytest.mark.parametrize(
        "broken", [cut, empty, zeros, altered, foreign, whole_but_of_another_shape, whole_but_short_of_numbers]
    )
    def test_are_learnt_anew_and_written_again(self, cache, learning, broken):
        first = remembering(learning)(said())
        whole = file(cache).read_bytes()
        file(cache).write_bytes(broken(whole))
        again = another_process(learning)(said())
        assert learning.times == 2
        assert again.sums(["mot3"]) == first.sums(["mot3"])
        assert file(cache).read_bytes() == whole

    def test_a_folder_where_a_file_should_be_is_no_error(self, cache, learning):
        remembering(learning)(said())
        name = file(cache)
        name.unlink()
        name.mkdir()
        assert another_process(learning)(said()).sums(["mot3"])
        assert files(cache) == [name], "nothing half written is left beside"


class TestWithoutDisk:
    def test_a_cache_that_cannot_be_made_is_no_error(self, cache, learning):
        cache.write_text("not a folder", "utf-8")
        assert remembering(learning)(said()).sums(["mot3"])

    @pytest.mark.skipif(os.geteuid() == 0, reason="everything can be written by root")
    def test_a_cache_that_cannot_be_written_is_no_error(self, cache, learning):
        cache.mkdir(mode=0o500)
        assert remembering(learning)(said()).sums(["mot3"])
        assert files(cache) == []

    def test_who_has_no_home_has_no_cache(self, tmp_path, monkeypatch, learning):
        monkeypatch.setattr(remembered.platformdirs, "user_cache_path", lambda name: remembered.Path("~") / name)
        monkeypatch.chdir(tmp_path)
        assert remembering(learning)(said()).sums(["mot3"])
        assert files(tmp_path) == []


class TestForgetting:
    @pytest.fixture
    def full(self, cache, learning):
        """As many files as are kept, a day between them, the oldest first."""
        known = []
        for age in range(KEPT, 0, -1):
            remembering(learning)(said(str(age)))
            (new,) = set(files(cache)) - set(known)
            os.utime(new, (A_DAY * (KEPT - age), A_DAY * (KEPT - age)))
            known.append(new)
        return known

    def test_what_is_learnt_takes_the_place_of_the_oldest(self, cache, learning, full):
        remembering(learning)(said("new"))
        assert len(files(cache)) == KEPT
        assert set(full) - set(files(cache)) == {full[0]}

    def test_what_serves_is_not_the_oldest_any_more(self, cache, learning, full):
        remembering(learning)(said(str(KEPT)))
        remembering(learning)(said("new"))
        assert set(full) - set(files(cache)) == {full[1]}

    def test_what_others_put_there_is_left(self, cache, learning, full):
        notes = cache / "notes.txt"
        notes.write_text("à garder", "utf-8")
        os.utime(notes, (0, 0))
        remembering(learning)(said("new"))
        assert notes.exists()


def test_a_loaded_playbook_learns_so_all_its_french_words(playbook):
    assert playbook.learn is remembered.learn
    asked = []

    def learn(lessons):
        asked.append(lessons.size)
        return weighed(said())

    ours = replace(playbook, learn=learn)
    Alarm.of(ours).learn()
    Hearing.of(ours).learn()
    assert len(asked) == 2
    assert min(asked) >= LARGE


def test_neither_places_nor_other_languages_are_learnt_so_that_their_edits_cost_nothing(playbook):
    asked = []

    def learn(lessons):
        asked.append(lessons.name)
        return weighed(said())

    elsewhere = replace(playbook.territory, quartiers={})
    for one in (playbook, replace(playbook, territory=elsewhere), replace(playbook, heard={}, manners={})):
        Alarm.of(replace(one, learn=learn)).learn()
        Hearing.of(replace(one, learn=learn)).learn()
    assert len(asked) == 6
    assert len(set(asked)) == 2
