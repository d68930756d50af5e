"""Benchmarks: what the bot costs, measured over its real parts on this machine."""
