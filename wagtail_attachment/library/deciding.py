"""The outcome of importing an article: a new draft, an updated draft or nothing, and why."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_attachment.articles.changes import compare_texts
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.permissions import may_edit
from wagtail_attachment.translation.texts import get_reviewed_texts

from .drafts import add_draft
from .records import ImportedArticle
from .redirects import describe_rival
from .sources import SourceArticle
from .taking import Place, Reading

logger = logging.getLogger("wagtail_attachment")

State = ImportedArticle.State
_SHOWN_AT_MOST = 200
_TAKEN_OVER = (
    *("title", "subtitle", "lead", "body", "image_id"),
    *("first_published_at", "search_description"),
)


def import_article(
    article: SourceArticle, place: Place, *, is_trial: bool = False
) -> ImportedArticle:
    """Return the outcome for an article, not yet stored; with ``is_trial``, change nothing.

    Call it in a transaction. If an article cannot be read or stored, the outcome says so. Errors of
    the database itself are raised.
    """
    row = ImportedArticle(parent_id=place.parent_id, key=article.key, name=article.name)
    try:
        with transaction.atomic():
            _decide(article, place, row, is_trial)
    except ValidationError as error:
        _fail(row, error.messages)
    except (IntegrityError, DataError):
        _fail(row, [_("The database does not accept it. Paste it by hand, or ask your developer.")])
    except DatabaseError:
        raise
    except Exception:
        logger.exception("“%s” could not be imported", article.name)
        message = _("Something in it could not be read. Paste it instead, or ask your developer.")
        _fail(row, [message])
    row.notes = [clean(note) for note in row.notes]
    return row


def _fail(row: ImportedArticle, messages: list[str]) -> None:
    row.state, row.notes, row.page_id, row.revision_id = State.FAILED, messages, None, None


def _decide(article: SourceArticle, place: Place, row: ImportedArticle, is_trial: bool) -> None:
    parent = place.lock_parent()
    reading = Reading(article, place)
    row.title, row.digest, row.notes = reading.title, reading.digest, reading.notes
    row.left_out = reading.left_out
    row.address = clean(reading.text.meta.address)[:2000]
    if reading.is_empty and not reading.pictures:
        if not article.meta.title:
            raise ValidationError(_("It contains no article text."))
        row.notes.append(_("Nothing of its text is in the draft."))
    taken = _find_taken(article, reading)
    page = _get_page(taken)
    if taken and page is None:
        row.notes.append(_("Its earlier draft was deleted, so this is a new one."))
    if taken is None or page is None:
        _create(reading, parent, row, is_trial)
        return
    row.page_id = page.pk
    if article.is_file and taken.key != article.key and taken.digest != reading.digest:
        row.notes.append(
            _("It was taken for “%(name)s”, which has the same file name and title.")
            % {"name": taken.name}
        )
    if taken.digest == reading.digest:
        row.state, row.notes, row.left_out = State.UNCHANGED, [], []
        if taken.key != row.key:
            row.notes = [_("The same text was imported as “%(name)s”.") % {"name": taken.name}]
        return
    reason = _find_reason_to_keep(article, reading, page, taken, place.user)
    if reason:
        row.state, row.left_out = State.KEPT, []
        row.notes = [reason]
        row.difference = _compare(taken, page, reading)
        if not row.difference:
            row.notes.append(
                _("The words are the same: formatting, pictures or details such as authors differ.")
            )
        return
    _update(reading, page, taken, row, is_trial)


def _find_taken(article: SourceArticle, reading: Reading) -> ImportedArticle | None:
    """Return the article's last import; a file may have been renamed or moved since."""
    find = partial(ImportedArticle.find_taken, reading.place.parent_id)
    taken = find(key=article.key)
    if taken is None and article.is_file:
        taken = find(digest=reading.digest)
    if taken is None and article.is_file and not article.folder:
        # One file of a folder, corrected and imported alone. If two folders have a match, it could
        # be either.
        alike: dict[str, Any] = {"title": reading.title, "key__startswith": "file:"}
        taken = find(key__endswith=f"/{article.name}", **alike)
        if taken and find(key__endswith=f"/{article.name}", **alike, other_than=taken.page_id):
            return None
    return taken


def _get_page(taken: ImportedArticle | None) -> Any:
    page = taken and get_base_page_model().objects.filter(pk=taken.page_id).first()
    return page.specific if page else None


def _create(reading: Reading, parent: Any, row: ImportedArticle, is_trial: bool) -> None:
    row.state = State.CREATED
    beside = get_base_page_model().objects.child_of(parent)
    if beside.filter(Q(title=row.title) | Q(draft_title=row.title)).exists():
        row.notes.append(_("There is an article with this title already; this is another one."))
    row.notes += describe_rival(row.address)
    page = reading.make_page(is_trial=is_trial)
    if is_trial:
        return
    slug = reading.text.meta.slug
    revision = add_draft(page, parent, reading.place.user, slug)
    row.page_id, row.revision_id = page.pk, revision.pk


def _update(
    reading: Reading, page: Any, taken: ImportedArticle, row: ImportedArticle, is_trial: bool
) -> None:
    row.state = State.UPDATED
    if is_trial:
        return
    new = reading.make_page()
    # If a revision has no date, Wagtail takes the page's.
    type(page).objects.filter(pk=page.pk).update(first_published_at=new.first_published_at)
    draft = page.get_latest_revision_as_object()
    for name in _TAKEN_OVER:
        setattr(draft, name, getattr(new, name))
    draft.authors, draft.topics = list(new.authors.all()), list(new.topics.all())
    revision = draft.save_revision(user=reading.place.user, log_action=True, clean=False)
    row.revision_id, row.before_id = revision.pk, taken.revision_id


def _find_reason_to_keep(
    article: SourceArticle, reading: Reading, page: Any, taken: ImportedArticle, user: Any
) -> str:
    """Return why a changed text is not put into the existing page, or an empty string."""
    if article.is_file and reading.title != taken.title:
        return _(
            "Another article came from a file of this name: “%(title)s”. If this is a new one, "
            "rename the file and import it again. If it is the same one, change its title in "
            "the file back to “%(title)s”, or copy the new text into the draft."
        ) % {"title": taken.title}
    checks: list[tuple[Callable[[], bool], str]] = [
        (lambda: page.live, _("It is published.")),
        (lambda: page.last_published_at is not None, _("It has been published.")),
        (lambda: page.latest_revision_id != taken.revision_id, _("Its draft was edited here.")),
        (lambda: page.locked, _("Its draft is locked.")),
        (lambda: page.workflow_in_progress, _("Its draft is in a workflow.")),
        (lambda: page.approved_schedule, _("It is scheduled.")),
        (lambda: user is not None and not may_edit(user, page), _("You may not edit its draft.")),
    ]
    for applies, reason in checks:
        if applies():
            message = _("The source differs from what was imported; the page stays as it is.")
            return f"{reason} {message}"
    return ""


def _compare(taken: ImportedArticle, page: Any, reading: Reading) -> list[list[str]]:
    """Return how the source differs from its last import, or from the draft if that is gone."""
    revision = page.revisions.filter(pk=taken.revision_id).first()
    before = revision.as_object() if revision else page.get_latest_revision_as_object()
    now = reading.make_page(is_trial=True)
    reading.notes.clear()
    lines: list[list[str]] = []
    for change in compare_texts(get_reviewed_texts(before), get_reviewed_texts(now)):
        if change.is_changed:
            lines += [["-", clean(change.before.words)]] if change.before else []
            lines += [["+", clean(change.text.words)]] if change.text else []
    return lines[:_SHOWN_AT_MOST]
