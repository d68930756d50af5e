"""Settings come from the environment, under names that the guides promise."""

from pathlib import Path

import pytest

from bot.settings import Settings

GIVEN = {
    "TELEGRAM_TOKEN": ("telegram_token", "123:TEST"),
    "TELEGRAM_API": ("telegram_api", "http://127.0.0.1:8081"),
    "DATABASE_URL": ("database_url", "sqlite+aiosqlite:///ailleurs.db"),
    "SECRET_KEY": ("secret_key", "nouvelle,ancienne"),
    "SECRET_KEY_FILE": ("secret_key_file", "/etc/allervers.key"),
    "WEBHOOK_URL": ("webhook_url", "https://exemple.fr"),
    "WEBHOOK_SECRET": ("webhook_secret", "s3cr3t"),
    "PUBLIC_URL": ("public_url", "https://exemple.fr"),
    "SMTP_URL": ("smtp_url", "smtp://bot:s3cr3t@exemple.fr:587?from=bot@exemple.fr"),
    "HOST": ("host", "0.0.0.0"),
    "PORT": ("port", "8088"),
    "DIALOGUES": ("dialogues", "/srv/dialogues"),
    "DATA": ("data", "/srv/data"),
    "VERSIONS": ("versions", "/srv/versions"),
}
SECRETS = ("telegram_token", "secret_key", "webhook_secret", "smtp_url")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder without a `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in GIVEN:
        monkeypatch.delenv(f"ALLERVERS_{name}", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", GIVEN)
def test_each_setting_has_its_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    field, value = GIVEN[name]
    monkeypatch.setenv(f"ALLERVERS_{name}", value)
    found = getattr(Settings(), field)
    assert (found.get_secret_value() if field in SECRETS else str(found)) == value


def test_there_is_no_other_setting() -> None:
    assert set(Settings.model_fields) == {field for field, _ in GIVEN.values()} | {"operators"}


@pytest.mark.parametrize(("told", "read"), [("", set()), ("12", {12}), ("12, 34", {12, 34}), ("12,34,", {12, 34})])
def test_operators_are_numbers_between_commas(told: str, read: set[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLERVERS_OPERATORS", told)
    assert Settings().operators == read


@pytest.mark.parametrize(
    ("database", "versions"),
    [
        ("sqlite+aiosqlite:///allervers.db", "allervers.versions"),
        ("sqlite+aiosqlite:////var/lib/allervers/creil.db", "/var/lib/allervers/creil.versions"),
        ("postgresql+asyncpg://u:p@serveur/creil", "creil.versions"),
    ],
)
def test_versions_lie_beside_the_database_whose_name_they_bear(
    database: str, versions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLERVERS_DATABASE_URL", database)
    assert Settings().kept_versions == Path(versions)
    monkeypatch.setenv("ALLERVERS_VERSIONS", "/srv/versions")
    assert Settings().kept_versions == Path("/srv/versions")


def test_a_file_env_serves_too_and_what_it_says_besides_is_let_be(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("ALLERVERS_PORT=9000\nALLERVERS_UNKNOWN=1\nOTHER=2\n", "utf-8")
    assert Settings().port == 9000


def test_what_is_not_said_suits_a_first_try() -> None:
    plain = Settings()
    assert plain.telegram_api == "https://api.telegram.org"
    assert plain.database_url == "sqlite+aiosqlite:///allervers.db"
    assert plain.webhook_url == ""
    assert (plain.dialogues / "menu.yaml").is_file()
    assert (plain.data / "partenaires.yaml").is_file()
    assert not plain.secret_key_file.is_relative_to(plain.dialogues.parent)


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_TOKEN", "SECRET_KEY", "WEBHOOK_SECRET"):
        monkeypatch.setenv(f"ALLERVERS_{name}", "à ne pas montrer")
    assert "à ne pas montrer" not in repr(Settings())
