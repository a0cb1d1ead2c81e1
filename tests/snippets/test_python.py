"""Python in the documentation does what it says, in a site where there is what it speaks of."""

from importlib.util import find_spec

import pytest
from django.db import transaction
from django.dispatch import receiver
from django.urls import path
from django.utils import timezone
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.api import APIField

from tests import factories
from tests.snippets import defines_pages, read_snippets
from wagtail_attachment import models, signals
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.checks.settings import check_setting_names, check_settings
from wagtail_attachment.publishing.safe_messaging import lexicon

SNIPPETS = [snippet for snippet in read_snippets("python") if not defines_pages(snippet)]
# Of apps with files of their own: tests/test_how_to.py makes them. Uninstalling: tests/leaving.
ELSEWHERE = ("# guides/", "# delete_articles.py")
# Only with a newer Wagtail, or with a package that is not everywhere.
NEEDS = {
    "wagtail.api.v3.urls": WAGTAIL_VERSION >= (8, 0),
    "wagtailcache": find_spec("wagtailcache") is not None,
    "def test_...": False,
}


def is_run_here(snippet):
    return not snippet.source.startswith(ELSEWHERE) and all(
        is_there for word, is_there in NEEDS.items() if word in snippet.source
    )


def make_names(snippet):
    """Return what the page speaks of by name when it comes to the snippet."""
    names = {name: getattr(models, name) for name in models.__all__}
    names |= {
        "APIField": APIField,
        "DATABASES": {"default": {}},
        "INSTALLED_APPS": [],
        "Leaving": Leaving,
        "disclaimer_in_force": signals.disclaimer_in_force,
        "path": path,
        "receiver": receiver,
        "timezone": timezone,
        "transaction": transaction,
        "urlpatterns": [],
    }
    user = factories.make_user(superuser=True, name="Ada Lovelace")
    page = factories.make_article(factories.section(), live=True)
    names |= {
        "article": page,
        "locale": factories.get_locale(),
        "page": page,
        "site": factories.get_site(),
        "user": user,
        "when": factories.in_days(3),
    }
    if "disclaimer.approve" in snippet.source:
        names["disclaimer"] = factories.make_disclaimer(kind="general", site=names["site"])
    if "resource.verify" in snippet.source:
        names["resource"] = factories.make_crisis_line("741741")
    if "Leaving" in snippet.source:
        names["person"], names["colleague"] = factories.make_person(), factories.make_person("Eve")
    if "Override" in snippet.source:
        names["page"] = factories.make_article(factories.section(heading=""), clean=False)
    if "find_pending_translation" in snippet.source:
        copy = page.copy_for_translation(factories.get_locale("es"), copy_parents=True)
        copy.title = "Cercanía"
        copy.save_revision()
        names["page"] = copy
    return names


@pytest.mark.parametrize("snippet", filter(is_run_here, SNIPPETS), ids=str)
def test_python(snippet, practice, monkeypatch, settings):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"  # so there is something to read
    monkeypatch.setattr(lexicon, "_applying", dict(lexicon.ours))
    for signal in (signals.disclaimer_in_force, signals.crisis_facts_changed):
        monkeypatch.setattr(signal, "receivers", list(signal.receivers))
    exec(compile(snippet.source, str(snippet), "exec"), make_names(snippet))


@pytest.mark.parametrize(
    "snippet", [each for each in SNIPPETS if each.source.startswith("WAGTAIL_ATTACHMENT_")], ids=str
)
def test_setting_is_written_as_it_is_read(snippet, settings, db):
    names = {}
    exec(snippet.source, names)
    for name, value in names.items():
        if name.startswith("WAGTAIL_ATTACHMENT_"):
            setattr(settings, name, value)
    settings.LANGUAGES = [*settings.LANGUAGES, ("it", "Italian")]
    assert [*check_settings(None), *check_setting_names(None)] == []
