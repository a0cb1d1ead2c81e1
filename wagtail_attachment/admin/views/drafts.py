"""An imported text becomes a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.importing import ReadArticle, make_body, make_lead
from wagtail_attachment.importing.article import Found, Removable, compose
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.importing.shape import Repairs, choose_kept
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.library.drafts import add_draft
from wagtail_attachment.library.facts import put_facts
from wagtail_attachment.library.images import store_pictures
from wagtail_attachment.library.kinds import describe_kind
from wagtail_attachment.library.matching import Names
from wagtail_attachment.library.redirects import describe_lead

from .paste_forms import RecognisedForm


@dataclass(frozen=True)
class Draft:
    """A page of an imported text, with what its author should know of it.

    ``images`` are those that it shows; ``notes`` say what it names and the site does not have.
    """

    page: Any
    article: ReadArticle
    images: Mapping[int, Any]
    left_out: Sequence[Removable]
    notes: Sequence[str]


def make_draft(
    model: Any, found: Found, repairs: Repairs, form: RecognisedForm, user: Any, locale: Any
) -> Draft:
    """Return the draft of a text, not saved, as the form was filled in."""
    article = compose(found, repairs)
    data = form.cleaned_data
    images = store_pictures(article.pictures, user)
    page = model(
        title=data["title"],
        lead=make_lead(article, images),
        locale=locale,
        **{name: data[name] for name in form.choice_names},
    )
    page.subtitle = data["subtitle"]
    page.body = make_body(article, images)
    notes = put_facts(page, article.meta, Names(locale))
    kept = choose_kept(found.passages, repairs.kept)
    left_out = [each for place, each in enumerate(article.removable) if place not in kept]
    return Draft(page, article, images, left_out, notes)


@transaction.atomic
def save_draft(draft: Draft, parent: Any, user: Any, begun: TextImport) -> int:
    """Add a page as the draft of an import, and return its key.

    One import makes one draft: if another request has made it meanwhile, its key is returned.
    Raises ``ValidationError`` for a type of page that needs more than was given.
    """
    begun = get_object_or_404(TextImport.objects.select_for_update(), pk=begun.pk)
    if begun.page_id is None:
        add_draft(draft.page, parent, user, draft.article.meta.slug)
        begun.page_id, begun.source = draft.page.pk, b""
        begun.address = clean(draft.article.meta.address)[:2000]
        begun.left_out = [[each.kind, clean(each.lines)] for each in draft.left_out]
        begun.save(update_fields=["page_id", "source", "address", "left_out"])
    return int(begun.page_id)


def describe(draft: Draft, form: RecognisedForm) -> str:
    """Say what was made, what was left out, and what is still to be chosen."""
    parts = [_("“%(title)s” is a draft now.") % {"title": draft.page.title}]
    if draft.left_out:
        passages = [
            _("%(kind)s (“%(words)s”)")
            % {"kind": describe_kind(each.kind), "words": Truncator(each.text).words(8)}
            for each in draft.left_out
        ]
        parts.append(_("Left out: %(passages)s.") % {"passages": join_items(passages)})
    missing = len(draft.article.pictures) - len(draft.images)
    if missing:
        parts.append(
            ngettext(
                "One picture is missing: a note stands in its place.",
                "%(count)s pictures are missing: a note stands in the place of each.",
                missing,
            )
            % {"count": missing}
        )
    for bound in form.choices:
        if not form.cleaned_data[bound.name]:
            parts.append(_("Still to be chosen: %(name)s.") % {"name": bound.label})
    parts += draft.notes
    if lead := describe_lead(draft.article.meta.address):
        parts.append(lead)
    return " ".join(parts)
