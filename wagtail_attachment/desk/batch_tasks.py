"""Working a batch of translations off, page by page: at once, or by a worker where the site has one."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment.compat import get_base_page_model, task
from wagtail_attachment.permissions import may_submit_page
from wagtail_attachment.translation.batches import TranslationBatch, TranslationBatchItem
from wagtail_attachment.translation.makers import get_maker

from .handing_over import hand_over_finished
from .tasks import name_language

logger = logging.getLogger("wagtail_attachment")

SUBMIT_MANY = "wagtail_attachment.submit_translations"


def start_batch(batch: TranslationBatch) -> None:
    """Let a batch run, or go on, once it is committed."""
    batch.ask_again()
    transaction.on_commit(partial(run_batch_task.enqueue, batch.pk), robust=True)


@task
def run_batch_task(batch_id: int) -> None:
    run_batch(batch_id)


def run_batch(batch_id: int) -> None:
    """Do what is left of a batch, unless someone else is doing so.

    A page that fails is named with the reason and stops no other one.
    """
    batch = TranslationBatch.claim(batch_id)
    if batch is None:
        return
    locales = list(Locale.objects.filter(language_code__in=batch.languages).order_by("pk"))
    waiting = TranslationBatchItem.State.WAITING
    for item in TranslationBatchItem._default_manager.filter(batch=batch, state=waiting):
        if not batch.hold_on():
            return
        report, has_failed = _translate(item, batch, locales)
        item.note(report, has_failed=has_failed)
    batch.let_go()


def _translate(
    item: TranslationBatchItem, batch: TranslationBatch, locales: list[Locale]
) -> tuple[list[str], bool]:
    """Begin one page's translations; return what became of it, and whether anything failed."""
    base = get_base_page_model()._default_manager.filter(pk=item.page_id).first()
    if base is None:
        return [_("The page has been deleted.")], True
    if batch.user is None or not may_submit_page(batch.user, base, get_maker().permission):
        return [_("You do not have permission to submit this page for translation.")], True
    page = base.specific
    report, done, has_failed = [], [], False
    for locale in locales:
        words: list[str] = []
        try:
            _translate_into(page, locale, batch, words)
        except (ValidationError, PermissionDenied) as error:
            has_failed = True
            words.append(_describe(error))
        except Exception as error:
            has_failed = True
            logger.exception("Page %s could not be translated into %s.", page.pk, locale)
            reason = _("An unexpected error (%(name)s). Your administrator finds it in the log.")
            words.append(reason % {"name": type(error).__name__})
        else:
            done.append(locale.language_code)
        report.append(f"{name_language(locale)}: {'; '.join(words)}")
    if done:
        log(page, SUBMIT_MANY, user=batch.user, data={"languages": done})
    return report, has_failed


def _translate_into(page: Any, locale: Any, batch: TranslationBatch, words: list[str]) -> None:
    """Do for one language what was asked for, step by step; what is done is added to ``words``.

    A step that fails takes back nothing of those before it.
    """
    maker = get_maker()
    if page.locale_id == locale.pk:
        words.append(_("This is the original"))
        return
    translated = page.get_translations().filter(locale=locale, alias_of=None).first()
    if translated is None:
        with transaction.atomic():
            translated = maker.submit(page, locale, batch.user)
        words.append(_("Started"))
    else:
        words.append(_("Already started"))
    translated = translated.specific
    if batch.pretranslate:
        with transaction.atomic():
            is_new = maker.pretranslate(translated, batch.user)
        if is_new:
            words.append(_("Translated by the machine as far as it can, to be reviewed"))
    if batch.hand_over:
        with transaction.atomic():
            words.append(hand_over_finished(translated, batch.user))


def _describe(error: ValidationError | PermissionDenied) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or _("You do not have permission to do this.")
