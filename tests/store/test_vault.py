"""What a person wrote is read with the key, or not at all."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Store, Vault, WrongKey

from .examples import NOW

OLD, NEW = Vault.new_key(), Vault.new_key()
VAULT = Vault([OLD])


@given(st.text())
def test_what_is_sealed_opens_as_it_was(text):
    assert VAULT.open(VAULT.seal(text)) == text


def test_nothing_of_the_text_shows_and_no_two_seals_are_alike():
    one, two = VAULT.seal("Prénominventé"), VAULT.seal("Prénominventé")
    assert one != two
    assert "Prénominventé".encode() not in one


def test_an_empty_field_holds_nothing_at_all():
    assert VAULT.seal("") == VAULT.seal_of_day("", NOW.date()) == b""


@given(st.text(min_size=1), st.dates(min_value=date(1970, 1, 1)))
def test_what_is_sealed_of_a_day_tells_the_day_and_no_hour(text, day):
    sealed = VAULT.seal_of_day(text, day)
    assert VAULT.open(sealed) == text
    told = datetime.fromtimestamp(Fernet(OLD).extract_timestamp(sealed), UTC)
    assert told == datetime(day.year, day.month, day.day, tzinfo=UTC)


def test_after_a_rotation_old_words_open_and_new_ones_take_the_new_key():
    rotated = Vault([NEW, OLD])
    assert rotated.open(VAULT.seal("avant")) == "avant"
    assert Vault([NEW]).open(rotated.seal("après")) == "après"


def test_a_wrong_key_says_what_to_do_and_nothing_of_the_data():
    with pytest.raises(WrongKey, match="Remettez la clé d'origine") as caught:
        Vault([NEW]).open(VAULT.seal("secret"))
    assert caught.value.__cause__ is None
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("keys", [[], ["tropcourte"], ["clé"], [NEW, ""]])
def test_what_is_no_key_is_refused_without_being_quoted(keys):
    with pytest.raises(WrongKey, match="illisible") as caught:
        Vault(keys)
    assert "tropcourte" not in str(caught.value)


def test_the_setting_wins_over_the_file_newest_key_first(tmp_path):
    vault = Vault.load(tmp_path / "key", f"{NEW}, {OLD}")
    assert Vault([NEW]).open(vault.seal("mot")) == "mot"
    assert vault.open(VAULT.seal("mot")) == "mot"
    assert not (tmp_path / "key").exists()


def test_the_first_start_makes_a_key_file_for_its_owner_alone(tmp_path):
    path = tmp_path / "allervers" / "key"
    sealed = Vault.load(path, None).seal("mot")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Vault.load(path, "").open(sealed) == "mot"
    assert list(path.parent.iterdir()) == [path]


def test_of_many_first_starts_at_once_all_share_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        vaults = list(pool.map(lambda _: Vault.load(tmp_path / "key", None), range(8)))
    sealed = vaults[0].seal("mot")
    assert [vault.open(sealed) for vault in vaults] == ["mot"] * 8


async def test_a_store_refuses_a_wrong_key_as_it_opens(store, url):
    with pytest.raises(WrongKey):
        await Store.open(url, Vault([NEW]))


async def test_a_store_opens_with_its_old_key_behind_a_new_one(url):
    before = await Store.open(url, Vault([OLD]))
    async with before.begin() as transaction:
        await transaction.save_sessions({7: "avant"}, NOW)
    await before.close()

    after = await Store.open(url, Vault([NEW, OLD]))
    async with after.read() as transaction:
        assert await transaction.sessions([7]) == {7: "avant"}
    await after.close()
