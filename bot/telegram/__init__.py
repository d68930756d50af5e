"""The door to Telegram: updates in, messages out. Nothing here decides what is said."""
