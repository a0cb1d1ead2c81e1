"""wagtail-localize's ways of making a page live, each with its disclaimer or not at all."""

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import LocaleSynchronization

from tests import factories
from tests.localize import work
from wagtail_attachment.models import Disclaimer, DisclaimerVersion


def save_target(page, user, *, publish=True):
    with TestCase.captureOnCommitCallbacks(execute=True):
        work.get_record(page).save_target(user=user, publish=publish)
    return work.reload(page)


@pytest.fixture
def translated(practice, home, superuser):
    """A Spanish draft with all its texts, in a language that has no wording yet."""
    factories.get_home("es")
    page = work.start(work.make_source())
    work.translate(page, superuser)
    return page


@pytest.mark.path(
    "wagtail-localize: publish into a language without a wording", stopped_by="gate", case=17
)
def test_localize_save_target_uncovered_stays_a_draft(translated, superuser):
    assert not save_target(translated, superuser).live
    factories.put_in_force(factories.WORDING_ES, language="es")
    page = save_target(translated, superuser)
    assert page.live
    assert [version.language for version in page.get_disclaimers()] == ["es"]


@pytest.mark.path("wagtail-localize: submit a page for translation", stopped_by="ledger", case=18)
def test_localize_translate_object_does_not_create_disclaimers(practice, home):
    before = list(Disclaimer.objects.values()), DisclaimerVersion.objects.count()
    factories.get_home("es")
    work.start(work.make_source())
    assert (list(Disclaimer.objects.values()), DisclaimerVersion.objects.count()) == before


@pytest.mark.path(
    "wagtail-localize: publish a page of a synchronised tree", stopped_by="nothing", case=19
)
def test_localize_synced_tree_admin_publish(practice, home, owner, client):
    page = factories.make_article()
    LocaleSynchronization.objects.create(
        locale=factories.get_locale("es"), sync_from=factories.get_locale()
    )
    alias = work.get_translated(page)
    assert alias.alias_of_id == page.pk
    data = {
        "title": "Closeness",
        "slug": page.slug,
        "action-publish": "yes",
        "lead": rich_text("<p>Words.</p>"),
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    answer = owner.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert answer.status_code == 302
    assert work.reload(page).live
    alias = work.reload(alias)
    assert (alias.live, alias.title) == (True, "Closeness")
    assert [version.language for version in alias.get_disclaimers()] == ["en"]


@pytest.mark.path(
    "wagtail-localize: write into a live translation without publishing",
    stopped_by="serve",
    case=20,
)
def test_localize_publish_false_on_live_translation_keeps_the_disclaimer(
    translated, superuser, client
):
    factories.put_in_force(factories.WORDING_ES, language="es")
    save_target(translated, superuser)
    page = save_target(translated, superuser, publish=False)
    assert page.live
    assert [version.language for version in page.get_disclaimers()] == ["es"]


@pytest.mark.translation_case(83)
def test_overridden_web_address_is_advice_and_goes_live(owner, world, superuser):
    ours, theirs = "https://example.com/help", "https://example.com/ayuda"
    link = f'<p>Read <a href="{ours}">this</a>.</p>'
    spanish = work.start(work.make_source(factories.section(content=[factories.paragraph(link)])))
    work.override(owner, spanish, f"'{ours}'", theirs)
    page = work.publish_translated(spanish, superuser)
    assert page.live
    (advice,) = (each for each in page.evaluate() if each.id == "translation.link-changed")
    assert f"goes to {ours} in the original and to {theirs} here" in advice.message
