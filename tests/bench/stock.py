"""The measure beside ours: python-telegram-bot as its documentation begins, answering each update with one message.

It keeps nothing and decides nothing; what it costs is what the library's own way of fetching and sending costs.
"""

from __future__ import annotations

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from tests.bench.crowd import LINES

TEXT = " ".join(words for _, words in LINES)
"""Holds whatever the crowd waits for."""
BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton(label, callback_data=f"mwvw7qiw.{i}")] for i, label in enumerate(
        dict.fromkeys(said for said, _ in LINES if not said.startswith("/") and not said.islower())
    )]
)  # fmt: skip


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer one update."""
    if update.callback_query:
        await update.callback_query.answer()
    await context.bot.send_message(update.effective_chat.id, TEXT, reply_markup=BUTTONS)


def main() -> None:
    """Poll the Bot API server named by the environment."""
    root = os.environ["ALLERVERS_TELEGRAM_API"]
    builder = ApplicationBuilder().token(os.environ["ALLERVERS_TELEGRAM_TOKEN"]).base_url(f"{root}/bot")
    application = builder.concurrent_updates(32).build()
    application.add_handler(TypeHandler(Update, answer))
    application.run_polling()


if __name__ == "__main__":
    main()
