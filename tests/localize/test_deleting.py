"""What is said before a page is deleted whose translations wagtail-localize keeps."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.admin.answers import get_messages
from tests.localize import work
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def spanish(world, superuser):
    page = work.start(work.make_source(title="Closeness"))
    work.translate(page, superuser)
    return page


def ask(client, page):
    return get_messages(client.get(reverse("wagtailadmin_pages:delete", args=[page.pk])))


@pytest.mark.translation_case(98)
def test_texts_that_go_with_a_translation_are_counted_and_reviewed_ones_come_back(
    owner, reviewer, spanish
):
    number = StringTranslation.objects.count()
    [said] = ask(owner, spanish)
    assert said.startswith(f"{number} translated texts are deleted with this page.")
    work.review(spanish, reviewer)
    original = spanish.get_translation(factories.get_locale())
    owner.post(reverse("wagtailadmin_pages:delete", args=[spanish.pk]))
    assert not StringTranslation.objects.exists()
    work.submit(owner, original)
    again = find_pending_translation(work.get_translated(original))
    assert "Closenesses" in {pair.words for pair in again.pairs}


@pytest.mark.translation_case(98)
def test_translations_that_no_longer_follow_are_named_before_their_original_is_deleted(
    owner, spanish
):
    original = spanish.get_translation(factories.get_locale())
    assert ask(owner, original)[0].startswith("The translations of this page stay")
    assert not ask(owner, work.make_source(title="Distance"))
