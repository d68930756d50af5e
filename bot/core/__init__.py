"""The pure core: no async, no clock, no disk, no log, no Telegram, no SQL."""
