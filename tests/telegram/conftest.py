"""A bot over the sandbox."""

from tests.living import (  # noqa: F401
    bot,
    clock,
    delivery,
    file,
    ines,
    playbook,
    raw_bot,
    relay,
    sandbox,
    store,
    url,
    vault,
)
