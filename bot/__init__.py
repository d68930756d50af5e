"""Allervers: the first contact that goes to young people, as a Telegram bot."""
