"""Pages that are translated and have no gate, an index or a site's home: which, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Site

from wagtail_attachment.articles.languages import LanguageVersionsMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.translation.sources import Managed
from wagtail_attachment.translation.terms import is_without_spaces
from wagtail_attachment.translation.texts import get_texts

_SHORT, _FEW_WORDS = 60, 6


def get_listed_types() -> list[int]:
    """Return the ids of the types of page that are listed whatever their place."""
    return get_type_ids(CoveredPage, LanguageVersionsMixin)


def get_type_ids(*bases: type) -> list[int]:
    models = [model for model in apps.get_models() if issubclass(model, bases)]
    return [each.pk for each in ContentType.objects.get_for_models(*models).values()]


def is_listed() -> Q:
    """Return the condition that a page is listed: by its type, as a site's home page, or by its languages.

    A page of any type is that another language has, be it as a copy that shows the original's text.
    """
    pages = get_base_page_model().objects
    others = pages.filter(translation_key=OuterRef("translation_key"))
    has_other = Exists(others.exclude(locale=OuterRef("locale")))
    homes = pages.filter(pk__in=Site.objects.values("root_page")).values("translation_key")
    return Q(content_type__in=get_listed_types()) | Q(translation_key__in=homes) | Q(has_other)


def count_texts(
    groups: Mapping[Any, Sequence[Any]], managed: Mapping[int, Managed]
) -> dict[int, tuple[int, int]]:
    """Return by translation how many texts there are, and how many are not the original's words.

    ``groups`` are pages with one translation key each, the original first, and ``managed`` is what tools
    know of them. Nobody can put on record that a text of theirs is the same on purpose. So a single word
    that is the same, as “Blog”, is no text to translate, and a few words are translated once someone has
    typed them again: a name, for example.
    """
    return {
        page.pk: _count(group[0], page, managed.get(page.pk))
        for group in groups.values()
        for page in group[1:]
    }


def _count(original: Any, page: Any, managed: Managed | None) -> tuple[int, int]:
    ours = managed.source.texts if managed else get_texts(original)
    written = managed.texts if managed and managed.texts is not None else get_texts(page)
    there = {text.digest for text in written}
    wanted = {
        text.digest
        for text in ours
        if text.needs_translation and not (text.digest in there and may_be_the_same(text.words))
    }
    kept = {
        text.digest
        for text in ours
        if managed and text.digest in managed.typed_alike and _is_short(text.words)
    }
    return len(wanted), len(wanted - (there - kept))


def _is_short(words: str) -> bool:
    return len(words) <= _SHORT and len(words.split()) <= _FEW_WORDS


def may_be_the_same(words: str) -> bool:
    """Say whether words may be right in two languages: nobody can put on record that they are meant."""
    return " " not in words and not is_without_spaces(words)
