"""Wagtail's own app for translations, on sites where wagtail-localize has not taken its place."""

import pytest
from django.urls import reverse

from tests import factories
from wagtail_attachment.models import Disclaimer


@pytest.mark.translation_case(8)
def test_copy_is_a_draft_in_the_original_s_words(client, superuser, practice):
    factories.get_home("es")
    page = factories.make_article(title="Closeness", live=True)
    client.force_login(superuser)
    url = reverse("simple_translation:submit_page_translation", args=[page.pk])
    client.post(url, {"locales": [factories.get_locale("es").pk]})
    copy = page.get_translation(factories.get_locale("es"))
    assert (copy.live, copy.title) == (False, "Closeness")


@pytest.mark.translation_case(8)
def test_wording_is_not_offered_to_be_copied(client, superuser, practice):
    factories.get_home("es")
    client.force_login(superuser)
    args = ["wagtail_attachment", "disclaimer", Disclaimer.objects.get().pk]
    url = reverse("simple_translation:submit_snippet_translation", args=args)
    assert client.get(url).status_code == 404
