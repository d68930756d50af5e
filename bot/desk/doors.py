"""The pages at the door: ask for a link, follow it, leave."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.responses import Response

from bot.desk import entry
from bot.desk.call import Call
from bot.desk.templates import STYLE, render
from bot.store import Mail

KIND = "lien_de_connexion"
SUBJECT = "Votre lien pour le bureau d'Allervers"


async def ask(call: Call) -> Response:
    """Show where to ask for a link; who is signed in already goes on."""
    return call.go("") if call.signed_in else call.show("connexion.html")


async def send(call: Call) -> Response:
    """Say the same to everyone, then send a link if the address is declared: nobody learns whether it is."""
    response = call.show("connexion_envoyee.html")
    response.background = BackgroundTask(_send, call, call.written("courriel"))
    return response


async def _send(call: Call, address: str) -> None:
    person = call.office.playbook.person_of_email(address)
    if person is None or not call.office.mails:
        return
    async with call.office.store.begin() as transaction:
        token = await entry.make_link(transaction, person, call.cookies.browser, call.now)
        body = render("lien.txt", address=call.office.address(f"/entrer/{token}"))
        # One a minute: the form must not fill anyone's letter box.
        key = f"{KIND}:{person.id}:{call.now:%Y-%m-%dT%H:%M}"
        await transaction.post_mails([Mail(person.email, KIND, SUBJECT, body, key)], call.now)


async def arrive(call: Call) -> Response:
    """Show whom a link signs in, and a button; the link is not used yet."""
    person = await entry.invited(
        call.office.store, call.office.playbook, call.path["token"], call.cookies.browser, call.now
    )
    if person is None:
        return call.show("lien_perdu.html", status=403)
    return call.show("entrer.html", person=person, token=call.path["token"])


async def enter(call: Call) -> Response:
    """Use the link up, and open a visit."""
    office = call.office
    visit = await entry.enter(office.store, office.playbook, call.path["token"], call.cookies.browser, call.now)
    if visit is None:
        return call.show("lien_perdu.html", status=403)
    await _end(call)
    response = call.go("")
    call.sign_in(response, visit)
    return response


async def leave(call: Call) -> Response:
    """End the visit."""
    await _end(call)
    response = call.go("/connexion", "Vous êtes déconnecté·e.")
    call.sign_out(response)
    return response


async def style(_call: Call) -> Response:
    """Return the style sheet."""
    return Response(STYLE, media_type="text/css", headers={"cache-control": "public, max-age=300"})


async def _end(call: Call) -> None:
    if call.cookies.visit:
        async with call.office.store.begin() as transaction:
            await transaction.end_visit(entry.digest(call.cookies.visit))
