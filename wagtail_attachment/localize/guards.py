"""Errors at a string or link that would keep the page from going live.

wagtail-localize leaves a string with an error out of the page and shows the error beside it; the
next *Save* removes the error. The text stays stored, so nothing typed is lost. This helps
translators; the publish gate finds what bypasses these checks (``bulk_create``, ``update``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride, StringTranslation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.numbers import compare
from wagtail_attachment.publishing.substitutes import may_lead
from wagtail_attachment.publishing.targets import is_same_target
from wagtail_attachment.publishing.texts import Text, split_html


def refuse_changed_text(
    sender: type, instance: StringTranslation, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Set the string's error if it is empty, or its numbers differ from the original's.

    wagtail-localize joins the remaining texts of a rich text, so a missing one would go unnoticed.
    """
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    source, translation = split_html(instance.translation_of.data), split_html(instance.data)
    if _has_words(source) and not _has_words(translation):
        if _find_covered_page(instance):
            _set_error(instance, _("This is empty: translate the text, or repeat the original."))
        return
    # The page is read only if a number differs, whether a known one or any other figure.
    differences = compare(source, translation, get_known_short_numbers())
    if not differences.refused and not differences.asked:
        return
    page = _find_covered_page(instance)
    if page is None:
        return
    safety, language = page.get_safety(), instance.locale.language_code
    changes = compare(source, translation, safety.known_numbers, safety.ways, language).refused
    if changes:
        _set_error(
            instance,
            _(
                "Keep the numbers, keywords and links of the original: it has %(missing)s, the "
                "translation %(added)s."
            )
            % {
                "missing": join_items(changes[0].missing) or _("none"),
                "added": join_items(changes[0].added) or _("none"),
            },
        )


def _has_words(texts: Iterable[Text]) -> bool:
    return any(text.words for text in texts)


def refuse_changed_link(
    sender: type, instance: SegmentOverride, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Set the override's error if it leads to another number or address, or to no web page."""
    if raw or (update_fields is not None and "data_json" not in update_fields):
        return
    target, source = instance.data, _get_quoted_target(instance.context.path)
    if not isinstance(target, str) or _may_lead(instance, source, target):
        # wagtail-localize never removes an override's error.
        _set_error(instance, "")
    elif source:
        _set_error(
            instance, _("Link to the same place as the original: %(source)s.") % {"source": source}
        )


def _may_lead(override: SegmentOverride, source: str, target: str) -> bool:
    if is_same_target(source, target):
        return True
    page = _find_covered_page(override)
    ways = page.get_safety().ways if page else ()
    return may_lead(source, target, ways, override.locale.language_code)


def _get_quoted_target(path: str) -> str:
    """Return a link's target in the original, which is quoted at the end of a link's path."""
    _before, quote, target = path.partition(".'")
    return target[:-1].replace("\\'", "'").replace("\\\\", "\\") if quote else ""


def _find_covered_page(part: StringTranslation | SegmentOverride) -> CoveredPageMixin | None:
    page = (
        get_base_page_model()
        .objects.filter(translation_key=part.context.object_id, locale_id=part.locale_id)
        .first()
    )
    specific = page.specific if page else None
    return specific if isinstance(specific, CoveredPageMixin) else None


def _set_error(instance: StringTranslation | SegmentOverride, message: str) -> None:
    """Store the error, or its absence, without a signal; the editor's response also shows it."""
    if instance.has_error == bool(message) and instance.field_error == message:
        return
    instance.has_error, instance.field_error = bool(message), message
    type(instance).objects.filter(pk=instance.pk).update(
        has_error=instance.has_error, field_error=message
    )
