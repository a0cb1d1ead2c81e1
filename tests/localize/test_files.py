"""Translators' PO files, by the tools that they use."""

import shutil
import subprocess

import polib
import pytest
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.models import CrisisText

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")


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
    assert len(pending.unreviewed) == 4  # the slug is an address, no text


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
    file = str(po)
    for hidden in ("1 800", "Lifeline", "listens", "988", "education", "555", "calendly"):
        assert hidden not in file


def test_file_that_copies_the_original_is_no_translation(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: text)
    assert len(work.find_pending_translation(spanish).untranslated) == 4


def test_file_with_another_number_is_refused_at_the_string(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: work.say(text).replace("988", "911"))
    wrong = StringTranslation.objects.get(has_error=True)
    assert "988" in wrong.get_error()
    assert "911" in wrong.data
