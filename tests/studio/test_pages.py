"""The pages over HTTP: what each shows, what each refuses, and that they follow what is saved."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from bot.content.replay import replay
from bot.content.scenario import read as read_scenario
from bot.content.source import read
from bot.studio.worklists import links
from tests.living import THURSDAY

BEGIN = {"depuis": "", "message": "/start", "quand": "2026-11-26T10:00", "langue": "fr"}


def said(answer):
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


async def test_every_dialogue_is_listed_with_its_problems(browser, workshop):
    answer = await browser.open("")
    for name in (await workshop.watch.look()).book.dialogues:
        assert f"/studio/dialogue/{name}" in answer.text


async def test_a_mistake_is_named_as_it_is_saved_and_gone_when_it_is_mended(browser, workshop):
    file = workshop.dialogues / "rappel.yaml"
    right = file.read_text("utf-8")
    before = (await browser.open("/etat")).json()
    file.write_text(right.replace("Oui, d'accord: prenom", "Oui, d'accord: prenon"), "utf-8")
    assert (await browser.open("/etat")).json() != before
    page = said(await browser.open("/problemes"))
    assert "l'étape « prenon » n'existe pas" in page
    assert "vouliez-vous dire « prenom »" in page
    assert "dernière version qui pouvait l'être" in said(await browser.open("/dialogue/rappel/accord"))
    file.write_text(right, "utf-8")
    assert "prenon" not in said(await browser.open("/problemes"))


async def test_a_dialogue_that_cannot_be_read_is_listed_all_the_same(browser, workshop):
    (workshop.dialogues / "merci.yaml").write_text("dialogue: [", "utf-8")
    page = said(await browser.open(""))
    assert "merci : ne peut pas être lu" in page
    assert (await browser.open("/dialogue/merci")).status_code == 404


async def test_a_step_is_shown_in_each_language_and_from_the_right_where_it_reads_so(browser):
    french = await browser.open("/dialogue/rappel/prenom")
    assert 'dir="ltr"' in french.text
    assert "ton prénom\u00a0?" in french.text, "its spaces are those of a phone"
    arabic = await browser.open("/dialogue/rappel/prenom?langue=ar")
    assert 'lang="ar" dir="rtl"' in arabic.text
    assert "C'est quoi ton prénom" not in said(arabic)
    assert (await browser.open("/dialogue/rappel/prenom?langue=../x")).status_code == 200


async def test_a_conversation_is_tried_with_its_clock_its_partner_and_its_old_buttons(browser):
    page = said(await browser.submit("/essayer", **BEGIN))
    assert "Salut ! Je suis Allervers" in page
    assert "jeudi 26 novembre 2026, 10 h" in page
    page = said(await browser.submit("/essayer/bouton", message="1", bouton="1"))
    assert "Tu habites dans quel coin" in page
    assert "Ce bouton est ancien" in said(await browser.submit("/essayer/bouton", message="1", bouton="0"))
    page = said(await browser.submit("/essayer/passe", valeur="1 jour"))
    assert "vendredi 27 novembre 2026, 10 h" in page
    assert "ne peut pas faire cela" in said(await browser.submit("/essayer/partenaire", valeur="prend"))
    assert "ne peut pas être lu ici" in said(await browser.submit("/essayer/passe", valeur="bientôt"))
    assert "Ce bouton n'est plus là" in said(await browser.submit("/essayer/bouton", message="99", bouton="0"))
    assert (await browser.submit("/essayer/publie", valeur="x")).status_code == 404
    assert "au premier message" in said(await browser.submit("/essayer/recommencer"))


async def test_a_conversation_begins_at_any_step_in_any_language(browser):
    page = await browser.submit("/essayer", **BEGIN | {"depuis": "rappel.telephone", "langue": "ar"})
    assert 'dir="rtl"' in page.text
    assert "un scénario commence" in said(await browser.open("/scenario"))
    assert (await browser.submit("/essayer", **BEGIN | {"depuis": "rappel.rien"})).status_code == 404
    assert "ne peut pas être lue" in said(await browser.submit("/essayer", **BEGIN | {"quand": "hier"}))


async def test_what_was_tried_is_kept_once_it_was_read_again_and_never_over_another(browser, workshop):
    await browser.submit("/essayer", **BEGIN)
    await browser.submit("/essayer/bouton", message="1", bouton="5")
    form = {"titre": "Mes données, d'un bouton", "nom": "bouton_donnees", "relu": "oui"}
    assert (await browser.submit("/scenario", **form | {"relu": ""})).status_code == 400
    assert "c'est gardé" not in said(await browser.submit("/scenario", **form | {"nom": "../menu"}))
    assert "Le scénario est gardé" in said(await browser.submit("/scenario", **form))
    kept = workshop.dialogues / "scenarios" / "bouton_donnees.yaml"
    found, problems = read_scenario(read(kept.name, kept.read_bytes()).root)
    assert not problems
    assert replay(found, (await workshop.watch.look()).engine).held
    assert "Il y a déjà un scénario" in said(await browser.submit("/scenario", **form))
    assert {path.name for path in workshop.dialogues.parent.rglob("*.yaml")} >= {"bouton_donnees.yaml"}


async def test_where_people_stop_is_counted_and_small_numbers_are_hidden(browser, workshop, store, clock):
    day = clock.now().date()
    async with store.begin() as transaction:
        await transaction.count({
            (day, "dialogue:rappel"): 20, (day, "etape:rappel.quartier"): 20, (day, "etape:rappel.accord"): 9,
            (day, "dialogue:cej"): 4, (day, "etape:cej.accueil"): 4,
            (day - timedelta(days=200), "dialogue:menu"): 50,
        })  # fmt: skip
    page = said(await browser.open("/parcours"))
    assert "ouvert 20 fois" in page
    assert "accord 45 %" in page
    assert "CEJ" not in page
    assert "ouvert 4 fois" not in page


async def test_facts_of_this_month_and_addresses_are_listed_with_their_place(browser, workshop):
    file = workshop.data / "dispositifs.yaml"
    soon = (THURSDAY + timedelta(days=10)).date().isoformat()
    told = re.sub(r'valable_jusqu_au: "[^"]*"', f'valable_jusqu_au: "{soon}"', file.read_text("utf-8"), count=1)
    file.write_text(told, "utf-8")
    page = said(await browser.open("/a-revoir"))
    assert "Avant le dimanche 6 décembre 2026" in page
    assert "dispositifs.yaml, ligne" in page


def test_addresses_are_told_from_mailboxes_and_from_what_only_operators_read(tmp_path):
    dialogues, data = tmp_path / "dialogues", tmp_path / "data"
    dialogues.mkdir()
    data.mkdir()
    (dialogues / "a.yaml").write_text(
        "# https://source.test/page\ndire: Va sur exemple.fr, puis écris à nous@boite.fr.\n", "utf-8"
    )
    assert [(one.address, one.places, one.noted) for one in links(dialogues, data)] == [
        ("exemple.fr", ("a.yaml, ligne 2",), False),
        ("https://source.test/page", ("a.yaml, ligne 1",), True),
    ]


async def test_publishing_shows_its_sheet_first_and_every_version_can_be_returned_to(browser, workshop):
    sheet = await browser.submit("/publier")
    assert "Fiche d'impact" in said(sheet)
    assert "Personne n'est en conversation." in said(sheet)
    assert not workshop.publishing.versions.every()
    path = sheet.url.path.removeprefix("/studio")
    assert "Dites qui publie" in said(await browser.submit(path, auteur=""))
    assert "La version 1 est publiée" in said(await browser.submit(path, auteur="Camille"))
    assert (await browser.submit(path, auteur="Camille")).status_code == 404

    file = workshop.dialogues / "merci.yaml"
    file.write_text(file.read_text("utf-8").replace("Avec plaisir.", "Avec joie."), "utf-8")
    second = await browser.submit("/publier")
    assert "Rien n'a changé" not in said(second)
    await browser.submit(second.url.path.removeprefix("/studio"), auteur="Dominique")
    back = await browser.submit("/publier/retour", version="1")
    assert "retour à la version 1" in said(back)
    page = said(await browser.submit(back.url.path.removeprefix("/studio"), auteur="Camille"))
    assert "retour à la version 1" in page
    assert [version.entry.author for version in workshop.publishing.versions.every()] == [
        "Camille",
        "Dominique",
        "Camille",
    ]
    assert "Il n'y a pas de version 9" in said(await browser.submit("/publier/retour", version="9"))


async def test_a_draft_with_a_critical_problem_is_not_published(browser, workshop):
    file = workshop.dialogues / "rappel.yaml"
    file.write_text(file.read_text("utf-8").replace("Oui, d'accord: prenom", "Oui, d'accord: prenon"), "utf-8")
    sheet = await browser.submit("/publier")
    assert "rien n'est publié" in said(sheet)
    assert "prenon" in said(sheet)
    answer = await browser.submit(sheet.url.path.removeprefix("/studio"), auteur="Camille")
    assert "rien n'est publié" in said(answer)
    assert not workshop.publishing.versions.every()


async def test_folders_that_never_could_be_played_still_have_their_pages(browser, workshop):
    (workshop.dialogues / "mots.yaml").unlink()
    assert "Ce qui est enregistré ne peut pas être joué." in said(await browser.open(""))
    assert "mots.yaml" in said(await browser.open("/problemes"))
    assert "n'est pas encore dans une version qui peut être jouée" in said(
        await browser.open("/dialogue/rappel/accord")
    )
    assert "Rien ne peut être joué" in said(await browser.submit("/essayer", **BEGIN))
    for path in ("/essayer", "/parcours", "/a-revoir", "/publier"):
        assert (await browser.open(path)).status_code == 200
