"""Publishing: nothing wrong leaves, and what leaves was shown first, with all whom it meets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content.versions import DraftMoved
from bot.core.engine import Engine
from bot.core.events import typed
from bot.core.session import Session
from bot.service.publishing import Publishing, Refused
from bot.store import Store
from tests.living import HeldClock
from tests.service.drafting import Draft, published


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


@pytest.fixture
def publishing(draft: Draft, store: Store, clock: HeldClock) -> Publishing:
    return draft.publishing(store, clock)


async def at_the_menu(store: Store, draft: Draft, clock: HeldClock, people: int) -> None:
    """Let this many people stand at the menu of the draft as it is now."""
    session = Engine(draft.playbook()).advance(None, typed("/start"), clock.now()).session
    assert session
    async with store.begin() as transaction:
        await transaction.save_sessions(dict.fromkeys(range(1, people + 1), session.to_json()), clock.now())


async def test_the_first_sheet_says_that_all_is_well(publishing: Publishing) -> None:
    sheet = await publishing.sheet()
    assert (sheet.refusal, sheet.kinds, sheet.scenarios, sheet.failures) == ("", ("première version",), 1, ())
    assert "1 scénario tient." in sheet.told()
    assert publishing.versions.every() == ()


async def test_what_was_shown_is_published_with_its_author_and_its_hour(
    publishing: Publishing, draft: Draft, clock: HeldClock
) -> None:
    await published(publishing)
    draft.greets("Bonsoir")
    version = await published(publishing, "Karim")
    assert (version.number, version.entry.author, version.entry.at) == (2, "Karim", clock.now())
    assert version.entry.kinds == ("textes", "scénarios")


async def test_a_critical_problem_is_shown_and_stops_everything(publishing: Publishing, draft: Draft) -> None:
    draft.breaks()
    sheet = await publishing.sheet()
    assert sheet.impact is None
    assert "[etape-inconnue]" in sheet.told()
    assert sheet.told().endswith("1 problème critique : rien n'est publié.")
    with pytest.raises(Refused):
        await publishing.publish(sheet, "Zoé")
    assert publishing.versions.every() == ()


async def test_a_scenario_that_no_longer_holds_stops_everything(publishing: Publishing, draft: Draft) -> None:
    draft.edit("dialogues/bonjour.yaml", "Salut !", "Bonsoir !")
    sheet = await publishing.sheet()
    assert "✗ Dire bonjour" in sheet.told()
    assert "+ Bonsoir !" in sheet.told()
    with pytest.raises(Refused, match="1 scénario en échec"):
        await publishing.publish(sheet, "Zoé")


async def test_a_scenario_that_cannot_be_read_does_too(publishing: Publishing, draft: Draft) -> None:
    draft.edit("dialogues/scenarios/bonjour.yaml", "conversation:", "conversatio:")
    assert "en échec : rien n'est publié." in (await publishing.sheet()).refusal


async def test_one_sentence_that_fails_many_scenarios_does_not_flood_the_screen(
    publishing: Publishing, draft: Draft
) -> None:
    scenario = draft.dialogues / "scenarios" / "bonjour.yaml"
    for number in range(8):
        scenario.with_name(f"encore_{number}.yaml").write_text(scenario.read_text("utf-8"), "utf-8")
    draft.edit("dialogues/bonjour.yaml", "Salut !", "Bonsoir !")
    told = (await publishing.sheet()).told()
    assert told.count("✗ Dire bonjour") == 5
    assert "… et 4 autres" in told
    assert told.endswith("9 scénarios en échec : rien n'est publié.")


async def test_what_is_the_same_is_not_published_again(publishing: Publishing) -> None:
    await published(publishing)
    with pytest.raises(Refused, match="Rien n'a changé"):
        await published(publishing)


async def test_old_warnings_are_told_from_new_ones(publishing: Publishing, draft: Draft) -> None:
    draft.adds_what_nobody_reaches("vieux")
    await published(publishing)
    draft.greets("Bonsoir")
    draft.adds_what_nobody_reaches("neuf")
    assert "Depuis la version publiée : 1 nouveau, 1 ancien." in (await publishing.sheet()).told()


async def test_the_impact_is_counted_on_those_who_are_in_conversation(
    publishing: Publishing, draft: Draft, store: Store, clock: HeldClock
) -> None:
    await published(publishing)
    await at_the_menu(store, draft, clock, people=1_203)
    draft.greets("Bonsoir")
    assert "1203 personnes en conversation : 1203 sans effet." in (await publishing.sheet()).told()
    draft.edit("dialogues/menu.yaml", "Que veux-tu ?", "Tu veux quoi ?")
    draft.edit("dialogues/scenarios/bonjour.yaml", "Que veux-tu ?", "Tu veux quoi ?")
    draft.edit("dialogues/scenarios/bonjour.yaml", "Que veux-tu ?", "Tu veux quoi ?")
    sheet = await publishing.sheet()
    assert "1203 personnes en conversation : 0 sans effet, 1203 sur une étape modifiée." in sheet.told()
    assert "Elles verront : « etape_changee »\n  menu.choisir : 1203 personnes" in sheet.told()


async def test_a_session_that_cannot_be_read_hides_no_other(
    publishing: Publishing, draft: Draft, store: Store, clock: HeldClock
) -> None:
    await at_the_menu(store, draft, clock, people=2)
    async with store.begin() as transaction:
        await transaction.save_sessions({7: "abîmée", 8: Session().to_json()}, clock.now())
    assert "2 personnes en conversation" in (await publishing.sheet()).told()


async def test_the_sheet_tells_nobody_s_number(
    publishing: Publishing, draft: Draft, store: Store, clock: HeldClock
) -> None:
    await at_the_menu(store, draft, clock, people=1)
    async with store.begin() as transaction:
        body = (await transaction.sessions([1]))[1]
        await transaction.save_sessions({774_411: body}, clock.now())
    sheet = await publishing.sheet()
    assert "774411" not in sheet.told() + json.dumps(sheet.to_json())
    assert sheet.impact
    assert sheet.impact.people == 2


async def test_a_draft_edited_after_its_sheet_is_not_what_was_shown(publishing: Publishing, draft: Draft) -> None:
    sheet = await publishing.sheet()
    draft.greets("Bonsoir")
    with pytest.raises(DraftMoved, match="Le brouillon a changé"):
        await publishing.publish(sheet, "Zoé")


async def test_a_sheet_read_before_someone_else_published_is_stale(publishing: Publishing, draft: Draft) -> None:
    sheet = await publishing.sheet()
    await published(publishing)
    with pytest.raises(DraftMoved, match="Quelqu'un vient de publier"):
        await publishing.publish(sheet, "Zoé")


async def test_a_return_publishes_the_former_version_again_and_leaves_the_draft_alone(
    publishing: Publishing, draft: Draft
) -> None:
    first = await published(publishing)
    draft.greets("Bonsoir")
    await published(publishing)
    draft.breaks()
    sheet = await publishing.sheet_of_return(1)
    assert (sheet.refusal, sheet.kinds, sheet.returned) == ("", ("textes", "scénarios"), 1)
    version = await publishing.publish(sheet, "Karim")
    assert (version.number, version.entry.returned) == (3, 1)
    assert (version.dialogues / "bonjour.yaml").read_bytes() == (first.dialogues / "bonjour.yaml").read_bytes()
    assert "Bonsoir" in (draft.dialogues / "bonjour.yaml").read_text("utf-8")


async def test_nobody_returns_to_what_was_never_published(publishing: Publishing) -> None:
    await published(publishing)
    with pytest.raises(Refused, match="pas de version 2"):
        await publishing.sheet_of_return(2)
    assert (await publishing.sheet_of_return(1)).refusal == "Rien n'a changé depuis la version publiée."
