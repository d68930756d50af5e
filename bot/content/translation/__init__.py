"""Every other language: what is translated, the files that hold it (gettext .po), and what the bot says of it."""
