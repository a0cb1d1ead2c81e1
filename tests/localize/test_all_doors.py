"""Every address of wagtail-localize, tried by somebody who lacks the permission for it."""

from dataclasses import dataclass

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.models import BookingCTA

HARMLESS = {
    "javascript_catalog": "The words of wagtail-localize's own scripts.",
    "snippets_api_detail": "Reads the name of one snippet for its chooser, and no text.",
    "snippets_api_listing": "Reads the names of snippets for its chooser, and no text.",
    "translations_report": "Reads which translations there are, by title.",
    "translations_report_results": "The same, filtered.",
}
"""The addresses that change nothing and show no text, each with what it is for."""

SUBMIT = {"submit_page_translation", "submit_snippet_translation", "update_translations"}
"""Those that ask for the permission to submit translations; all others ask for that to edit the page."""


@dataclass
class Doors:
    """A live Spanish translation with an override, and what each address takes to change it."""

    spanish: Page
    source: Page
    booking: BookingCTA

    def get_args(self, name):
        record = work.get_record(self.spanish)
        if name == "edit_string_translation":
            segment = record.source.stringsegment_set.get(string__data="Closeness")
            return [record.pk, segment.pk]
        if name == "edit_override":
            segments = record.source.overridablesegment_set
            return [record.pk, segments.get(context__path__endswith="'https://example.com'").pk]
        return {
            "submit_page_translation": [self.source.pk],
            "submit_snippet_translation": ["wagtail_attachment", "bookingcta", self.booking.pk],
            "update_translations": [record.source_id],
            "convert_to_alias": [self.spanish.pk],
        }.get(name, [record.pk])

    def get_data(self, name):
        if name in SUBMIT:
            french = factories.get_locale("fr").pk
            return {"locales": [french], "publish_translations": "on"}
        if name == "upload_pofile":
            po = polib.pofile(str(work.get_record(self.spanish).export_po()))
            for entry in po:
                entry.msgstr = f"{entry.msgid} (file)"
            return {"file": SimpleUploadedFile("es.po", str(po).encode())}
        return {}

    def try_to(self, client, method, name):
        url = reverse(f"wagtail_localize:{name}", args=self.get_args(name))
        if method == "put":
            new = "https://example.net/" if name == "edit_override" else "La cercanía"
            return work.put(client, url, new)
        if method == "post":
            return client.post(url, self.get_data(name))
        return getattr(client, method)(url)

    def get_state(self):
        """Return all that a door could change: pages, snippets, and what wagtail-localize keeps."""
        pages = Page.objects.order_by("pk")
        return [
            list(pages.values_list("pk", "title", "live", "alias_of", "latest_revision")),
            list(BookingCTA.objects.order_by("pk").values_list("pk", "locale")),
            list(Translation.objects.order_by("pk").values_list("pk", "enabled")),
            list(Translation.objects.order_by("pk").values_list("source__last_updated_at")),
            list(StringTranslation.objects.order_by("pk").values_list("pk", "data")),
            list(SegmentOverride.objects.order_by("pk").values_list("pk", "data_json")),
        ]


TRIES = [
    ("post", "submit_page_translation"),
    ("post", "submit_snippet_translation"),
    ("post", "update_translations"),
    ("put", "edit_string_translation"),
    ("delete", "edit_string_translation"),
    ("put", "edit_override"),
    ("delete", "edit_override"),
    ("get", "download_pofile"),
    ("post", "upload_pofile"),
    ("post", "machine_translate"),
    ("get", "preview_translation"),
    ("post", "stop_translation"),
    ("get", "convert_to_alias"),
    ("post", "convert_to_alias"),
]


@pytest.fixture
def doors(world, superuser, client, machine):
    link = '<p>Read <a href="https://example.com">this</a>.</p>'
    source = work.make_source(section(content=[paragraph(link)]), title="Closeness")
    spanish = work.publish_translated(work.start(source), superuser)
    client.force_login(superuser)
    work.override(client, spanish, "'https://example.com'", "https://example.com/es")
    # What the machine could fill in, were it asked.
    StringTranslation.objects.filter(translation_of__data="A heading").delete()
    factories.get_home("fr")
    source.title = "Distance"
    work.publish_source(source)
    return Doors(spanish, source, factories.make_booking())


@pytest.fixture
def make_stranger(db):
    """Return a function that makes somebody who edits and publishes the French pages, and no others."""

    def make(*rights):
        user = factories.make_user("access_admin", *rights)
        factories.give_page_rights(user, factories.get_home("fr"), "change_page", "publish_page")
        return user

    return make


@pytest.mark.translation_case(26)
@pytest.mark.parametrize(("method", "name"), TRIES)
def test_door_opens_for_who_has_the_permission_alone(
    client, doors, superuser, make_stranger, method, name
):
    rights = [] if name in SUBMIT else ["submit_translation"]
    client.force_login(make_stranger(*rights))
    before = doors.get_state()
    assert doors.try_to(client, method, name).status_code in {302, 403}
    assert doors.get_state() == before
    client.force_login(superuser)
    answer = doors.try_to(client, method, name)
    if method == "get":
        assert answer.status_code == 200
    else:
        assert doors.get_state() != before


@pytest.mark.translation_case(26)
def test_each_address_is_tried_or_said_to_be_harmless():
    _prefix, resolver = get_resolver().namespace_dict["wagtail_localize"]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    tried = {name for _method, name in TRIES}
    assert names == tried | set(HARMLESS)
    assert not tried & set(HARMLESS)
