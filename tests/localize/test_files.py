"""Translators' PO files, by the tools that they use."""

import shutil
import subprocess

import polib
import pytest
from wagtail_localize.models import StringTranslation

from tests.factories import paragraph, section
from tests.localize import work

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


def test_file_without_our_references_or_numbers(spanish):
    po = work.get_record(spanish).export_po()
    assert all("crisis" not in entry.msgctxt for entry in po)


def test_file_that_copies_the_original_is_no_translation(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: text)
    assert len(work.find_pending_translation(spanish).untranslated) == 4


def test_file_with_another_number_is_refused_at_the_string(spanish, superuser):
    work.upload_po(spanish, superuser, write=lambda text: work.say(text).replace("988", "911"))
    wrong = StringTranslation.objects.get(has_error=True)
    assert "988" in wrong.get_error()
    assert "911" in wrong.data
