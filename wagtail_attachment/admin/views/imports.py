"""Importing many articles: the files, how far it has come, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.library import tasks, uploads, working
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.library.redirects import describe_lead
from wagtail_attachment.library.runs import ImportRun
from wagtail_attachment.setup import find_site

from .below_page import BelowPageMixin
from .first_article import get_links_to_import
from .import_forms import ImportForm
from .import_report import describe_passages, write_csv
from .own_pages import OwnPageMixin

_ON_A_PAGE = 50
_REFRESHED_AFTER = 5


class StartImportView(BelowPageMixin, View):
    """Asks for the files, below the page that was open."""

    template_name = "wagtail_attachment/admin/import_start.html"
    page_title = gettext_lazy("Import articles")
    header_icon = "download"

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(ImportForm(models=self.models))

    def ask(self, form: ImportForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, parent=self.parent))

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        data = {"sources": request.FILES.getlist("sources")}
        form = ImportForm(request.POST, data, models=self.models)
        if not form.is_valid():
            return self.ask(form)
        files = form.cleaned_data["sources"]
        run = working.begin(
            self.parent,
            form.model,
            [file.name for file in files],
            request.user,
            uploads=uploads.store(files),
        )
        tasks.start(run)
        return redirect("wagtail_attachment:import", run.pk)


class ImportMixin(OwnPageMixin):
    """A page about one import, for those who may add pages where its articles are."""

    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(ImportRun, pk=self.kwargs["pk"])

    @cached_property
    def parent(self) -> Any:
        """The page that holds its articles, ``None`` if it is gone."""
        return get_base_page_model().objects.filter(pk=self.run.parent_id).first()

    def may_open(self) -> bool:
        return permissions.may_see_import(self.request.user, self.parent)


class ImportView(ImportMixin, View):
    template_name = "wagtail_attachment/admin/import.html"
    page_title = gettext_lazy("Import")
    header_icon = "download"

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(reverse("wagtail_attachment:imports"), _("Imports"))]

    def get_page_subtitle(self) -> str:
        return str(self.run)

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        articles = self.run.articles.all()
        counts = dict(articles.order_by().values_list("state").annotate(Count("pk")))
        states = [(state, counts[state]) for state in ImportedArticle.State if state in counts]
        wanted = request.GET.get("state", "")
        page = Paginator(
            articles.filter(state=wanted) if wanted in counts else articles, _ON_A_PAGE
        )
        rows = page.get_page(request.GET.get("p"))
        stored = get_base_page_model().objects.in_bulk([row.page_id for row in rows if row.page_id])
        earlier = find_earlier(stored.values(), self.parent)
        response = self.render_to_response(
            self.get_context_data(
                run=self.run,
                done=sum(counts.values()),
                states=states,
                wanted=wanted,
                waits_for_worker=tasks.waits_for_worker(self.run),
                rows=rows,
                articles=[
                    (
                        row,
                        stored.get(row.page_id),
                        describe_passages(row),
                        describe_old_address(row),
                        earlier.get(row.page_id) if row.state == row.State.CREATED else None,
                    )
                    for row in rows
                ],
            )
        )
        if self.run.state == ImportRun.State.RUNNING or tasks.waits_for_worker(self.run):
            # So that nobody needs a script to see how far it has come.
            response["Refresh"] = str(_REFRESHED_AFTER)
        return response


def describe_old_address(row: ImportedArticle) -> str:
    """Say what an article's old address is to do; nothing once that was decided."""
    is_open = row.state in ImportedArticle.TAKEN and not row.is_redirected
    return describe_lead(row.address) if is_open else ""


def find_earlier(pages: Iterable[Any], parent: Any) -> dict[int | None, Any]:
    """Return for each page one beside it that has its title and was there before it."""
    titles = {page.pk: page.title for page in pages}
    if not titles or parent is None:
        return {}
    same = parent.get_children().filter(title__in=titles.values()).order_by("-pk")
    return {
        pk: other
        for other in same
        for pk, title in titles.items()
        if other.title == title and other.pk < pk
    }


class ImportReportView(ImportMixin, View):
    """The report as a file for a spreadsheet."""

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        disposition = f'attachment; filename="import-{self.run.pk}.csv"'
        response = HttpResponse(
            content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
        )
        write_csv(response, self.run.articles.all())
        return response


class ContinueImportView(ImportMixin, View):
    http_method_names = ["post"]

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        if self.run.uploads:
            tasks.start(self.run)
        else:
            messages.error(
                request,
                _("Its files are not here. Import them again: what is imported stays as it is."),
            )
        return redirect("wagtail_attachment:import", self.run.pk)


class StopImportView(ImportMixin, View):
    http_method_names = ["post"]

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        if not tasks.stop(self.run, request.user):
            messages.error(
                request, _("This import is running right now, or has ended. Nothing was stopped.")
            )
        return redirect("wagtail_attachment:import", self.run.pk)


class ImportsView(OwnPageMixin, View):
    """Lists the imports below pages that are one's own to add to."""

    template_name = "wagtail_attachment/admin/imports.html"
    page_title = gettext_lazy("Imports")
    header_icon = "download"

    def may_open(self) -> bool:
        return permissions.may_see_report(self.request.user)

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        parents = permissions.find_pages_to_add_below(request.user)
        runs = ImportRun.objects.filter(parent_id__in=parents.values("pk")).annotate(
            done=Count("articles"),
            failed=Count("articles", filter=Q(articles__state=ImportedArticle.State.FAILED)),
        )
        rows = Paginator(runs.order_by("-pk"), _ON_A_PAGE).get_page(request.GET.get("p"))
        site = None if rows else find_site(request)
        links = get_links_to_import(request.user, site) if site else []
        return self.render_to_response(self.get_context_data(runs=rows, links=links))
