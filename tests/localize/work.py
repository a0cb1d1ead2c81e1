"""What people do in wagtail-localize: submit, translate, publish, update."""

from urllib.parse import urlencode

import polib
from django.test import TestCase
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from tests import factories
from tests.localize.machine import say
from wagtail_attachment.translation.pages import find_pending_translation


def post(client, url, data):
    """Post, and run what waits for the end of the transaction; what it raises fails the test."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(url, data, follow=True)


def publish_source(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_source(*sections, **values):
    """Return a live English article."""
    return publish_source(factories.make_article(*sections, **values))


def submit(client, page, *codes, **data):
    locales = [factories.get_locale(code).pk for code in codes or ["es"]]
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return post(client, url, {"locales": locales, **data})


def start(page, code="es"):
    """Submit without a browser; the translation stays a draft. Return it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_object(page, [factories.get_locale(code)])
    return get_translated(page, code)


def get_translated(page, code="es"):
    return page.get_translation(factories.get_locale(code)).specific


def get_record(translated):
    return Translation.objects.get(
        source__object_id=translated.translation_key, target_locale=translated.locale
    )


def translate(translated, user=None, write=say, **values):
    """Translate each string that has no translation yet, as a person does in the editor.

    ``write`` gives the words, ``None`` to leave a string out; ``values`` go into the row.
    """
    record = get_record(translated)
    for segment in record.source.stringsegment_set.select_related("string", "context"):
        data = write(segment.string.data)
        if data is not None:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=record.target_locale,
                context=segment.context,
                defaults={
                    "data": data,
                    "translation_type": "manual",
                    "tool_name": "",
                    "last_translated_by": user,
                    "has_error": False,
                    "field_error": "",
                    **values,
                },
            )


def type_string(client, translated, source, value):
    """Save one string in the editor; return the answer."""
    record = get_record(translated)
    segment = record.source.stringsegment_set.get(string__data=source)
    url = reverse("wagtail_localize:edit_string_translation", args=[record.pk, segment.pk])
    return put(client, url, value)


def override(client, translated, path, value):
    """Give a link or field another value for this language; ``path`` is how its own ends."""
    record = get_record(translated)
    segment = record.source.overridablesegment_set.get(context__path__endswith=path)
    url = reverse("wagtail_localize:edit_override", args=[record.pk, segment.pk])
    return put(client, url, value)


def put(client, url, value):
    body = urlencode({"value": value})
    return client.put(url, body, content_type="application/x-www-form-urlencoded")


def publish(client, translated):
    url = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    return post(client, url, {"action": "publish"})


def update(client, page, **data):
    source = TranslationSource.objects.get_for_instance(page)
    return post(client, reverse("wagtail_localize:update_translations", args=[source.pk]), data)


def machine_translate(client, translated):
    url = reverse("wagtail_localize:machine_translate", args=[get_record(translated).pk])
    return post(client, url, {})


def upload_po(translated, user, write=say):
    record = get_record(translated)
    po = polib.pofile(str(record.export_po()))
    for entry in po:
        entry.msgstr = write(entry.msgid)
    return record.import_po(po, user=user, tool_name="PO File")


def review(translated, user):
    """Record a review of the text that would be published now."""
    pending = find_pending_translation(translated)
    return pending.record_review(user, {pair.digest for pair in pending.pairs}).review


def publish_translated(translated, user=None):
    """Translate all, publish, and return what readers get."""
    translate(translated, user)
    with TestCase.captureOnCommitCallbacks(execute=True):
        get_record(translated).save_target(user=user, publish=True)
    return reload(translated)


def reload(page):
    return type(page).objects.get(pk=page.pk)


def get_ids(page):
    return {violation.id for violation in page.evaluate()}
