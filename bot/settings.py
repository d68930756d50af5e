"""Settings, from the environment or `.env`; their names begin with `ALLERVERS_`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HERE = Path(__file__).parent.parent
TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Everything that differs from one installation to another."""

    model_config = SettingsConfigDict(env_prefix="ALLERVERS_", env_file=".env", extra="ignore")

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
    host: str = "127.0.0.1"
    port: int = 8080
    dialogues: Path = HERE / "dialogues"
    data: Path = HERE / "data"
