"""The site in Spanish and Arabic, made by wagtail-localize as in the admin.

The machine (:mod:`home.machine`) writes, a person reads it beside the original, and it goes live. One
article is left waiting for that reader; of another the original says something else since.
"""

import json
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import SegmentOverride, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.strings import StringValue
from wagtail_localize.views.edit_translation import apply_machine_translation

from home.machine import read_phrase_book
from home.models import HomePage
from wagtail_attachment.models import BookingCTA, Practitioner, Topic
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage
from wagtail_attachment.translation.pages import PageTranslation, find_pending_translation
from wagtail_attachment.translation.snippets import find_snippet_translation

from .texts import list_translated_articles, read_articles

TRANSLATORS = {"es": "translator-es", "ar": "translator"}
AWAITING_REVIEW = ("ar", "repair-after-conflict")
NOTE = "Read beside the original. A demo: no native speaker has reviewed it yet."


def create_locales() -> list[Locale]:
    return [Locale.objects.get_or_create(language_code=code)[0] for code in TRANSLATORS]


def translate_site(home: HomePage, locales: list[Locale], logins: dict[str, AbstractUser]) -> None:
    for locale in locales:
        translator = logins[TRANSLATORS[locale.language_code]]
        # First what the articles name: they then use it in their language.
        for model in (Topic, Practitioner, BookingCTA):
            for snippet in model.objects.filter(locale=home.locale):
                translation = _write(snippet, locale, translator)
                _review(
                    find_snippet_translation(translation.get_target_instance()), logins["reviewer"]
                )
                translation.save_target(user=translator, publish=True)
        for page in (home, ArticleIndexPage.objects.child_of(home).get()):
            _publish(_translate(page, locale, translator), logins["editor"])
        for slug in list_translated_articles(locale.language_code):
            article = ArticlePage.objects.get(slug=slug, locale=home.locale).specific
            translation = _translate(article, locale, translator)
            if (locale.language_code, slug) != AWAITING_REVIEW:
                _review(find_pending_translation(translation), logins["reviewer"])
                _publish(translation, logins["editor"])


def edit_originals(home: HomePage, editor: AbstractUser) -> None:
    """Publish what was changed in English after it was translated."""
    for article in read_articles():
        if edit := article.get("later_edit"):
            page = ArticlePage.objects.get(slug=article["slug"], locale=home.locale).specific
            body = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
            page.body = body.replace(edit["before"], edit["after"])
            page.save_revision(user=editor).publish(user=editor)


def _translate(page: Page, locale: Locale, translator: AbstractUser) -> Any:
    """Let the machine write a page, and return it as stored: a draft."""
    translation = _write(page, locale, translator)
    translation.save_target(user=translator, publish=False)
    return translation.get_target_instance()


def _write(instance: Any, locale: Locale, translator: AbstractUser) -> Translation:
    """Submit a page or a snippet for translation, and let the machine write it."""
    translate_object(instance, [locale], user=translator)
    translation = Translation.objects.get(
        source__object_id=instance.translation_key, target_locale=locale
    )
    apply_machine_translation(translation.pk, translator, get_machine_translator())
    _write_names(translation, translator)
    return translation


def _write_names(translation: Translation, translator: AbstractUser) -> None:
    """Put names in the script of the language, which no machine is asked for."""
    known = read_phrase_book(translation.target_locale.language_code)
    for segment in translation.source.overridablesegment_set.filter(context__path="name"):
        if name := known.get(StringValue.from_plaintext(segment.data)):
            SegmentOverride.objects.create(
                locale=translation.target_locale,
                context=segment.context,
                data_json=json.dumps(name.render_text()),
                last_translated_by=translator,
            )


def _review(translation: PageTranslation, reviewer: AbstractUser) -> None:
    digests = {pair.digest for pair in translation.pairs}
    translation.record_review(_read_anew(reviewer), digests, note=NOTE)


def _publish(page: Page, user: AbstractUser) -> None:
    page.get_latest_revision().publish(user=_read_anew(user))


def _read_anew(user: AbstractUser) -> AbstractUser:
    """Return a user of whom nothing is kept: Wagtail keeps their pages, as they were when it was asked."""
    found: AbstractUser = type(user)._default_manager.get(pk=user.pk)
    return found
