"""What the audit finds of all that came in past the gates."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Site

from tests import factories
from tests.factories import section
from wagtail_attachment.models import DisclaimerVersion, PublicationEvent, PublicationSeal
from wagtail_attachment.pages.models import AttachmentStylePage

pytestmark = pytest.mark.django_db


def audit(*options):
    """Return what the command prints, and what it complains of."""
    output = StringIO()
    try:
        call_command("audit_articles", *options, stdout=output, stderr=StringIO())
    except CommandError as error:
        return output.getvalue(), str(error)
    return output.getvalue(), ""


def test_safe_articles_pass(practice):
    factories.make_article(live=True)
    factories.make_blog_page(live=True)
    output, complaint = audit()
    assert complaint == ""
    assert "disclaimer.missing" not in output


@pytest.mark.path("data: a page made live by update()", stopped_by="audit", case=24)
def test_a_page_made_live_behind_the_gate_s_back_is_found():
    page = factories.force_live(factories.make_blog_page())
    output, complaint = audit("--format", "json")
    found = json.loads(output)
    assert {finding["violation"] for finding in found} == {"disclaimer.missing", "crisis.missing"}
    assert {finding["page_id"] for finding in found} == {page.pk}
    assert "safety" in complaint


def test_drafts_are_nobody_s_business():
    factories.make_article(section(heading=""))
    assert audit("--format", "json") == ("[]\n", "")


@pytest.mark.parametrize(
    ("limit", "fails"), [("safety", False), ("required", True), ("advice", True)]
)
def test_exit_status_is_set_by_the_mildest_severity_named(practice, limit, fails):
    page = factories.make_article(section(heading=""))
    factories.force_live(page)
    assert bool(audit("--fail-on", limit)[1]) is fails


def test_csv_has_a_row_a_violation():
    factories.force_live(factories.make_blog_page(title="With, a comma"))
    rows = list(csv.DictReader(StringIO(audit("--format", "csv")[0])))
    assert [row["title"] for row in rows] == ["With, a comma"] * 2


def test_no_cell_of_the_csv_is_a_formula():
    factories.force_live(factories.make_blog_page(title="=1+1"))
    rows = csv.DictReader(StringIO(audit("--format", "csv")[0]))
    assert {row["title"] for row in rows} == {"'=1+1"}


def test_one_language_or_site_at_a_time(practice):
    factories.force_live(factories.make_blog_page(parent=factories.get_home("es")))
    assert "disclaimer.missing" in audit("--locale", "es")[0]
    assert "disclaimer.missing" not in audit("--locale", "en")[0]
    assert "disclaimer.missing" in audit("--site", "localhost")[0]
    Site.objects.create(hostname="elsewhere.example", root_page=factories.get_home("en"))
    assert "disclaimer.missing" not in audit("--site", "elsewhere.example")[0]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (
            ["--site", "elsewhere.example"],
            "there is no site 'elsewhere.example'; there are: localhost",
        ),
        (["--locale", "eng"], "this site has no language 'eng'; it has: "),
        (["--expect-head", "6e5"], "'6e5' is not a head"),
    ],
)
def test_what_is_misspelled_is_not_taken_for_a_site_without_problems(practice, args, says):
    assert says in audit(*args)[1]


def test_each_page_is_looked_at_once_as_its_own_type(practice):
    page = factories.make_article(model=AttachmentStylePage, style="avoidant")
    factories.force_live(page)
    found = json.loads(audit("--format", "json")[0])
    assert [f["violation"] for f in found].count("outline.incomplete") == 1


@pytest.mark.path("data: a ledger's row changed by SQL", stopped_by="audit", case=29)
def test_a_ledger_changed_by_other_means_is_found(practice):
    assert audit("--verify-ledger")[1] == ""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtail_attachment_disclaimerversion SET html = '<p>No.</p>'")
    complaint = audit("--verify-ledger")[1]
    assert f"DisclaimerVersion {DisclaimerVersion.objects.get().pk}" in complaint


def read_heads(output):
    """Return the head of each ledger that has rows, as somebody copies it from the output."""
    return dict(re.findall(r"(\w+): \d+ rows, head (\w{64})", output))


def test_rows_removed_from_the_end_are_found_with_a_head_that_was_kept(practice):
    factories.make_blog_page(live=True)
    event = PublicationEvent.objects.get()
    PublicationSeal.seal({event.pk: event.digest})
    heads = read_heads(audit("--verify-ledger")[0])
    assert {"DisclaimerVersion", "CrisisResourceVersion", "PublicationSeal"} == heads.keys()
    expected = [f"--expect-head={head}" for head in heads.values()]
    factories.make_verified_line("741741", name="Text line")
    assert audit(*expected)[1] == ""

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtail_attachment_crisisresourceversion")
    assert "as it was written" not in audit("--verify-ledger")[1]
    assert heads["CrisisResourceVersion"] in audit(*expected)[1]


def test_a_head_that_follows_from_a_changed_row_proves_nothing(practice):
    head = read_heads(audit("--verify-ledger")[0])["DisclaimerVersion"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtail_attachment_disclaimerversion SET html = '<p>No.</p>'")
    assert "as it was written" in audit(f"--expect-head={head}")[1]


def test_programs_read_nothing_but_violations(practice):
    factories.make_article(live=True)
    PublicationEvent.record(page_id=1, live=True, title="Gone", language="en")
    rows = json.loads(audit("--format", "json", "--verify-ledger")[0])
    assert "disclaimer.missing" not in {row["violation"] for row in rows}
