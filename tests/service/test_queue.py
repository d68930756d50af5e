"""The partners' queue through the one way in: who may move a request, who hears of it, and that nothing is lost."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.callrequest import MOVES, Outcome, Status, Verb
from bot.core.effects import MoveRequest
from bot.core.engine import Engine
from bot.core.partners import Person as PartnerPerson
from bot.core.playbook import Playbook
from bot.core.session import Consent
from bot.service.arrivals import Answer, Arrival, PartnerActed
from bot.service.conversation import Conversation
from bot.service.done import Here, Mailbox
from bot.service.queue import Queue
from bot.store import Store, Vault
from tests.living import RENNES, THURSDAY, HeldClock, running
from tests.service.conftest import Desk, Person

SAMIRA, THOMAS, JULIE = "samira-rennes", "thomas-rennes", "julie-creil"
RELAIS = -1001000000006


async def test_a_request_is_taken_at_the_desk_and_its_person_and_the_group_hear(
    zohra: Person, someone: Callable[[int], Person], desk: Desk
) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    assert await desk.moves(SAMIRA, Verb.PRENDRE, row.id) == Answer("Merci Samira, cette demande est à vous.")
    (news,) = await zohra.hears()
    assert "Samira" in news
    new, taken = await someone(RENNES).hears()
    assert new.startswith("\ue000Nouvelle demande")
    assert "prise par Samira" in taken
    assert (await desk.row(zohra)).owner == SAMIRA


async def test_every_refusal_has_its_sentence(zohra: Person, desk: Desk) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    refused = [
        (JULIE, Verb.PRENDRE, "", "", "Cette demande n'est pas pour vous, ou n'existe plus."),
        ("inconnue", Verb.PRENDRE, "", "", "Cette demande n'est pas pour vous, ou n'existe plus."),
        (SAMIRA, Verb.RETIRER, "", "", "Cette demande n'est pas pour vous, ou n'existe plus."),
        (SAMIRA, Verb.CLORE, Outcome.AUTRE, "", "Ce n'est pas possible maintenant : la demande vient de changer."),
        (SAMIRA, Verb.REFUSER, "", " ", "Dites pourquoi, en quelques mots."),
    ]
    for person, verb, outcome, reason, sentence in refused:
        assert await desk.moves(person, verb, row.id, outcome, reason) == Answer(sentence, done=False)
    await desk.moves(SAMIRA, Verb.PRENDRE, row.id)
    refused = [
        (THOMAS, Verb.PRENDRE, "", "", "Samira s'en occupe déjà. Merci !"),
        (THOMAS, Verb.TENTER, "", "", "Cette demande est à Samira."),
        (SAMIRA, Verb.CLORE, "?", "", "Choisissez comment l'appel s'est terminé."),
        (SAMIRA, Verb.CLORE, "injoignable", "", "Il faut deux appels sans réponse avant de noter « injoignable »."),
    ]
    for person, verb, outcome, reason, sentence in refused:
        assert await desk.moves(person, verb, row.id, outcome, reason) == Answer(sentence, done=False)
    assert [move.verb for move in await desk.history(zohra)] == ["ouvrir", "prendre"]


async def test_calls_in_vain_are_counted_from_the_first(zohra: Person, desk: Desk, clock: HeldClock) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    await desk.moves(SAMIRA, Verb.PRENDRE, row.id)
    clock.move(hours=1)
    first = clock.now()
    await desk.moves(SAMIRA, Verb.TENTER, row.id)
    clock.move(hours=1)
    await desk.moves(SAMIRA, Verb.TENTER, row.id)
    assert await desk.moves(SAMIRA, Verb.CLORE, row.id, Outcome.INJOIGNABLE) == Answer(
        "C'est noté : Injoignable. Merci !"
    )
    row = await desk.row(zohra)
    assert (row.status, row.outcome, row.attempts, row.first_call_at) == (Status.CLOSE, "injoignable", 2, first)


async def _moved(store: Store, playbook: Playbook, clock: HeldClock, chat: int, effect: MoveRequest) -> list[int]:
    """Let a young person's turn move their request; return the chats that hear of it."""
    async with store.begin() as transaction:
        done = await Queue(Here(transaction, playbook, clock.now())).asked(chat, effect)
        return [chat for chat, _ in done.letters]


async def test_who_withdraws_is_forgotten_and_the_one_who_had_it_hears_in_private(
    zohra: Person, desk: Desk, store: Store, playbook: Playbook, clock: HeldClock
) -> None:
    await zohra.asks_for_a_call()
    await desk.moves(SAMIRA, Verb.PRENDRE, (await desk.row(zohra)).id)
    assert await _moved(store, playbook, clock, zohra.chat, MoveRequest(Verb.RETIRER)) == [2005]
    row = await desk.row(zohra)
    assert (row.status, row.first_name, row.phone, row.next_rung_at) == (Status.RETIREE, "", "", None)


async def test_who_was_never_called_is_asked_for_again_in_front_of_others(
    zohra: Person, desk: Desk, store: Store, playbook: Playbook, clock: HeldClock
) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    await desk.moves(SAMIRA, Verb.PRENDRE, row.id)
    await desk.moves(SAMIRA, Verb.CLORE, row.id, Outcome.AUTRE, "boîte vocale")
    due = row.due_at + timedelta(days=2)
    again = MoveRequest(Verb.ROUVRIR, (("telephone", "06 39 98 99 99"),), partner=row.partner, due=due)
    assert await _moved(store, playbook, clock, zohra.chat, again) == [RENNES]
    row = await desk.row(zohra)
    assert (row.status, row.owner, row.priority, row.due_at, row.phone) == ("ouverte", "", True, due, "06 39 98 99 99")
    assert (row.attempts, row.first_call_at, row.outcome, row.satisfied) == (0, None, "", "pas_encore")
    assert [move.why for move in await desk.history(zohra)][2] == "autre : boîte vocale", "nothing is overwritten"


async def test_a_request_handed_over_keeps_both_consents_word_for_word(
    zohra: Person, desk: Desk, store: Store, playbook: Playbook, clock: HeldClock
) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    await desk.moves(SAMIRA, Verb.REFUSER, row.id, reason="plus personne cette semaine")
    due = row.due_at + timedelta(days=2)
    consent = Consent("le-relais", due, "Le Relais peut t'appeler ?", clock.now())
    over = MoveRequest(Verb.TRANSMETTRE, (), consent, "le-relais", due, "prennent la suite")
    assert await _moved(store, playbook, clock, zohra.chat, over) == [RELAIS]
    row = await desk.row(zohra)
    assert (row.partner, row.status, row.due_at, row.routed) == ("le-relais", "ouverte", due, "prennent la suite")
    *_, last = await desk.history(zohra)
    assert "Accord du jeudi 26 novembre, 10 h : « Le Relais peut t'appeler ? »" in last.why
    assert "Qui t'appelle : Mission locale du bassin d'emploi de Rennes Au plus tard" in last.why
    assert not (await desk.moves(SAMIRA, Verb.PRENDRE, row.id)).done
    assert (await desk.moves("anne-relais", Verb.PRENDRE, row.id)).done


async def test_a_changed_number_is_told_to_the_one_who_calls(
    zohra: Person, desk: Desk, store: Store, playbook: Playbook, clock: HeldClock
) -> None:
    await zohra.asks_for_a_call()
    await desk.moves(THOMAS, Verb.PRENDRE, (await desk.row(zohra)).id)
    changed = MoveRequest(Verb.CHANGER, (("telephone", "06 39 98 00 00"), ("quand_prefere", "matin")))
    assert await _moved(store, playbook, clock, zohra.chat, changed) == [2006]
    row = await desk.row(zohra)
    assert (row.status, row.phone, row.wish) == (Status.PRISE, "06 39 98 00 00", "matin")


async def test_a_partner_without_a_group_is_told_by_mail_without_a_word_about_anyone(
    zohra: Person, desk: Desk, store: Store, playbook: Playbook, clock: HeldClock
) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    rennes = playbook.partners[row.partner]
    people = (PartnerPerson("lina", "Lina", partner=row.partner, email="lina@exemple.invalid"),)
    there = replace(playbook, partners={**playbook.partners, row.partner: replace(rennes, group=None, people=people)})
    again = MoveRequest(Verb.ROUVRIR, partner=row.partner, due=row.due_at)
    async with store.begin() as transaction:
        here = Here(transaction, there, clock.now(), Mailbox("https://exemple.fr/bureau"))
        done = await Queue(here).asked(zohra.chat, again)
    (mail,) = done.mails
    assert (mail.to, mail.kind) == ("lina@exemple.invalid", "nouvelle_demande")
    assert "https://exemple.fr/bureau" in mail.body
    for secret in ("Zohra", "39 98", "Maurepas", "Faire le point", row.id):
        assert secret not in mail.subject + mail.body


# Many at once


async def test_a_fault_of_ours_is_said_at_the_desk_and_changes_nothing(
    zohra: Person, desk: Desk, conversation: Conversation, playbook: Playbook
) -> None:
    def breaks(_: object) -> str:
        raise ArithmeticError

    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    words = replace(playbook.partner_words, fait_prendre=breaks)
    conversation.engine = Engine(replace(playbook, partner_words=words))
    answer = await desk.moves(SAMIRA, Verb.PRENDRE, row.id)
    assert answer == Answer("Un problème nous a empêchés de le faire. Réessayez dans un moment.", done=False)
    assert await desk.row(zohra) == row


GESTURES = [Verb.PRENDRE, Verb.RENDRE, Verb.REFUSER, Verb.TENTER, Verb.CLORE, Verb.NOTER, Verb.VOIR]
gestures = st.tuples(
    st.sampled_from([SAMIRA, THOMAS, "anne-relais"]),
    st.sampled_from(GESTURES),
    st.sampled_from([Outcome.RDV_PRIS, Outcome.INJOIGNABLE]),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(gestures, min_size=1, max_size=4), min_size=1, max_size=6))
def test_however_two_partners_interleave_no_move_is_lost_and_no_request_has_two_owners(
    engine: Engine, rounds: list[list[tuple[str, Verb, Outcome]]]
) -> None:
    asyncio.run(_interleaved(engine, rounds))


async def _interleaved(engine: Engine, rounds: list[list[tuple[str, Verb, Outcome]]]) -> None:
    clock = HeldClock(THURSDAY, hurried=True)
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(f"sqlite+aiosqlite:///{Path(folder, 'a.db')}", Vault([Vault.new_key()]))
        conversation = Conversation(store, engine, clock, lambda: None)
        async with running(conversation.run()):
            zohra, desk = Person(7, conversation, store, clock), Desk(conversation, store)
            await zohra.asks_for_a_call()
            request = (await desk.row(zohra)).id
            done = []
            for some in rounds:
                asked = [desk.moves(who, verb, request, outcome, "parce que") for who, verb, outcome in some]
                answers = await asyncio.gather(*asked)
                done += [gesture for gesture, answer in zip(some, answers, strict=True) if answer.done]
            row, history = await desk.row(zohra), (await desk.history(zohra))[1:]
        await store.close()
    assert sorted(move.verb for move in history) == sorted(verb for _, verb, _ in done)
    status, owner = Status.OUVERTE, ""
    for move in history:
        rule = MOVES[Verb(move.verb)]
        assert status in rule.leaves
        owner = {Verb.PRENDRE: move.who, Verb.RENDRE: "", Verb.REFUSER: ""}.get(Verb(move.verb), owner)
        status = rule.reaches or status
        assert move.status == status
        assert bool(owner) == (status in (Status.PRISE, Status.CLOSE))
    assert (row.status, row.owner_name) == (status, owner)
    assert row.attempts == sum(move.verb == Verb.TENTER for move in history)


@pytest.mark.parametrize("verb", [Verb.VOIR, Verb.NOTER])
async def test_what_only_partners_need_to_know_is_kept_and_tells_the_person_nothing(
    zohra: Person, desk: Desk, verb: Verb
) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    await desk.moves(SAMIRA, Verb.PRENDRE, row.id)
    await zohra.hears()
    assert (await desk.moves(SAMIRA, verb, row.id, reason="à rappeler à 17 h")).done
    assert await zohra.hears() == []
    assert (await desk.history(zohra))[-1].verb == verb


async def test_a_press_that_waits_is_not_the_only_way_in(zohra: Person, conversation: Conversation, desk: Desk) -> None:
    await zohra.asks_for_a_call()
    row = await desk.row(zohra)
    assert await conversation.take([Arrival(0, PartnerActed(row.id, Verb.PRENDRE, SAMIRA))])
    assert (await desk.row(zohra)).status == Status.PRISE
