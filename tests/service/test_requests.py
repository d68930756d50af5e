"""A call request, from the young person's agreement to the partner's private chat, over a real Telegram."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.callrequest import Status
from bot.core.engine import Engine
from bot.core.partners import Person as PartnerPerson
from bot.core.playbook import Playbook
from bot.sandbox import Message, Sandbox
from bot.store import REQUEST_KEPT, RequestRow, Store
from tests.living import CREIL, MENU, RENNES, Bot, HeldClock, asks_for_a_call, rows

YOUNG, SAMIRA, THOMAS, AWA = 500_101, 2005, 2006, 2013
"""Awa is of Creil, the two others of Rennes, as the shipped data declare their numbers."""
TAKE, CONTACT = "Je m'en occupe", "Recevoir les coordonnées"
CONTACTS = "Prénom : Zohra\nTéléphone : 06 39 98 12 34"
GONE = "Cette demande n'existe plus."
NOT_YOURS = "Cette demande n'est pas pour vous, ou n'existe plus."
UNDECLARED = "Vous n'êtes pas déclaré·e comme membre. Donnez ce numéro à votre opérateur : "
LINA = 2099
FACE = [CONTACT, "Pas de réponse", "Clore…", "Rendre…"]


@dataclass
class Scene:
    """A young person of Maurepas, Samira and Thomas in the group of Rennes, Awa in another."""

    bot: Bot
    sandbox: Sandbox
    store: Store
    playbook: Playbook

    async def asked(self) -> Message:
        """Let the request leave; return what the group reads."""
        await asks_for_a_call(self.sandbox, YOUNG)
        return await self.sandbox.said(RENNES, "Nouvelle demande d'appel")

    async def press(self, member: int, label: str, group: int = RENNES) -> str:
        """Press a button once it is shown; return the words shown over the chat."""
        await self.sandbox.changed(lambda: any(label in message.labels for message in self.sandbox.history(group)))
        return await self._answered(lambda: self.sandbox.press(member, group, label=label))

    async def forge(self, member: int, data: str, group: int = RENNES) -> str:
        """Press a button that the bot never showed there."""
        under = self.sandbox.last(group)
        assert under
        return await self._answered(lambda: self.sandbox.press(member, group, under.id, callback_data=data))

    def face(self, chat: int) -> Message:
        """Return the latest message of a chat."""
        shown = self.sandbox.last(chat)
        assert shown
        return shown

    async def _answered(self, press: Any) -> str:
        before = len(self.sandbox.answers)
        press()
        await self.sandbox.changed(lambda: len(self.sandbox.answers) > before)
        return str(self.sandbox.answers[-1]["text"])

    async def row(self) -> RequestRow:
        """Return the one request there is."""
        async with self.store.read() as transaction:
            (found,) = await transaction.requests_for("mission-locale-rennes", list(Status))
            return found


@pytest.fixture
async def scene(bot: Bot, sandbox: Sandbox, store: Store, playbook: Playbook) -> AsyncIterator[Scene]:
    sandbox.add_person("Zohra", id=YOUNG)
    for number, name in ((SAMIRA, "Samira"), (THOMAS, "Thomas"), (AWA, "Awa")):
        sandbox.add_person(name, id=number)
    sandbox.add_group("Mission locale de Rennes", id=RENNES, members=[SAMIRA, THOMAS])
    sandbox.add_group("Mission locale de Creil", id=CREIL, members=[AWA])
    async with bot.live():
        for number in (SAMIRA, THOMAS):
            sandbox.send_text(number, "/start")
            await sandbox.said(number, MENU)
        yield Scene(bot, sandbox, store, playbook)


async def test_the_group_hears_of_a_request_without_knowing_whose(scene: Scene) -> None:
    told = await scene.asked()
    assert told.labels == [TAKE]
    for words in ("Quartier : Maurepas", "Sujet : Faire le point", "lundi 30 novembre"):
        assert words in told.text
    for secret in ("Zohra", "06 39", "0639", str(YOUNG)):
        assert secret not in json.dumps(told.raw, ensure_ascii=False)


async def test_a_request_is_proved_by_what_was_agreed(scene: Scene) -> None:
    await scene.asked()
    row = await scene.row()
    consent = json.loads(row.consent)
    assert consent["partner"] == "mission-locale-rennes"
    assert "Qui t'appelle" in consent["wording"]
    assert consent["at"].startswith("2026-11-26")
    assert row.due_at.isoformat() == "2026-11-30T17:00:00+00:00"


async def test_whoever_takes_it_gets_the_number_in_private_and_the_young_person_hears(scene: Scene) -> None:
    told = await scene.asked()
    assert (await scene.press(SAMIRA, TAKE)).startswith("Merci Samira, cette demande est à vous.")
    assert CONTACTS in (await scene.sandbox.said(SAMIRA, "Demande d'appel")).text
    news = await scene.sandbox.said(YOUNG, "Samira a pris ta demande.")
    assert "Qui t'appelle : Mission locale du bassin d'emploi de Rennes\nAu plus tard : lundi 30 novembre" in news.text
    shown = await scene.sandbox.said(RENNES, "prise par Samira")
    assert shown.id == told.id
    assert shown.labels == FACE
    assert "Zohra" not in "".join(scene.sandbox.texts(RENNES))
    assert (await scene.row()).status == Status.PRISE


async def test_the_second_who_presses_is_told_who_was_first(scene: Scene) -> None:
    await scene.asked()
    (button,) = (await scene.sandbox.said(RENNES, "Nouvelle demande")).buttons[0]
    await scene.press(SAMIRA, TAKE)
    assert button.callback_data
    assert await scene.forge(THOMAS, button.callback_data) == "Samira s'en occupe déjà. Merci !"
    assert await scene.press(THOMAS, CONTACT) == "Cette demande est à Samira."
    assert not [text for text in scene.sandbox.texts(THOMAS) if "Zohra" in text]
    assert (await scene.row()).owner_name == "Samira"


async def test_of_two_who_press_at_once_one_has_it(scene: Scene) -> None:
    await scene.asked()
    for member in (SAMIRA, THOMAS):
        scene.sandbox.press(member, RENNES, label=TAKE)
    await scene.sandbox.changed(lambda: len(scene.sandbox.answers) >= 2 + 4)
    hints = sorted(answer["text"] for answer in list(scene.sandbox.answers)[-2:])
    assert hints[0].startswith("Merci Samira")
    assert hints[1] == "Samira s'en occupe déjà. Merci !"
    async with scene.store.read() as transaction:
        verbs = [move.verb for move in await transaction.moves((await scene.row()).id)]
    assert verbs == ["ouvrir", "prendre"]


async def test_who_has_it_may_ask_for_the_number_again(scene: Scene) -> None:
    await scene.asked()
    await scene.press(SAMIRA, TAKE)
    await scene.sandbox.said(SAMIRA, CONTACTS)
    assert await scene.press(SAMIRA, CONTACT) == "Les coordonnées vous arrivent en message privé."
    await scene.sandbox.changed(lambda: sum(CONTACTS in text for text in scene.sandbox.texts(SAMIRA)) == 2)
    assert len([text for text in scene.sandbox.texts(YOUNG) if "a pris ta demande" in text]) == 1


async def test_another_partner_s_group_may_not_take_it(scene: Scene) -> None:
    await scene.asked()
    row = await scene.row()
    scene.sandbox.send_text(AWA, "/aide", CREIL)
    await scene.sandbox.said(CREIL, "j'annonce les demandes")
    assert await scene.forge(AWA, f"prendre:{row.id}", CREIL) == NOT_YOURS
    scene.sandbox.join(CREIL, SAMIRA)
    assert await scene.forge(SAMIRA, f"prendre:{row.id}", CREIL) == NOT_YOURS
    assert (await scene.row()).status == Status.OUVERTE


async def test_a_request_that_does_not_exist_is_no_more(scene: Scene) -> None:
    scene.sandbox.send_text(SAMIRA, "/aide", RENNES)
    await scene.sandbox.said(RENNES, "j'annonce les demandes")
    for data in ("prendre:inconnue", "prendre:", "prendre", ":", "prendre:' OR 1=1 --", "é" * 30):
        assert await scene.forge(SAMIRA, data) == NOT_YOURS


async def test_a_forged_press_moves_nothing(scene: Scene) -> None:
    await scene.asked()
    row = await scene.row()
    for verb in ("retirer", "effacer", "", "coordonnees", "clore", "rendre", "tenter", "issue.autre", "motif.x"):
        assert (await scene.forge(SAMIRA, f"{verb}:{row.id}")).startswith("Ce n'est pas possible maintenant")
        assert await scene.row() == row
    assert not [text for text in scene.sandbox.texts(SAMIRA) if "Zohra" in text]


async def test_the_press_of_a_partner_forged_in_private_by_a_stranger_is_an_old_button(scene: Scene) -> None:
    await scene.asked()
    row = await scene.row()
    under = scene.sandbox.history(YOUNG)[-1]
    scene.sandbox.press(YOUNG, message_id=under.id, callback_data=f"prendre:{row.id}")
    await scene.sandbox.said(YOUNG, "Ce bouton est ancien.")
    assert await scene.row() == row


async def test_who_never_spoke_to_the_bot_is_asked_to_in_the_group(scene: Scene) -> None:
    newcomer = scene.sandbox.add_person("Lina", id=LINA).id
    scene.sandbox.join(RENNES, newcomer)
    rennes = scene.playbook.partners["mission-locale-rennes"]
    lina = PartnerPerson("lina-rennes", "Lina", partner=rennes.id, telegram=LINA)
    more = {rennes.id: replace(rennes, people=(*rennes.people, lina))}
    scene.bot.conversation.engine = Engine(replace(scene.playbook, partners={**scene.playbook.partners, **more}))
    await scene.asked()
    await scene.press(newcomer, TAKE)
    await scene.sandbox.said(RENNES, "Lina, ouvrez d'abord une discussion privée avec moi")
    assert scene.sandbox.texts(newcomer) == []
    scene.sandbox.send_text(newcomer, "/start")
    await scene.sandbox.said(newcomer, MENU)
    await scene.press(newcomer, CONTACT)
    await scene.sandbox.said(newcomer, CONTACTS)


@pytest.mark.parametrize("taken", [False, True], ids=["open", "taken"])
async def test_who_erases_everything_withdraws_it_and_whoever_had_it_is_told(
    scene: Scene, file: Path, taken: bool
) -> None:
    await scene.asked()
    row = await scene.row()
    if taken:
        await scene.press(SAMIRA, TAKE)
        await scene.sandbox.said(YOUNG, "a pris ta demande")
    scene.sandbox.send_text(YOUNG, "stop")
    await scene.sandbox.said(YOUNG, "Tu veux que j'efface tout ?")
    scene.sandbox.press(YOUNG, label="Efface tout")
    await scene.sandbox.said(YOUNG, "C'est effacé.")
    await scene.sandbox.said(SAMIRA if taken else RENNES, "retirée")
    assert await scene.forge(SAMIRA, f"prendre:{row.id}") == GONE
    assert await scene.forge(SAMIRA, f"coordonnees:{row.id}") == GONE
    left = await scene.row()
    assert (left.status, left.chat, left.first_name, left.phone, left.details, left.consent, left.owner_name) == (
        Status.RETIREE, 0, "", "", "", "", "",
    )  # fmt: skip
    assert rows(file, "SELECT chat FROM sessions WHERE chat = 500101") == []


async def test_stopping_alone_keeps_the_promise_of_a_call(scene: Scene) -> None:
    await scene.asked()
    scene.sandbox.send_text(YOUNG, "stop")
    await scene.sandbox.said(YOUNG, "Tu veux que j'efface tout ?")
    scene.sandbox.press(YOUNG, label="Non, ça suffit")
    await scene.sandbox.said(YOUNG, "il reste prévu")
    assert (await scene.press(SAMIRA, TAKE)).startswith("Merci Samira")


async def test_a_partner_who_left_the_data_no_longer_takes_requests_and_stops_nobody(
    scene: Scene, playbook: Playbook
) -> None:
    await scene.asked()
    others = {name: partner for name, partner in playbook.partners.items() if name != "mission-locale-rennes"}
    scene.bot.conversation.engine = Engine(replace(playbook, partners=others))
    assert await scene.press(SAMIRA, TAKE) == f"{UNDECLARED}{SAMIRA}"
    scene.sandbox.send_text(YOUNG, "stop")
    await scene.sandbox.said(YOUNG, "Tu veux que j'efface tout ?")
    scene.sandbox.press(YOUNG, label="Efface tout")
    await scene.sandbox.said(YOUNG, "C'est effacé.")


async def test_a_request_that_time_has_wiped_can_no_longer_be_taken(scene: Scene, clock: HeldClock) -> None:
    await scene.asked()
    await scene.store.purge(clock.now() + REQUEST_KEPT + timedelta(days=1))
    assert (await scene.row()).phone == ""
    assert await scene.press(SAMIRA, TAKE) == GONE


async def test_a_stranger_in_the_group_is_told_the_number_to_declare(scene: Scene) -> None:
    stranger = scene.sandbox.add_person("Mallory").id
    scene.sandbox.join(RENNES, stranger)
    await scene.asked()
    assert await scene.press(stranger, TAKE) == f"{UNDECLARED}{stranger}"
    assert (await scene.row()).status == Status.OUVERTE


async def test_two_taps_in_private_close_a_request_over_the_same_message(scene: Scene) -> None:
    await scene.asked()
    await scene.press(SAMIRA, TAKE)
    card = await scene.sandbox.said(SAMIRA, CONTACTS)
    assert card.labels == FACE[1:]
    await scene.press(SAMIRA, "Clore…", SAMIRA)
    await scene.sandbox.changed(lambda: "Rendez-vous pris" in scene.face(SAMIRA).labels)
    menu = scene.face(SAMIRA)
    assert menu.id == card.id
    assert "Injoignable" not in menu.labels, "nobody has rung twice"
    assert await scene.press(SAMIRA, "Rendez-vous pris", SAMIRA) == "C'est noté : Rendez-vous pris. Merci !"
    closed = await scene.sandbox.said(SAMIRA, "close par Samira")
    assert (closed.id, closed.labels) == (card.id, [])
    assert "Zohra" not in closed.text
    assert ((await scene.row()).status, (await scene.row()).outcome) == (Status.CLOSE, "rdv_pris")


async def test_two_calls_in_vain_allow_to_say_that_nobody_answers(scene: Scene) -> None:
    await scene.asked()
    await scene.press(SAMIRA, TAKE)
    row = await scene.row()
    refused = await scene.forge(SAMIRA, f"issue.injoignable:{row.id}")
    assert refused == "Il faut deux appels sans réponse avant de noter « injoignable »."
    for _ in range(2):
        assert "sans réponse" in await scene.press(SAMIRA, "Pas de réponse")
        await scene.sandbox.said(RENNES, "Appels sans réponse")
    await scene.press(SAMIRA, "Clore…")
    await scene.press(SAMIRA, "Injoignable")
    await scene.sandbox.said(RENNES, "Issue : Injoignable")
    assert "Zohra" not in "".join(scene.sandbox.texts(RENNES))


async def test_a_request_is_given_back_with_a_reason_and_offered_again(scene: Scene) -> None:
    await scene.asked()
    await scene.press(SAMIRA, TAKE)
    await scene.press(SAMIRA, "Rendre…")
    assert (await scene.press(SAMIRA, "Je serai absent·e")).startswith("C'est noté.")
    again = await scene.sandbox.said(RENNES, "Nouvelle demande d'appel")
    assert again.labels == [TAKE]
    assert (await scene.press(THOMAS, TAKE)).startswith("Merci Thomas")
    async with scene.store.read() as transaction:
        moves = await transaction.moves((await scene.row()).id)
    assert [(move.verb, move.who, move.why) for move in moves] == [
        ("ouvrir", "", ""), ("prendre", "Samira", ""), ("rendre", "Samira", "Je serai absent·e"),
        ("prendre", "Thomas", ""),
    ]  # fmt: skip


async def test_another_member_cannot_close_what_is_not_theirs(scene: Scene) -> None:
    await scene.asked()
    await scene.press(SAMIRA, TAKE)
    for label in ("Pas de réponse", "Clore…", "Rendre…"):
        assert await scene.press(THOMAS, label) == "Cette demande est à Samira."
    assert (await scene.row()).owner == "samira-rennes"


async def test_a_responsable_who_did_not_take_it_may_see_the_number_and_it_is_noted(scene: Scene) -> None:
    await scene.asked()
    await scene.press(THOMAS, TAKE)
    await scene.press(SAMIRA, CONTACT)
    await scene.sandbox.said(SAMIRA, CONTACTS)
    async with scene.store.read() as transaction:
        last = (await transaction.moves((await scene.row()).id))[-1]
    assert (last.verb, last.who) == ("voir", "Samira")
