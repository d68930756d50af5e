"""An operator talks to the draft on their own phone; nobody else does, and nothing that they do there is real."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.core.engine import Engine
from bot.service import drafts
from bot.service.conversation import Conversation
from bot.service.drafts import Drafts
from bot.service.reloading import Saved
from bot.store import Store
from tests.living import HeldClock, eventually, running
from tests.service.conftest import Person
from tests.service.drafting import Draft

OPERATOR = 2018


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


@pytest.fixture
async def conversation(draft: Draft, store: Store, clock: HeldClock) -> AsyncIterator[Conversation]:
    """A conversation that plays what was there first, and whose draft then says « Bonsoir »."""
    made = Conversation(store, Engine(draft.playbook()), clock, lambda: None)
    made.drafts = Drafts(Saved(draft.dialogues, draft.data), clock, frozenset({OPERATOR}))
    draft.greets("Bonsoir")
    async with running(made.run(), made.drafts.run(made.take)):
        yield made


@pytest.fixture
def operator(someone: Callable[[int], Person]) -> Person:
    return someone(OPERATOR)


async def enters(operator: Person) -> None:
    """Ask for the draft and wait for its first words."""
    await operator.says("/brouillon")
    await reads(operator, "Bonsoir !")


async def reads(person: Person, words: str) -> None:
    async def there() -> bool:
        return any(words in letter.say.text for letter in await person.letters())

    await eventually(there)
    await person.hears()


async def test_the_operator_reads_the_draft_and_everyone_else_what_is_published(
    operator: Person, zohra: Person
) -> None:
    await operator.says("/start")
    assert drafts.PREPARED in await operator.says("/brouillon")
    await reads(operator, "Bonsoir !")
    assert "Salut !" in await zohra.says("/start")
    assert "Bonsoir !" in await operator.says("/start")


async def test_it_is_not_for_everyone(zohra: Person) -> None:
    await zohra.says("/start")
    said = await zohra.says("/brouillon")
    assert drafts.PREPARED not in said
    assert said, "whoever they are, they get an answer"


async def test_going_back_finds_the_published_conversation_where_it_was(operator: Person, store: Store) -> None:
    await operator.says("/start")
    async with store.read() as transaction:
        before = await transaction.sessions([OPERATOR])
    await enters(operator)
    await operator.presses("Qu'on m'appelle")
    assert await operator.says("/publie") == [drafts.LEFT]
    async with store.read() as transaction:
        assert await transaction.sessions([OPERATOR]) == before
    assert await operator.says("/publie") == [drafts.NOT_THERE]


async def test_nothing_that_is_done_in_the_draft_is_real(operator: Person, store: Store) -> None:
    await operator.says("/start")
    counted = await store.counts()
    await enters(operator)
    await operator.presses("Qu'on m'appelle")
    await operator.says("Maurepas")
    await operator.presses("Oui, d'accord")
    said = await operator.says("Camille", "06 39 98 12 34")
    assert "C'est envoyé." in said
    assert drafts.NOTHING_LEAVES in said
    async with store.read() as transaction:
        assert await transaction.requests_of(OPERATOR) == []
        status = await transaction.status()
    assert (status["requests"], status["timers"]) == (0, 0)
    assert await store.counts() == counted


async def test_a_draft_saved_again_is_heard_at_once(operator: Person, draft: Draft) -> None:
    await enters(operator)
    draft.greets("Bonne nuit", "Bonsoir")

    async def changed() -> bool:
        return "Bonne nuit !" in await operator.says("/start")

    await eventually(changed)


async def test_a_draft_that_cannot_be_played_says_where_and_everyone_goes_on(
    operator: Person, zohra: Person, draft: Draft
) -> None:
    draft.breaks()
    await operator.says("/brouillon")
    await reads(operator, "permanences.yaml, ligne 14")
    assert "Salut !" in await zohra.says("/start")
    draft.edit("dialogues/permanences.yaml", "si_vide: rein", "si_vide: rien")

    async def mended() -> bool:
        return "Bonsoir !" in await operator.says("/start")

    await eventually(mended)


async def test_the_last_good_draft_goes_on_with_what_is_wrong_said_first(operator: Person, draft: Draft) -> None:
    await enters(operator)
    draft.breaks()

    async def told() -> bool:
        said = await operator.says("/start")
        return any("permanences.yaml" in text for text in said) and "Bonsoir !" in said

    await eventually(told)


async def test_after_a_restart_everyone_talks_to_what_is_published(
    operator: Person, draft: Draft, store: Store, clock: HeldClock, conversation: Conversation
) -> None:
    await enters(operator)
    conversation.drafts = Drafts(Saved(draft.dialogues, draft.data), clock, frozenset({OPERATOR}))
    assert "Salut !" in await operator.says("/start")


async def test_who_is_declared_as_coordination_may_too(
    draft: Draft, store: Store, clock: HeldClock, someone: Callable[[int], Person], conversation: Conversation
) -> None:
    declared = "alex: {nom: Alex, role: coordinateur, courriel: alex@exemple.invalid"
    draft.edit("data/partenaires.yaml", declared, f'{declared}, telegram: "4242"')
    conversation.engine = Engine(draft.playbook())
    assert drafts.PREPARED in await someone(4242).says("/brouillon")
