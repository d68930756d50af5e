"""The partners: whom they cover, who comes after them, whether someone can be reached, and who is told when not."""
# ruff: noqa: D401  a rule's sentence says what must be true

from __future__ import annotations

from collections.abc import Iterator

from bot.content.checks.rings import ring, turning
from bot.content.problems import Problem, meant, problem
from bot.content.tree import Entry, Scalar, Table
from bot.content.written import Book
from bot.core import hours, promises


def cover_known_quartiers(book: Book) -> Iterator[Problem]:
    """A partner's quartiers are written."""
    if "quartiers" not in book.closed:
        yield from _known(book, "quartiers", book.quartier_names, "le quartier", "ajoutez-le à quartiers.yaml")


def are_asked_about_known_themes(book: Book) -> Iterator[Problem]:
    """A partner's themes are dialogues."""
    yield from _known(book, "themes", book.names, "le thème", "un thème est le nom d'un dialogue")


def pass_on_to_known_partners(book: Book) -> Iterator[Problem]:
    """A partner's fallbacks are partners."""
    yield from _known(book, "recours", book.partner_names, "le partenaire", "écrivez-le dans ce fichier")


def _known(book: Book, key: str, known: frozenset[str], what: str, otherwise: str) -> Iterator[Problem]:
    code = {"quartiers": "quartier-inconnu", "themes": "theme-inconnu", "recours": "recours-inconnu"}[key]
    for partner in book.partners.values():
        for item in partner.node.items(key):
            if isinstance(item, Scalar) and item.text not in known:
                fix = meant(item.text, sorted(known)) or otherwise
                yield problem(code, item.mark, f"{what} « {item.text} » n'existe pas", fix)


def pass_on_without_a_circle(book: Book) -> Iterator[Problem]:
    """No partner comes after itself; a circle is said once."""
    after = {name: [n for n in record.form.recours if n in book.partners] for name, record in book.partners.items()}
    onward, said_of = turning(after), set[str]()
    for name in (name for name in book.partners if name in onward):
        way = ring(onward, name)
        if way and name not in said_of:
            said_of.update(way)
            said = " → ".join((*way, name))
            fix = "retirez l'un de ces « recours » : le dernier de la suite n'en a pas"
            mark = book.partners[name].node.key_mark("recours")
            yield problem("recours-en-rond", mark, f"ces recours tournent : {said}", fix)


def open_sometimes(book: Book) -> Iterator[Problem]:
    """A partner's hours can be read, and some day they open; its absences are another matter."""
    for name, record in book.partners.items():
        partner, mark = record.form.partner(name), record.node.value_mark("horaires")
        if partner.hours and not hours.readable(partner.hours.text):
            message = f"« {partner.hours.text} » n'est pas un horaire que le bot sait lire"
            yield problem("horaires-illisibles", mark, message, "écrivez par exemple « Mo-Fr 09:00-17:00 »")
        elif not promises.ever_works(partner):
            message = f"ces horaires n'ouvrent jamais « {partner.name} » un jour ouvré"
            yield problem("partenaire-toujours-ferme", mark, message, "corrigez ses « horaires », ou effacez-les")


def cover_every_quartier(book: Book) -> Iterator[Problem]:
    """Someone can be offered in every quartier, but for those where operators know that nobody is."""
    if "partenaires" in book.closed or book.partner_names != book.partners.keys() or any(cover_known_quartiers(book)):
        return
    partners = [record.form.partner(name) for name, record in book.partners.items()]
    for name, quartier in book.quartiers.items():
        if quartier.form.sans_partenaire == "non" and not any(partner.covers(name) for partner in partners):
            fix = "ajoutez-le aux « quartiers » d'un partenaire qu'on peut joindre, ou écrivez « sans_partenaire: oui »"
            message = f"personne ne peut être proposé à « {quartier.form.nom} »"
            yield problem("quartier-sans-partenaire", quartier.key, message, fix)


def can_be_reached(book: Book) -> Iterator[Problem]:
    """A partner has a group, or someone with an e-mail address or a Telegram number."""
    for name, record in book.partners.items():
        if not record.form.partner(name).reachable:
            fix = "écrivez son « groupe », ou une de ses « personnes » avec « courriel » ou « telegram »"
            message = f"personne ne peut joindre « {record.form.nom} »"
            yield problem("partenaire-injoignable", record.key, message, fix)


def people_differ(book: Book) -> Iterator[Problem]:
    """No person is written twice, and no two share an address or a Telegram number."""
    names, contacts = set[str](), dict[str, str]()
    for key, node in _everyone(book):
        if key.text in names:
            message = f"« {key.text} » désigne deux personnes"
            yield problem("personne-double", key.mark, message, "changez l'un des deux noms de gauche")
        names.add(key.text)
        for kind, contact in node.scalars("courriel", "telegram") if isinstance(node, Table) else ():
            first = contacts.setdefault(f"{kind} {contact.text.casefold()}", key.text)
            if first != key.text:
                message = f"« {first} » et « {key.text} » ont le même « {kind} »"
                yield problem("contact-double", contact.mark, message, "donnez à chacun le sien, ou effacez-en un")


def _everyone(book: Book) -> Iterator[Entry]:
    for partner in book.partners.values():
        yield from partner.node.table("personnes")
    yield from book.watchers


def someone_watches(book: Book) -> Iterator[Problem]:
    """Someone of the whole territory is told when a partner cannot be."""
    if len(book.watchers) != len(book.coordination):
        return
    watched = any(record.form.courriel or record.form.telegram for record in book.coordination.values())
    for partner in list(book.partners.values())[:1]:
        if not watched:
            message = "personne n'est prévenu quand un partenaire ne répond pas"
            fix = "écrivez « coordination: », avec au moins une personne et son « courriel » ou son « telegram »"
            yield problem("sans-coordination", partner.key, message, fix)
