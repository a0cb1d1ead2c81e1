"""wagtail-localize as the maker of translations for many pages at once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.views.edit_translation import apply_machine_translation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.permissions import may_publish

from .filling import fill_in
from .going_live import (
    describe_going_live,
    describe_missing_parents,
    describe_taking_away,
    find_missing_parents,
    goes_live_unasked,
    may_copy_parents,
)
from .tool import find_enabled_translation


class LocalizeMaker:
    permission = "wagtail_localize.submit_translation"

    def submit(self, page: Any, locale: Any, user: Any) -> Any:
        """Begin a translation as wagtail-localize's own form does, without its messages.

        Raises ``ValidationError`` if ``user`` lacks a permission or the page cannot be made.
        """
        if goes_live_unasked(user, page, locale):
            raise ValidationError(describe_going_live(locale))
        parents = find_missing_parents(page, locale)
        if parents and not may_copy_parents(user, page, locale):
            raise ValidationError(describe_missing_parents(parents, locale))
        alias = page.get_translations().filter(locale=locale).exclude(alias_of=None).first()
        if alias is not None and alias.live and isinstance(alias.specific, CoveredPageMixin):
            # It would stay live, as a page in the other language with the original's text.
            if not may_publish(user, alias.specific):
                raise ValidationError(describe_taking_away(alias.specific))
            alias.specific.unpublish(user=user)
        TranslationCreator(user, [locale]).create_translations(page)
        try:
            return TranslationSource.objects.get_for_instance(page).get_translated_instance(locale)
        except ObjectDoesNotExist as error:
            raise ValidationError(
                _(
                    "wagtail-localize could not make the page. Submit this page by itself to see why."
                )
            ) from error

    def pretranslate(self, page: Any, user: Any) -> bool:
        translation, machine = find_enabled_translation(page), get_machine_translator()
        if translation is None or machine is None:
            return False
        source, target = translation.source.locale, translation.target_locale
        if not machine.can_translate(source, target):
            raise ValidationError(
                _("%(machine)s does not translate from %(source)s into %(target)s.")
                % {
                    "machine": machine.display_name,
                    "source": source.get_display_name(),
                    "target": target.get_display_name(),
                }
            )
        fill_in(translation, user)
        return bool(apply_machine_translation(translation.pk, user, machine))

    def has_machine(self) -> bool:
        return get_machine_translator() is not None

    def get_last_hand(self) -> dict[str, Any]:
        strings = StringTranslation.objects.filter(
            context__object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
        ).order_by("-updated_at")
        return {
            "hand_at": Subquery(strings.values("updated_at")[:1]),
            "hand_user": Subquery(strings.values("last_translated_by")[:1]),
        }
