"""Every address of the desk, tried by everyone who has no business there. A new one is tried too, or fails here."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import pytest
from starlette.applications import Starlette

from bot.core.callrequest import Verb
from bot.core.partners import Person, Role
from bot.desk import entry
from bot.desk.app import WAYS, Undeclared, routes
from bot.desk.guard import Way
from bot.desk.office import PREFIX, Office
from bot.desk.rights import RIGHTS, Right, has
from bot.store import Store
from tests.desk.people import FORM, NAME, PHONE, WISH, WORDS, Browser, found, opened, plain, request
from tests.living import HeldClock

SignIn = Callable[[str], Awaitable[Browser]]

TAKEN = request(status="prise", owner="basile", owner_name="Basile")
REQUEST, TOKEN = TAKEN.id, "t" * 43
FILLED = {
    "token": [TOKEN],
    "nom": ["a-prendre", "a-moi", "en-retard", "closes"],
    "id": [REQUEST],
    "verbe": [verb.value for verb in Verb],
    "personne": ["basile"],
    "numero": ["1"],
    "idee": ["0123456789abcdef"],
}
"""What stands for each part of an address, so that it leads to something of « Ici »."""

PEOPLE = {
    "aurore": Role.RESPONSABLE,
    "basile": Role.MEMBRE,
    "denis": Role.RESPONSABLE,
    "elise": Role.COORDINATEUR,
    "farid": Role.OPERATEUR,
}
CLOSED = [way for way in WAYS if way.right is not Right.OUVERT]
POSTS = [way for way in WAYS if way.method == "POST"]
OF_ICI = [way for way in WAYS if {"{id}", "{personne}"} & {part for part in way.path.split("/") if part}]
PERSONAL = (NAME, PHONE, "06 39 98 12 34", "0639981234", WISH, WORDS)


def named(way: Way) -> str:
    return f"{way.method} {way.path}"


def addresses(way: Way) -> list[str]:
    """Return an address with everything that may stand in it."""
    paths = [PREFIX + way.path]
    for part, values in FILLED.items():
        paths = [path.replace(f"{{{part}}}", value) for path in paths for value in values]
    paths = list(dict.fromkeys(paths))
    assert not [path for path in paths if "{" in path], "say in FILLED what stands there"
    return paths


async def tried(browser: Browser, way: Way, path: str, *, seal: str = "", **headers: str):
    """Open an address, or send it a form that would be complete."""
    if way.method == "GET":
        return await browser.get(path)
    form = {"sceau": seal, "issue": "autre", "motif": "un motif", "jusqu_au": "2026-12-01", "courriel": "a@b.test"}
    return await browser.post(path, data=form, headers=FORM | headers)


def nothing_personal(text: str) -> bool:
    return not [secret for secret in PERSONAL if secret in text]


async def unmoved(store: Store) -> bool:
    async with store.read() as transaction:
        return len(await transaction.moves(REQUEST)) == 1 and (await found(store)) == TAKEN


@pytest.fixture(autouse=True)
async def _one_request(store: Store) -> None:
    await opened(store, TAKEN)


def test_an_address_without_a_declared_right_keeps_the_desk_shut(office: Office) -> None:
    for right in (None, "libre", ""):
        with pytest.raises(Undeclared):
            routes(office, (*WAYS, Way("GET", "/nouveau", right, WAYS[0].endpoint)))  # type: ignore[arg-type]


def test_every_address_that_is_served_is_in_the_table(office: Office) -> None:
    served = {(method, route.path) for route in routes(office)[:-1] for method in route.methods - {"HEAD"}}
    assert served == {(way.method, PREFIX + way.path) for way in WAYS}
    assert {way.right for way in WAYS} == set(Right), "a right that nothing asks for"


def test_only_the_door_is_open_to_all() -> None:
    assert {way.path for way in WAYS if way.right is Right.OUVERT} == {"/style.css", "/connexion", "/entrer/{token}"}


@pytest.mark.parametrize("right", RIGHTS)
def test_who_works_for_no_partner_has_nothing_of_a_partner_s(right: Right) -> None:
    lost = Person("x", "X", Role.RESPONSABLE, "")
    assert not (has(lost, right) and right in {Right.DEMANDES, Right.ABSENCE, Right.EXPORT})


@pytest.mark.parametrize("way", CLOSED, ids=named)
async def test_nobody_is_sent_to_the_door(browser: Browser, store: Store, way: Way) -> None:
    for path in addresses(way):
        answer = await tried(browser, way, path, seal=await browser.seal("/bureau/connexion"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/bureau/connexion")
        assert nothing_personal(answer.text)
    assert await unmoved(store)


@pytest.mark.parametrize("way", CLOSED, ids=named)
async def test_a_forged_visit_is_nobody(browser: Browser, store: Store, way: Way) -> None:
    for forged in ("x", entry.fresh(), "../basile", "x" * 3000):
        browser.cookies.set("bureau_visite", forged, path="/bureau")
        for path in addresses(way):
            answer = await tried(browser, way, path, seal=entry.seal_of(forged))
            assert (answer.status_code, answer.headers["location"]) == (303, "/bureau/connexion")
    assert await unmoved(store)


@pytest.mark.parametrize("way", CLOSED, ids=named)
@pytest.mark.parametrize("person", PEOPLE)
async def test_a_role_has_its_own_pages_and_no_other(
    signed_in: SignIn, office: Office, store: Store, way: Way, person: str
) -> None:
    browser = await signed_in(person)
    if has(office.playbook.people[person], way.right):
        return
    for path in addresses(way):
        answer = await tried(browser, way, path, seal=await browser.seal())
        assert answer.status_code == 403
        assert nothing_personal(answer.text)
    assert await unmoved(store)


@pytest.mark.parametrize("way", CLOSED, ids=named)
async def test_another_partner_meets_nothing_of_ours(signed_in: SignIn, store: Store, way: Way) -> None:
    browser = await signed_in("denis")
    for path in addresses(way):
        answer = await tried(browser, way, path, seal=await browser.seal())
        if way in OF_ICI:
            assert answer.status_code == 404
        assert nothing_personal(answer.text)
        assert REQUEST[:4].upper() not in answer.text
    assert await unmoved(store)


@pytest.mark.parametrize("way", OF_ICI, ids=named)
async def test_another_partner_s_request_looks_like_none_at_all(signed_in: SignIn, way: Way) -> None:
    browser = await signed_in("denis")
    for path in addresses(way):
        seal = await browser.seal()
        ours = await tried(browser, way, path, seal=seal)
        none = await tried(browser, way, path.replace(REQUEST, "zzzz999999").replace("basile", "personne"), seal=seal)
        assert (ours.status_code, ours.text) == (none.status_code, none.text)


@pytest.mark.parametrize("way", POSTS, ids=named)
async def test_a_form_without_its_seal_or_with_another_s_is_refused(
    signed_in: SignIn, browser: Browser, office: Office, store: Store, way: Way
) -> None:
    person = next(one for one in PEOPLE if way.right is Right.OUVERT or has(office.playbook.people[one], way.right))
    mine, other = await signed_in(person), await signed_in("celia")
    seals = ("", "x", "é", await other.seal(), await browser.seal("/bureau/connexion"))
    for seal in seals:
        for path in addresses(way):
            assert (await tried(mine, way, path, seal=seal)).status_code == 403
    assert (await mine.get("/bureau/carte")).status_code == 200, "still signed in"
    assert await unmoved(store)


@pytest.mark.parametrize("way", POSTS, ids=named)
@pytest.mark.parametrize("origin", ["http://evil.test", "null", "", "https://desk.test", "http://desk.test.evil.test"])
async def test_a_form_of_another_site_is_refused(
    signed_in: SignIn, office: Office, store: Store, way: Way, origin: str
) -> None:
    person = next(one for one in PEOPLE if way.right is Right.OUVERT or has(office.playbook.people[one], way.right))
    browser = await signed_in(person)
    for path in addresses(way):
        assert (await tried(browser, way, path, seal=await browser.seal(), origin=origin)).status_code == 403
    assert (await browser.get("/bureau/carte")).status_code == 200, "still signed in"
    assert await unmoved(store)


async def test_a_member_does_not_work_a_colleague_s_request(signed_in: SignIn, store: Store) -> None:
    colleague = await signed_in("celia")
    page = await colleague.get(f"/bureau/demande/{REQUEST}")
    assert page.status_code == 200
    assert nothing_personal(page.text)
    for verb in ("rendre", "tenter", "clore", "noter", "numero", "prendre"):
        answer = await colleague.sends(f"/bureau/demande/{REQUEST}/{verb}", motif="un motif", issue="autre")
        assert answer.status_code == 409, verb
        assert nothing_personal(answer.text)
    assert await unmoved(store)


@pytest.mark.parametrize("path", ["/bureau/autre", "/bureau/demande", "/bureau/demande/abcd123456/voir/x", "/bureau//"])
async def test_what_does_not_exist_is_said_in_french(browser: Browser, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_no_other_method_does_anything(browser: Browser, method: str) -> None:
    for way in WAYS:
        for path in addresses(way):
            assert (await browser.request(method, path)).status_code in {404, 405}


async def test_every_answer_bears_the_headers_that_protect_it(signed_in: SignIn, browser: Browser) -> None:
    pages = [
        *[
            await browser.get(f"/bureau{path}")
            for path in ("", "/connexion", "/style.css", "/rien", f"/entrer/{TOKEN}")
        ],
        *[await (await signed_in("basile")).get(f"/bureau{path}") for path in ("/liste/a-moi", "/carte", "/absence")],
    ]
    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script" not in policy
        assert "<script" not in page.text
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        assert page.headers["cache-control"] == "no-store" or page.url.path.endswith(".css")


async def test_a_form_that_is_no_form_is_refused(signed_in: SignIn) -> None:
    browser = await signed_in("basile")
    path = f"/bureau/demande/{REQUEST}/tenter"
    assert (await browser.post(path, json={"sceau": "x"}, headers=FORM)).status_code == 400
    long = {"sceau": await browser.seal(), "motif": "x" * 20_000}
    assert (await browser.post(path, data=long, headers=FORM)).status_code == 413
    odd = {"content-type": "application/x-www-form-urlencoded"} | FORM
    assert (await browser.post(path, content=b"sceau=\xff\xfe%FF", headers=odd)).status_code in {400, 403}


async def test_a_fault_inside_is_a_page_and_tells_no_log_anything(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_call: object) -> object:
        raise LookupError(NAME, PHONE)

    way = Way("GET", "/casse", Right.OUVERT, broken)  # type: ignore[arg-type]
    async with Browser(Starlette(routes=routes(office, (way,)))) as browser:
        answer = await browser.get("/bureau/casse")
    assert answer.status_code == 500
    assert "Ce n'est pas votre faute" in plain(answer.text)
    assert "LookupError" in caplog.text
    assert nothing_personal(caplog.text + answer.text)


async def test_nothing_personal_is_in_an_address_a_cookie_or_a_log(
    signed_in: SignIn, store: Store, clock: HeldClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    browser = await signed_in("basile")
    seen: list[str] = []

    async def note(answer: object) -> None:
        seen.append(f"{answer.request.url} {answer.headers.get('location')} {answer.headers.get('set-cookie')}")

    browser.event_hooks["response"].append(note)
    assert "06 39 98 12 34" in (await browser.sends(f"/bureau/demande/{REQUEST}/numero")).text
    await browser.sends(f"/bureau/demande/{REQUEST}/noter", motif=WORDS)
    await browser.sends(f"/bureau/demande/{REQUEST}/tenter")
    await browser.sends(f"/bureau/demande/{REQUEST}/clore", issue="autre", motif=WORDS)
    await browser.get(f"/bureau/demande/{REQUEST}")
    assert len(seen) > 6
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert nothing_personal("\n".join(seen) + told)
