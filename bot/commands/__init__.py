"""What can be typed after `allervers`, a module a command, each with its own `app`. `bot.cli` lists them.

A command's module is imported when it is typed, so its imports stand at its top as anywhere else.
"""
