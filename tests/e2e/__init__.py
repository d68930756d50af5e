"""The whole house at work: the real bot, real HTTP, a real database file, and what must hold then."""
