"""Benchmarks: what the bot costs, measured over its real parts on this machine.

`python -m tests.bench` plays updates; `python -m tests.bench.territory` loads and searches a whole country.
"""
