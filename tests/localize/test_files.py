"""Translators' PO files, by the tools that they use."""

import shutil
import subprocess
import sys
from importlib.util import find_spec

import polib
import pytest
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.models import CrisisText

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")

needs_toolkit = pytest.mark.skipif(
    not find_spec("translate"), reason="translate-toolkit is not installed"
)


@pytest.fixture
def spanish(world):
    html = '<p>Call <a href="tel:988">988</a>, “now” &amp; here.</p><ul><li>One</li></ul>'
    return work.start(work.make_source(section(content=[paragraph(html)]), title="Closeness"))


@needs_gettext
def test_file_goes_through_gettext_and_back(spanish, superuser, tmp_path):
    record = work.get_record(spanish)
    file, merged = tmp_path / "es.po", tmp_path / "merged.po"
    po = record.export_po()
    for entry in po:
        entry.msgstr = work.say(entry.msgid)
    po.save(str(file))
    subprocess.run(["msgfmt", "--check-format", "-o", "/dev/null", file], check=True)
    subprocess.run(["msgcat", "--no-wrap", "-o", merged, file], check=True)
    assert record.import_po(polib.pofile(str(merged)), user=superuser, tool_name="PO File") == []
    assert record.get_progress() == (5, 5)
    assert not StringTranslation.objects.filter(has_error=True).exists()
    assert spanish.get_translation_state() is not None
    pending = work.find_pending_translation(spanish)
    assert (pending.untranslated, pending.changed_numbers) == ([], [])
    assert len(pending.to_read) == 4  # the slug is an address, no text


@pytest.fixture
def file(spanish, tmp_path):
    """The file as a translator would send it back, with an accent and a quotation mark in each text."""
    po = work.get_record(spanish).export_po()
    for entry in po:
        entry.msgstr = f"«á» {work.say(entry.msgid)}" if " " in entry.msgid else "á"
    po.save(str(tmp_path / "es.po"))
    return tmp_path / "es.po"


def run_toolkit(tool, *args):
    """Run one of translate-toolkit's commands, which names what it could not do."""
    command = [sys.executable, "-m", f"translate.{tool}", "--progress=none", *args]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "Couldn't" not in done.stderr


def read_entries(file):
    """Return what wagtail-localize takes over from a file."""
    po = polib.pofile(str(file))
    entries = [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in po]
    return entries, po.metadata["X-WagtailLocalize-TranslationID"]


@needs_toolkit
def test_file_goes_through_a_spreadsheet_and_back(file, tmp_path):
    sheet, back = tmp_path / "es.csv", tmp_path / "back.po"
    run_toolkit("convert.po2csv", file, sheet)
    assert "«á»" in sheet.read_text("utf-8")
    run_toolkit("convert.csv2po", "--template", file, sheet, back)
    assert read_entries(back) == read_entries(file)


@needs_toolkit
def test_file_is_brought_up_to_date_with_a_newer_one(spanish, superuser, file, tmp_path):
    """As a translator does who has begun when the original changes."""
    page = spanish.get_translation(factories.get_locale())
    page.subtitle = "A promise"
    work.publish_source(page)
    record = work.get_record(spanish)
    record.source.update_from_db()
    newer, merged = tmp_path / "newer.pot", tmp_path / "merged.po"
    record.export_po().save(str(newer))
    run_toolkit("convert.pot2po", "--template", file, newer, merged)
    before, uuid = read_entries(file)
    after, same_uuid = read_entries(merged)
    assert uuid == same_uuid
    assert set(before) < set(after)
    assert {entry[1] for entry in set(after) - set(before)} == {"A promise"}
    record.import_po(polib.pofile(str(merged)), user=superuser, tool_name="PO File")
    pending = work.find_pending_translation(spanish)
    assert [text.words for text in pending.untranslated] == ["A promise"]


@needs_toolkit
@pytest.mark.parametrize(("number", "found"), [("988", 0), ("911", 1)])
def test_checks_of_a_translator_s_tool_find_a_changed_number_alone(
    spanish, tmp_path, number, found
):
    po = work.get_record(spanish).export_po()
    for entry in po:
        entry.msgstr = work.say(entry.msgid).replace("988", number)
    file, wrong = tmp_path / "es.po", tmp_path / "wrong.po"
    po.save(str(file))
    checks = ("xmltags", "numbers", "urls", "emails", "escapes", "blank", "brackets")
    run_toolkit("filters.pofilter", *(f"--test={check}" for check in checks), file, wrong)
    assert (len(polib.pofile(str(wrong))) if wrong.exists() else 0) == found


@pytest.mark.translation_case(11)
def test_file_has_the_page_s_texts_and_no_wording_line_or_invitation(world):
    line = factories.make_verified_line("1 800 273 8255", name="The Lifeline")
    CrisisText.objects.filter(resource=line).update(description="Someone listens")
    page = work.make_source(
        section(),
        {"type": "crisis_resources", "value": {}},
        {"type": "disclaimer", "value": {}},
        {"type": "booking_cta", "value": {"cta": factories.make_booking(phone="555 0100").pk}},
        title="Closeness",
        slug="closeness",
    )
    po = work.get_record(work.start(page)).export_po()
    texts = {"Closeness", "closeness", "A heading", "Closeness can feel like pressure."}
    assert {entry.msgid for entry in po} == texts
    file = "".join(map(str, po))  # not its date, in which any digits may stand
    for hidden in ("1 800", "Lifeline", "listens", "988", "education", "555", "calendly"):
        assert hidden not in file


def test_file_that_copies_the_original_offers_its_words_and_is_read_by_somebody(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: text)
    pending = work.find_pending_translation(spanish)
    assert (pending.untranslated, len(pending.to_read)) == ([], 4)
    pending.settle(superuser, {pair.digest for pair in pending.to_read})
    assert work.find_pending_translation(spanish).to_read == []


def test_file_with_another_number_is_refused_at_the_string(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: work.say(text).replace("988", "911"))
    wrong = StringTranslation.objects.get(has_error=True)
    assert "988" in wrong.get_error()
    assert "911" in wrong.data
