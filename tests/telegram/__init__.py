"""The door to Telegram, against a real server of its Bot API."""
