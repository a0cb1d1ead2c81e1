"""Wagtail's own app for translations, on sites where wagtail-localize has not taken its place."""

import pytest
from django.urls import get_resolver, reverse
from wagtail.models import Page

from tests import factories
from wagtail_attachment.models import BookingCTA, Disclaimer


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


@pytest.mark.translation_case(26)
def test_each_address_takes_the_permission_to_submit(client, superuser, practice):
    factories.get_home("es")
    page, booking = factories.make_article(live=True), factories.make_booking()
    addresses = {
        "submit_page_translation": [page.pk],
        "submit_snippet_translation": ["wagtail_attachment", "bookingcta", booking.pk],
    }
    _prefix, resolver = get_resolver().namespace_dict["simple_translation"]
    assert {name for name in resolver.reverse_dict if isinstance(name, str)} == set(addresses)

    def try_all():
        for name, args in addresses.items():
            url = reverse(f"simple_translation:{name}", args=args)
            client.post(url, {"locales": [factories.get_locale("es").pk]})
        return Page.objects.count(), BookingCTA.objects.count()

    editor = factories.make_user("access_admin", "change_bookingcta")
    factories.give_page_rights(editor, page.get_root(), "change_page", "publish_page")
    client.force_login(editor)
    pages, bookings = Page.objects.count(), BookingCTA.objects.count()
    assert try_all() == (pages, bookings)
    client.force_login(superuser)
    assert try_all() == (pages + 1, bookings + 1)
