"""A .po file, as text and back."""

from io import BytesIO, StringIO

from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from bot.content.translation import po
from bot.content.translation.po import Entry

WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ENTRIES = st.lists(st.builds(Entry, WRITTEN, WRITTEN.filter(bool), WRITTEN, st.booleans(), WRITTEN), max_size=6)


@given(ENTRIES)
def test_what_is_written_is_read_again(entries):
    found = po.read(po.write("Language: ar\n", entries))
    assert list(found.entries) == entries
    assert (found.language, found.faults) == ("ar", ())


@given(st.text(max_size=400))
def test_whatever_a_file_holds_it_is_read(text):
    found = po.read(text)
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in found.faults)


def test_every_other_tool_reads_what_we_write():
    entry = Entry("a/b/dire", 'Un « mot »\n\n"cité" \\ fin', "كلمة\n\nنهاية", fuzzy=True, notes=("message",))
    (header, read) = pofile.read_po(StringIO(po.write("Language: ar\n", [entry])))
    assert (read.context, read.id, read.string) == (entry.context, entry.source, entry.target)
    assert read.fuzzy
    assert read.auto_comments == ["message"]
    assert header.id == ""


def test_we_read_what_another_tool_writes():
    catalog = pofile.read_po(StringIO('msgctxt "a/b/dire"\nmsgid "Où ?"\nmsgstr "أين؟ هنا وهناك"\n'))
    catalog.add("long", "x " * 90)
    catalog.get("Où ?", "a/b/dire").flags.add("fuzzy")
    out = BytesIO()
    pofile.write_po(out, catalog, width=40)
    found = {entry.source: entry for entry in po.read(out.getvalue().decode()).entries}
    assert found["Où ?"].target == "أين؟ هنا وهناك"
    assert found["Où ?"].fuzzy
    assert found["long"].target == "x " * 90


def test_each_entry_knows_its_lines():
    found = po.read('#. message\n#, fuzzy\nmsgctxt "a"\nmsgid "x"\nmsgstr ""\n"un\\n"\n"deux"\n')
    (entry,) = found.entries
    assert (entry.line, entry.target_line, entry.target) == (3, 5, "un\ndeux")


def test_the_former_french_is_kept_beside():
    (entry,) = po.read('#| msgid "Avant"\nmsgctxt "a"\nmsgid "Après"\nmsgstr "x"\n').entries
    assert (entry.former, entry.source) == ("Avant", "Après")


def test_what_is_put_aside_says_nothing():
    (entry,) = po.read('#~ msgctxt "a"\n#~ msgid "x"\n#~ msgstr "y"\n').entries
    assert entry.obsolete
    assert po.read(po.write("", [entry])).entries[0].obsolete


def test_a_line_that_cannot_be_read_spoils_no_other():
    found = po.read('msgctxt "a"\nmsgid "x"\nmsgstr "y"\nn\'importe quoi\nmsgctxt "b"\nmsgid "z"\nmsgstr "w"\n')
    assert [entry.target for entry in found.entries] == ["y", "w"]
    assert [(fault.line, fault.text) for fault in found.faults] == [(4, "n'importe quoi")]
