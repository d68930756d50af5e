"""The life of a request from end to end: what the young person and the partners read, word for word, and when.

The phone and the groups are the sandbox's, the desk is opened in a browser, and the test holds the clock of all.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.core.playbook import Playbook
from bot.sandbox.serve import serving
from tests.e2e.bots import TOKEN
from tests.e2e.desks import Desk, Shown
from tests.e2e.home import living, settings
from tests.e2e.stories import Story
from tests.e2e.wordings import (
    CONSENT,
    FACTS,
    FIRST_CONSENT,
    MASKED,
    MENU,
    MISSED,
    ML,
    MONDAY,
    NEWS,
    TOUCH,
    TUESDAY,
    WEDNESDAY,
    about,
    appointment,
    missed,
    promise,
    taken,
)
from tests.living import RENNES, WELCOME, HeldClock, Phones

RELAIS = -1001000000006
"""The group of the partner who is asked next, as the shipped data have it."""
DOMINIQUE = 2017
"""The number of who coordinates, as the shipped data declare them."""


@pytest.fixture
async def story(playbook: Playbook, browser: Browser, tmp_path: Path) -> AsyncIterator[Story]:
    """The house on a Thursday morning, with the groups of two partners and the phone of who coordinates."""
    clock = HeldClock()
    sandbox = Phones(token=TOKEN, now=lambda: clock.now().timestamp())
    sandbox.add_group("Mission locale", id=RENNES, members=[sandbox.add_person("Samira", id=2005).id])
    sandbox.add_group("Le Relais", id=RELAIS, members=[sandbox.add_person("Bilal", id=2008).id])
    sandbox.add_person("Dominique", id=DOMINIQUE)
    async with serving(sandbox) as root:
        chosen = settings(root, TOKEN, tmp_path / "life.db")
        chosen.public_url = f"http://127.0.0.1:{chosen.port}"
        async with living(chosen, playbook, clock) as house:
            yield Story(house, clock, sandbox, browser)


async def test_someone_hard_to_reach_picks_another_hour(story: Story) -> None:
    number = await story.asks_to_be_called()
    story.at(26, 11, 10, 30)
    samira = await story.desk("samira-rennes")
    await is_taken(story, samira, number)
    await is_called_twice_in_vain(story, samira, number)
    await picks_the_morning(story, number)
    await has_an_appointment(story, samira, number)
    story.at(2, 12, 10)
    await is_satisfied(story, ML)
    await samira.enters()
    assert await samira.lists("closes") == [f"Demande n° {number}, Zohra"]
    await samira.opens(number)
    assert await samira.history() == [
        "La personne dit avoir été rappelée | mercredi 2 décembre, 10 h",
        "Close, Samira | lundi 30 novembre, 9 h 45 | Rendez-vous pris",
        "Prise, Samira | lundi 30 novembre, 9 h 30",
        "Rouverte à la demande de la personne | vendredi 27 novembre, 17 h 05",
        "Coordonnées ou horaire changés par la personne | vendredi 27 novembre, 17 h 05",
        "Close, Samira | vendredi 27 novembre, 14 h | Injoignable",
        "Appel sans réponse, Samira | vendredi 27 novembre, 14 h",
        "Appel sans réponse, Samira | jeudi 26 novembre, 11 h",
        "Numéro affiché, Samira | jeudi 26 novembre, 11 h",
        "Prise, Samira | jeudi 26 novembre, 10 h 30",
        "Demande reçue | jeudi 26 novembre, 10 h 07",
    ]


async def is_taken(story: Story, samira: Desk, number: str) -> None:
    assert await samira.lists("a-prendre") == [f"Demande n° {number}"]
    assert await samira.opens(number) == Shown("", "À prendre")
    facts = FACTS | {"Reçue": "il y a 22 min", "À appeler avant": MONDAY}
    assert await samira.knows() == facts
    thanks = "Merci Samira, cette demande est à vous."
    assert await samira.touches("Je m'en occupe", number) == Shown(thanks, "Prise, par vous")
    assert await samira.knows() == facts | {"Prénom": "Zohra"}
    await story.reads(taken("Samira", ML, MONDAY))
    await story.reads(f"Demande d'appel n° {number}, prise par Samira\n\n{about(MONDAY)}", chat=RENNES)


async def is_called_twice_in_vain(story: Story, samira: Desk, number: str) -> None:
    story.at(26, 11, 11)
    await samira.touches("Afficher le numéro", number)
    assert await samira.page.get_by_role("link", name="Appeler le 06 39 98 12 34").is_visible()
    assert await samira.touches("J'ai appelé, pas de réponse", number) == missed(1)
    assert await samira.page.locator("input[value=injoignable]").is_disabled()
    await story.reads(MISSED)
    story.at(27, 11, 14)
    await samira.enters()
    assert await samira.lists("a-moi") == [f"Demande n° {number}, Zohra"]
    await samira.opens(number)
    assert await samira.touches("J'ai appelé, pas de réponse", number) == missed(2)
    await story.reads(MISSED)
    assert await samira.closes("Injoignable", number) == Shown(
        "C'est noté : Injoignable. Merci !", "Close, par vous", ("2 appels sans réponse",)
    )
    over, again = "sans réponse. Ta demande est fermée.", "Tu veux qu'on réessaie ?"
    await story.reads(f"{NEWS}{ML} a essayé de t'appeler, {over}\n\n{again}")


async def picks_the_morning(story: Story, number: str) -> None:
    story.at(27, 11, 17)
    story.presses("Autre heure")
    await story.reads("Tu préfères quel moment ?\n\nJe le transmets. L'heure exacte, je ne peux pas la promettre.")
    story.at(27, 11, 17, 5)
    story.presses("Le matin")
    await story.reads(
        f"C'est noté : le matin. {ML} le verra.", f"C'est relancé, en priorité.\n\n{promise(ML, TUESDAY)}", MENU
    )
    title, waits = f"Demande d'appel n° {number}, prioritaire", "Cette personne attend toujours votre appel."
    await story.reads(f"{title}\n\n{waits}\n\n{about(TUESDAY)}\n\n{TOUCH}", chat=RENNES)


async def has_an_appointment(story: Story, samira: Desk, number: str) -> None:
    story.at(30, 11, 9, 30)
    await samira.enters()
    assert await samira.lists("a-prendre") == [f"Demande n° {number}"]
    assert await samira.touches("Je m'en occupe", number) == Shown(
        "Merci Samira, cette demande est à vous.", "Prise, par vous", ("Prioritaire",)
    )
    person = {"Prénom": "Zohra", "Préfère être appelé·e": "le matin"}
    assert await samira.knows() == FACTS | {"Reçue": "il y a 4 jours", "À appeler avant": TUESDAY} | person
    await story.reads(taken("Samira", ML, TUESDAY))
    story.at(30, 11, 9, 45)
    assert await samira.closes("Rendez-vous pris", number) == Shown(
        "C'est noté : Rendez-vous pris. Merci !", "Close, par vous", ("Prioritaire",)
    )
    await story.reads(appointment(ML))


async def is_satisfied(story: Story, partner: str) -> None:
    await story.reads(f"Bonjour, une petite question d'Allervers.\n\n{partner} devait t'appeler. On t'a rappelé ?")
    story.presses("Oui")
    await story.reads("Merci de me l'avoir dit.", MENU)
    assert (await story.request()).satisfied == "oui"


async def test_a_broken_promise_goes_to_the_next_partner(story: Story) -> None:
    story.sandbox.send_text(DOMINIQUE, "/start")
    await story.begins(WELCOME, chat=DOMINIQUE)
    await story.reads(MENU, chat=DOMINIQUE)
    number = await story.asks_to_be_called()
    for hour, told in ((9, RENNES), (12, RENNES), (15, DOMINIQUE)):
        story.at(30, 11, hour)
        await story.reads(f"1 demande à appeler avant 18 h : n° {number}\n\n{ML}", chat=told)
    story.at(30, 11, 18)
    await story.reads(CONSENT)
    story.at(30, 11, 18, 30)
    bilal = await story.desk("bilal-relais")
    await changes_hands(story, bilal, number)
    story.at(1, 12, 10)
    await bilal.enters()
    await is_called(story, bilal, number)
    handed = "Transmise à un autre partenaire, avec l'accord de la personne | lundi 30 novembre, 18 h 30"
    before, now = " ".join(FIRST_CONSENT.split()), " ".join(CONSENT.split())
    consents = f"Accord du lundi 30 novembre, 18 h 30 : « {now} » | Accord du jeudi 26 novembre, 10 h 05 : « {before} »"
    assert await bilal.history() == [
        "Close, Bilal | mardi 1er décembre, 10 h 30 | Rendez-vous pris",
        "Prise, Bilal | mardi 1er décembre, 10 h",
        f"{handed} | {consents}",
        "Demande reçue | jeudi 26 novembre, 10 h 07",
    ]
    story.at(3, 12, 10)
    await is_satisfied(story, "Le Relais")


async def changes_hands(story: Story, bilal: Desk, number: str) -> None:
    request, samira = (await story.request()).id, await story.desk("samira-rennes")
    assert await samira.lists("en-retard") == [f"Demande n° {number}"]
    assert await samira.opens(number) == Shown("", "À prendre", ("En retard",))
    assert await bilal.lists("a-prendre") == ["Personne n'attend en ce moment. Merci à toute l'équipe !"]
    assert await bilal.finds(request) == 404
    story.presses("Oui, d'accord")
    await story.reads(f"C'est transmis.\n\n{promise('Le Relais', WEDNESDAY)}{MASKED}", MENU)
    gone = "La personne a choisi un autre partenaire. Merci de ne plus l'appeler et d'effacer ses coordonnées."
    await story.reads(f"Demande d'appel n° {number}, transmise\n\n{gone}", chat=RENNES)
    await story.reads(f"Nouvelle demande d'appel n° {number}\n\n{about(WEDNESDAY)}\n\n{TOUCH}", chat=RELAIS)
    assert await samira.finds(request) == 404
    assert await samira.lists("en-retard") == ["Aucun retard : tout le monde a été appelé à temps."]


async def is_called(story: Story, bilal: Desk, number: str) -> None:
    assert await bilal.lists("a-prendre") == [f"Demande n° {number}"]
    thanks = "Merci Bilal, cette demande est à vous."
    assert await bilal.touches("Je m'en occupe", number) == Shown(thanks, "Prise, par vous")
    facts = FACTS | {"Reçue": "il y a 5 jours", "À appeler avant": WEDNESDAY}
    assert await bilal.knows() == facts | {"Prénom": "Zohra"}
    await story.reads(taken("Bilal", "Le Relais", WEDNESDAY))
    await story.reads(f"Demande d'appel n° {number}, prise par Bilal\n\n{about(WEDNESDAY)}", chat=RELAIS)
    story.at(1, 12, 10, 30)
    noted = "C'est noté : Rendez-vous pris. Merci !"
    assert await bilal.closes("Rendez-vous pris", number) == Shown(noted, "Close, par vous")
    await story.reads(appointment("Le Relais"))
