"""What a process of its own does with a site's database: ``python -m tests.dumps.site ACT …``."""

import json
import sys
from datetime import datetime
from unittest import mock

import django


class Moment(datetime):
    """A clock that stands still, less than a millisecond after a whole second."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 3, 3, 9, 30, 0, 123, tz)


def build():
    from django.utils import timezone

    from tests import factories
    from wagtail_attachment.articles.clinical_reviews import ClinicalReview

    with mock.patch.object(timezone, "datetime", Moment):
        version = factories.make_practice()
        own = factories.put_in_force("<p>Our own words.</p>", site=factories.get_site())
        own.withdraw(factories.make_approver())
        factories.put_in_force(factories.WORDING_ES, language="es")
        factories.make_picture()
        article = factories.make_article(
            live=True, title="Closeness", authors=[make_author()], topics=[factories.make_topic()]
        )
        reviewing = ClinicalReview(article)
        reviewing.record(factories.make_reviewer(), reviewing.digest)
    add_translation(article)
    assert version.at.microsecond == 123


def make_author():
    from tests import factories
    from wagtail_attachment.models import Practitioner

    return Practitioner.objects.create(name="Ada", locale=factories.get_locale())


def add_translation(article):
    """Translate it by a tool, whose words are marked."""
    from tests.settings import HAS_LOCALIZE

    if HAS_LOCALIZE:
        from tests import factories
        from tests.localize import work

        factories.get_home("es")
        work.translate(work.start(article), tool_name="A tool")


def renumber():
    """Number what the migrations gave to groups as another type of database may: the other way round."""
    from wagtail.models import GroupCollectionPermission

    rows = list(GroupCollectionPermission.objects.order_by("pk"))
    keys = [row.pk for row in rows]
    GroupCollectionPermission.objects.all().delete()
    for row, key in zip(rows, reversed(keys), strict=True):
        row.pk = key
        row.save(force_insert=True)


def take_groups_out():
    """Do what the guide says before a file is loaded."""
    from django.contrib.auth.models import Group

    Group.objects.all().delete()


def use():
    """Have more rows in a ledger than a dump has, of another practice."""
    from tests import factories

    draft, approver = factories.make_disclaimer(), factories.make_approver()
    for number in range(6):
        draft.body = f"<p>Of another practice, {number}.</p>"
        draft.save()
        draft.approve(approver)


def describe():
    """Print what is on record, whether it is whole, and what a reader gets."""
    from django.test import Client
    from wagtail.models import Page

    from wagtail_attachment.evidence.ledgers import LEDGERS, find_broken_ledger_rows
    from wagtail_attachment.models import Edition, PublicationEvent

    article = Page.objects.filter(title="Closeness").first()
    facts = {
        "rows": {model.__name__: model.objects.count() for model in LEDGERS},
        "events": PublicationEvent.objects.count(),
        "broken": [repr(row) for row in find_broken_ledger_rows()],
        "edition": [str(edition) for edition in Edition.objects.all()],
        "read": article and Client().get(article.get_url()).text,
    }
    sys.stdout.write(json.dumps(facts) + "\n")


def manage(*arguments):
    from django.core.management import call_command

    call_command(*arguments)


if __name__ == "__main__":
    django.setup()
    for act in " ".join(sys.argv[1:]).split(" + "):
        name, *arguments = act.split()
        globals()[name](*arguments)
