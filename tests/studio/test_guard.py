"""The door of the studio: nobody without the key of the terminal, no form of another site, a page whatever is asked."""

from __future__ import annotations

import pytest

from bot.studio.app import WAYS
from bot.studio.guard import HEADERS, MOST_BYTES
from bot.studio.visits import MOST, Visits
from bot.studio.workshop import PREFIX
from tests.studio.workshops import ADDRESS

SOMEWHERE = {"dialogue": "rappel", "etape": "accord", "geste": "ecrit", "fiche": "x"}


def filled(way):
    return PREFIX + way.path.format(**SOMEWHERE)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.method} {way.path}")
async def test_nothing_is_shown_or_done_without_the_key(stranger, way):
    answer = await stranger.request(way.method, filled(way), headers={"origin": ADDRESS})
    assert answer.status_code == 401
    assert "Le studio est fermé" in answer.text


async def test_another_key_opens_nothing(stranger):
    answer = await stranger.get(f"{PREFIX}/entrer/{'x' * 32}")
    assert answer.status_code == 401
    assert not stranger.cookies


async def test_the_key_becomes_a_cookie_that_no_script_reads(stranger, workshop):
    answer = await stranger.get(workshop.link(""), follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert workshop.visits.key not in cookie


@pytest.mark.parametrize("origin", ["http://ailleurs.test", "null", ""])
@pytest.mark.parametrize("way", [way for way in WAYS if way.method == "POST"], ids=lambda way: way.path)
async def test_a_form_of_another_site_does_nothing(browser, way, origin):
    headers = {"origin": origin} if origin else {}
    answer = await browser.post(filled(way), data={"valeur": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "ne vient pas du studio" in answer.text


async def test_every_answer_is_protected(browser):
    for path in ("", "/problemes", "/rien", "/style.css"):
        answer = await browser.open(path)
        assert {name: answer.headers[name] for name in HEADERS if name != "cache-control"}.items() <= HEADERS.items()


@pytest.mark.parametrize(
    "path",
    [
        "/rien", "/dialogue/rien", "/dialogue/rappel/rien", "/dialogue/..%2f..%2fetc/passwd", "/dialogue/%00",
        "/dialogue/mots", "/publier/rien", "/../../pyproject.toml",
    ],
)  # fmt: skip
async def test_an_unknown_name_is_a_clear_page(browser, path):
    answer = await browser.open(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text or answer.text == "Not Found"


async def test_a_form_that_is_too_long_or_no_form_is_refused(browser):
    long = await browser.submit("/essayer/ecrit", valeur="x" * (MOST_BYTES + 1))
    assert long.status_code == 413
    strange = await browser.post(PREFIX + "/essayer", content=b"{}", headers={"origin": ADDRESS})
    assert strange.status_code == 400


async def test_what_is_typed_is_escaped(browser):
    await browser.submit("/essayer", message="<script>alert(1)</script>", quand="2026-11-26T10:00", langue="fr")
    answer = await browser.open("/essayer")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_only_so_many_browsers_are_remembered():
    visits = Visits()
    first = visits.enter(visits.key)
    others = [visits.enter(visits.key) for _ in range(MOST)]
    assert visits.of(first) is None
    assert all(visits.of(other) for other in others)
