"""Pasting a finished article: its text becomes a draft."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.mixins import HookResponseMixin
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import PageSubscription

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.importing import PastedArticle, Section, read_article

from .own_pages import OwnPageMixin
from .paste_forms import KINDS, PasteForm, RecognisedForm, get_excerpt


class PasteView(OwnPageMixin, HookResponseMixin, View):
    """Asks for the text, shows what was recognised in it, then makes the draft.

    The text goes along from step to step, so nothing is kept in between and nothing is lost.
    """

    template_name = "wagtail_attachment/admin/paste.html"
    page_title = gettext_lazy("Paste a finished article")
    header_icon = "doc-full"

    def may_open(self) -> bool:
        return bool(self.parent.permissions_for_user(self.request.user).can_add_subpage())

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.models:
            return None
        messages.error(
            self.request,
            _("No article can be added below “%(title)s”: choose another page.")
            % {"title": self.parent.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", self.parent.pk)

    @cached_property
    def parent(self) -> Any:
        return get_object_or_404(get_base_page_model(), pk=self.kwargs["parent_pk"]).specific

    @cached_property
    def models(self) -> list[Any]:
        return get_article_models(self.parent)

    def get_trail(self) -> list[tuple[str, Any]]:
        url = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [(url, self.parent.get_admin_display_title())]

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(PasteForm(models=self.models))

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        form = PasteForm(request.POST, models=self.models)
        step = request.POST.get("step")
        if step == "back":
            return self.ask(PasteForm(initial=request.POST.dict(), models=self.models))
        if not form.is_valid():
            return self.ask(form)
        recognised = RecognisedForm(
            request.POST if step == "create" else None,
            article=form.article,
            model=form.model,
            language=self.parent.locale.language_code,
        )
        if step == "create" and recognised.is_valid():
            try:
                return self.create(form, recognised)
            except ValidationError as error:
                recognised.add_error(None, error.messages)
        return self.show(form, recognised)

    def ask(self, form: PasteForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, parent=self.parent))

    def show(self, form: PasteForm, recognised: RecognisedForm) -> HttpResponse:
        context = self.get_context_data(
            paste_form=form, form=recognised, lead=get_excerpt(form.article.lead_html)
        )
        self.template_name = "wagtail_attachment/admin/paste_recognised.html"
        return self.render_to_response(context)

    def create(self, form: PasteForm, recognised: RecognisedForm) -> HttpResponse:
        model = form.model
        response = self.run_hook("before_create_page", self.request, self.parent, model)
        if response:
            return response
        page = make_page(model, form.cleaned_data["source"], recognised)
        try:
            add_draft(page, self.parent, self.request)
        except DatabaseError:
            raise ValidationError(
                _("This kind of page needs more than its text. Write it in the editor instead.")
            ) from None
        messages.success(self.request, describe(page, recognised))
        response = self.run_hook("after_create_page", self.request, page)
        return response or redirect("wagtailadmin_pages:edit", page.pk)


def get_article_models(parent: Any) -> list[Any]:
    """Return the kinds of article that may be made below a page."""
    return [
        model
        for model in type(parent).creatable_subpage_models()
        if issubclass(model, ArticlePageMixin) and model.can_create_at(parent)
    ]


def make_page(model: Any, source: str, form: RecognisedForm) -> Any:
    """Return the page, not saved, as the form was filled in."""
    article = read_article(source, keep=form.kept)
    purposes = [form.cleaned_data[bound.name] for bound in form.purposes]
    page = model(
        title=form.cleaned_data["title"],
        lead=article.lead_html,
        **{name: form.cleaned_data[name] for name in form.choice_names},
    )
    page.body = [
        {
            "type": "section",
            "value": {
                "heading": section.heading,
                "purpose": purpose,
                "content": [{"type": "paragraph", "value": section.html}],
            },
        }
        for section, purpose in _pair(article, form.article.sections, purposes)
    ]
    return page


def _pair(
    article: PastedArticle, shown: Sequence[Section], purposes: Sequence[str]
) -> list[tuple[Section, str]]:
    """Return each section with the purpose that was chosen for it.

    A passage that was kept may have brought back a heading of its own; its purpose is the guess.
    """
    chosen = list(zip(shown, purposes, strict=True))
    pairs = []
    for section in article.sections:
        if chosen and chosen[0][0].heading == section.heading:
            pairs.append((section, chosen.pop(0)[1]))
        else:
            pairs.append((section, section.purpose))
    return pairs


@transaction.atomic
def add_draft(page: Any, parent: Any, request: Any) -> None:
    """Add a page as Wagtail's editor would on *Save draft*."""
    page.live = False
    page.owner = request.user
    page.slug = get_free_slug(page.title, parent)
    parent.add_child(instance=page)
    # A site may make new pages private by default: Wagtail's own view knows how.
    creating = CreateView()
    creating.request, creating.page = request, page
    creating.set_default_privacy_setting()
    page.save_revision(user=request.user, log_action=True, clean=False)
    PageSubscription.objects.create(page=page, user=request.user, comment_notifications=True)


def get_free_slug(title: str, parent: Any) -> str:
    """Return a slug that no page beside it has; Wagtail finds none for a title of emoji."""
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    base = slugify(title, allow_unicode=allow_unicode)[:200].strip("-_") or "article"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in candidates if slug not in taken)


def describe(page: Any, form: RecognisedForm) -> str:
    """Say what was made, what was left out, and what is still to be chosen."""
    parts = [_("“%(title)s” is a draft now.") % {"title": page.title}]
    left_out = [
        f"{KINDS[passage.kind]} (“{Truncator(passage.text).words(8)}”)"
        for index, passage in enumerate(form.article.removable)
        if index not in form.kept
    ]
    if left_out:
        parts.append(
            _("Left out, since ours is added: %(passages)s.") % {"passages": ", ".join(left_out)}
        )
    for bound in form.choices:
        if not form.cleaned_data[bound.name]:
            parts.append(_("Still to be chosen: %(name)s.") % {"name": bound.label})
    return " ".join(parts)
