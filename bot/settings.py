"""Settings, from the environment or `.env`; their names begin with `ALLERVERS_`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

HERE = Path(__file__).parent.parent
TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Everything that differs from one installation to another."""

    model_config = SettingsConfigDict(
        env_prefix="ALLERVERS_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = TELEGRAM
    """Root of the Bot API server, to which `/bot<token>/method` is appended."""
    database_url: str = "sqlite+aiosqlite:///allervers.db"
    secret_key: SecretStr = SecretStr("")
    """Keys that seal what people wrote, newest first, separated by commas; empty: the key file."""
    secret_key_file: Path = Field(default_factory=lambda: Path.home() / ".config" / "allervers" / "secret.key")
    webhook_url: str = ""
    """Address at which Telegram reaches this bot; empty: the bot polls."""
    webhook_secret: SecretStr = SecretStr("")
    public_url: str = ""
    """Address at which browsers reach the desk; empty: that of the webhook, and without one no desk is served."""
    smtp_url: SecretStr = SecretStr("")
    """Server through which mails leave, `smtp://user:password@host:port?from=address`; empty: no mail leaves."""
    host: str = "127.0.0.1"
    port: int = 8080
    dialogues: Path = HERE / "dialogues"
    data: Path = HERE / "data"
    versions: Path = Path()
    """Folder of the published versions; empty: beside the database."""
    operators: Annotated[frozenset[int], NoDecode] = frozenset()
    """Telegram numbers of those who may talk to the draft, separated by commas."""

    @field_validator("operators", mode="before")
    @classmethod
    def _are_numbers(cls, told: Any) -> Any:
        return [number for number in told.replace(",", " ").split() if number] if isinstance(told, str) else told

    @field_validator("smtp_url")
    @classmethod
    def _is_a_server(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value():
            from bot.service.mailing import MailServer  # noqa: PLC0415  commands that store nothing do not wait for it

            MailServer.at(url.get_secret_value())
        return url

    @property
    def kept_versions(self) -> Path:
        """Return the folder of the published versions: that of the setting, or one named after the database."""
        if self.versions != Path():
            return self.versions
        url = urlsplit(self.database_url)
        name = Path(url.path.removeprefix("/") or "allervers")
        return (name if url.scheme.startswith("sqlite") else Path(name.name)).with_suffix(".versions")

    @property
    def origin(self) -> str:
        """Return the scheme and the host that browsers know this bot by, "" when it is told none."""
        parts = urlsplit(self.public_url or self.webhook_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
