"""What those of the territory read of ideas: the words and their week, and nothing else."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
async def _left(store):
    async with store.begin() as transaction:
        await transaction.keep_ideas(["Une salle le soir.\n<b>Vite</b>", "Le bus passe trop tôt."], TODAY)
        await transaction.keep_ideas(["C'est nul."], TODAY - timedelta(days=7))


async def test_they_are_read_week_by_week_the_latest_first(signed_in):
    browser = await signed_in("elise")
    said = await browser.reads("/bureau/idees")
    places = [
        said.index(text) for text in ("Semaine du lundi 23 novembre 2026", "Une salle", "Semaine du lundi 16", "nul.")
    ]
    assert places == sorted(places)
    assert "jeudi" not in said, "a week is enough"


async def test_what_is_written_in_them_is_text_and_no_page(signed_in):
    browser = await signed_in("farid")
    assert "&lt;b&gt;Vite" in (await browser.get("/bureau/idees")).text


async def test_one_is_erased_and_the_others_stay(signed_in, store):
    browser = await signed_in("elise")
    page = (await browser.get("/bureau/idees")).text
    address = re.search(r'bus passe.*?action="([^"]+)"', page, re.DOTALL)[1]
    answer = await browser.sends(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/bureau/idees")
    said = await browser.reads("/bureau/idees")
    assert "Le texte est effacé." in said
    assert "bus" not in said
    assert "Une salle" in said
    assert (await browser.sends(address)).status_code == 404


async def test_the_page_says_so_when_there_is_nothing(signed_in, store):
    async with store.begin() as transaction:
        for idea in await transaction.ideas():
            await transaction.erase_idea(idea.key)
    browser = await signed_in("elise")
    assert "Personne n'a laissé d'idée ces 90 derniers jours." in await browser.reads("/bureau/idees")


async def test_a_partner_does_not_read_them(signed_in):
    for person in ("aurore", "basile"):
        browser = await signed_in(person)
        assert (await browser.get("/bureau/idees")).status_code == 403
        assert "Idées" not in await browser.reads("/bureau/carte")
