"""What would lead to someone is taken out of a text; the rest is left as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scrubbing import scrub


@pytest.mark.parametrize(
    "number",
    [
        "06 39 98 12 34",
        "0639981234",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "+33 6 39 98 12 34",
        "0033639981234",
        "639981234",
        "06\u00a039\u00a098\u00a012\u00a034",
        "0️⃣6️⃣3️⃣9️⃣9️⃣8️⃣1️⃣2️⃣3️⃣4️⃣",
        "٠٦٣٩٩٨١٢٣٤",
        "1 99 01 99 123 456 78",
    ],
)
def test_a_number_that_can_be_called_is_taken_out(number):
    assert scrub(f"Appelez-moi au {number}, ce soir") == "Appelez-moi au [numéro retiré], ce soir"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Mon mail : ines.b@exemple.fr, merci", "Mon mail : [e-mail retiré], merci"),
        ("ines @ exemple.fr", "[e-mail retiré]"),
        ("Va voir https://exemple.invalid/moi?x=1 vite", "Va voir [lien retiré] vite"),
        ("tg://user?id=42", "[lien retiré]"),
        ("WWW.EXEMPLE.INVALID/a", "[lien retiré]"),
        ("t.me/ines_du_93", "[lien retiré]"),
        ("insta.com/ines et ines.fr", "[lien retiré] et [lien retiré]"),
        ("moi c'est @ines_du_93 sur insta", "moi c'est [pseudo retiré] sur insta"),
    ],
)
def test_addresses_and_user_names_are_taken_out(written, left):
    assert scrub(written) == left


@pytest.mark.parametrize(
    "written",
    [
        "Le bus 3 passe à 7 h 30, puis 8 h 15.",
        "Depuis le 26/11/2026 c'est fermé.",
        "De 2015 à 2026 rien n'a changé, 35000 Rennes.",
        "Le 3114 et le 0800 sont bien.",
        "C'est nul.vous répondez jamais",
        "Trop bien... merci",
        "Il manque une salle ;\non va où le soir ?",
        "1 jeune sur 4",
        "@ la maison",
    ],
)
def test_what_leads_to_nobody_stays(written):
    assert scrub(written) == written


@given(st.text(), st.from_regex(r"0[1-9]( ?[0-9]{2}){4}", fullmatch=True), st.text())
def test_whatever_stands_around_it_no_number_is_left_whole(before, number, after):
    assert number not in scrub(f"{before} {number} {after}")


@given(st.text())
def test_what_was_scrubbed_needs_it_no_more(text):
    once = scrub(text)
    assert scrub(once) == once
