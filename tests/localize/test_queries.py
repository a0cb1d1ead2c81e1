"""The guards cost the same for a long article as for a short one, and next to nothing to look at."""

from functools import partial
from unittest.mock import Mock

import pytest
from django.db import connection, transaction
from django.urls import resolve, reverse
from wagtail import hooks
from wagtail_localize.views import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from tests import factories
from tests.factories import section
from tests.localize import work
from wagtail_attachment.localize import banner, po_export, publishing, updating, views
from wagtail_attachment.translation.pages import find_translation

SIZES = [10, 100, 500]


def count(act, *, is_warm=False):
    """Return how many queries ``act`` takes once caches are warm; what it did is taken back."""
    for _attempt in range(1 if is_warm else 2):
        queries = Counter()
        with transaction.atomic(), connection.execute_wrapper(queries):
            act()
            transaction.set_rollback(True)
    return queries.number


class Counter:
    """Counts queries. Django keeps the last nine thousand, and a long article takes more."""

    number = 0

    def __call__(self, execute, *args):
        self.number += 1
        return execute(*args)


def make_long_source(size):
    return work.make_source(*(section(heading=f"Heading {number}") for number in range(size)))


@pytest.fixture(params=SIZES)
def page(request, world):
    return make_long_source(request.param)


@pytest.mark.translation_case(23)
@pytest.mark.parametrize("role", ["publisher", "translator"])
@pytest.mark.parametrize("is_stale", [False, True], ids=["fresh", "stale"])
def test_opening_the_editor_takes_three_queries_more_at_most(
    client, page, superuser, monkeypatch, role, is_stale
):
    """Of all our hooks together, whoever opens it, and whether the original changed since or not.

    One is for translations, one for the glossary; the third asks of any page whether an import left
    something out.
    """
    spanish = work.start(page)
    if is_stale:
        page.title = "Another"
        work.publish_source(page)
    client.force_login(superuser if role == "publisher" else make_translator())
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    ours = count(lambda: client.get(url))
    assert ("Another" in client.get(url).text) is is_stale
    theirs = [
        hook
        for hook in hooks._hooks["before_edit_page"]
        if not hook[0].__module__.startswith("wagtail_attachment")
    ]
    monkeypatch.setitem(hooks._hooks, "before_edit_page", theirs)
    assert ours <= count(lambda: client.get(url)) + 3


def make_translator():
    translator = factories.make_user("access_admin", "submit_translation")
    factories.give_page_rights(translator, factories.get_home("es"), "change_page")
    return translator


@pytest.mark.translation_case(23)
def test_downloading_a_file_takes_one_query_more_at_most(rf, page, superuser):
    spanish = work.start(page)
    work.translate(spanish, superuser, lambda text: None if "heading" in text else work.say(text))
    request, record = rf.get("/"), work.get_record(spanish)
    request.user = superuser
    ours = count(lambda: po_export.download_pofile(request, record.pk))
    assert ours <= count(lambda: edit_translation.download_pofile(request, record.pk)) + 1


@pytest.mark.translation_case(23)
def test_naming_what_is_new_takes_as_many_queries_for_any_length(rf, page, superuser):
    spanish = work.start(page)
    page.title = "Another"
    work.publish_source(page)
    request = rf.get("/")
    request.user, request._messages = superuser, Mock()
    spanish = work.reload(spanish)

    def tell():
        banner.tell_what_is_new(request, spanish, banner.find_record(spanish))

    assert count(tell) == 4
    assert "Another" in str(request._messages.add.call_args)


@pytest.mark.translation_case(23)
def test_judging_a_translation_takes_as_many_queries_for_any_length(page, superuser):
    spanish = work.publish_translated(work.start(page), superuser)

    def judge():
        state = find_translation(work.reload(spanish))
        assert [*state.untranslated, *state.to_read, *state.changed] == []

    # The page and its language; topics and wordings; the original; what was translated; origins.
    assert count(judge) == 6


@pytest.mark.translation_case(23)
def test_submitting_takes_one_query_more_at_most(owner, page, monkeypatch, settings):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
    work.submit(owner, make_long_source(1))
    ours = count(lambda: work.submit(owner, page), is_warm=True)
    monkeypatch.setattr(views.SubmitPageView, "form_valid", SubmitPageTranslationView.form_valid)
    assert ours <= count(lambda: work.submit(owner, page), is_warm=True) + 1


@pytest.mark.translation_case(23)
def test_updating_takes_one_query_more_at_most(owner, page, monkeypatch):
    work.start(page)
    ours = count(lambda: work.update(owner, page))
    monkeypatch.setattr(updating.UpdateView, "form_valid", UpdateTranslationsView.form_valid)
    assert ours <= count(lambda: work.update(owner, page), is_warm=True) + 1


@pytest.mark.translation_case(23)
def test_publishing_takes_as_many_queries_more_for_any_length(owner, world, superuser, monkeypatch):
    """It judges the page, which reads its disclaimers, lines and texts, once more."""
    added = []
    for size in SIZES:
        spanish = work.start(make_long_source(size))
        work.translate(spanish, superuser)
        publish = partial(work.publish, owner, spanish)
        with monkeypatch.context() as patch:
            ours = count(publish, is_warm=bool(added))
            patch.setattr(publishing, "find_enabled_translation", lambda page: None)
            added.append(ours - count(publish, is_warm=True))
    assert len(set(added)) == 1


def test_hook_comes_before_the_editor_of_wagtail_localize():
    modules = [hook.__module__ for hook in hooks.get_hooks("before_edit_page")]
    assert modules.index("wagtail_attachment.localize.publishing") < modules.index(
        "wagtail_localize.wagtail_hooks"
    )


@pytest.mark.parametrize(
    "name",
    [
        "submit_page_translation",
        "update_translations",
        "convert_to_alias",
        "stop_translation",
        "upload_pofile",
    ],
)
def test_addresses_of_wagtail_localize_lead_to_our_views(name):
    found = resolve(reverse(f"wagtail_localize:{name}", args=[1]))
    assert found.func.__module__.startswith("wagtail_attachment.localize.")
