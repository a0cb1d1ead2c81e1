"""The example site's own content, and thousands of copies of one of its articles."""

from __future__ import annotations

import copy
import uuid

from django.core.management import call_command
from django.db import connection, models
from wagtail.models import Page

from wagtail_attachment.pages.models import ArticlePage

_AT_ONCE = 1000


def make_content(number: int) -> None:
    """Fill the site as its demo does, then up to ``number`` articles; again changes nothing."""
    from home.demo.content import create_content, is_created

    call_command("migrate", verbosity=0)
    if not is_created():
        create_content()
    original = (
        ArticlePage.objects.live().exact_type(ArticlePage).filter(locale__language_code="en")[0]
    )
    missing = number - ArticlePage.objects.live().count()
    if missing > 0:
        _multiply(original, missing)
    # So that their addresses lead here.
    Page.objects.get(depth=2, sites_rooted_here__isnull=False).sites_rooted_here.update(
        hostname="127.0.0.1", port=443
    )


def _multiply(original: ArticlePage, number: int) -> None:
    """Copy ``original`` by one statement a table: a tree of this size is not made page by page."""
    parent = original.get_parent()
    first = parent.numchild + 1
    row = Page.objects.get(pk=original.pk)
    pages = [_copy(row, parent, first + index) for index in range(number)]
    made = [page.pk for page in Page.objects.bulk_create(pages, batch_size=_AT_ONCE)]
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + number)
    _copy_rows(ArticlePage, "page_ptr_id", original.pk, made)
    for field in (ArticlePage.topics, ArticlePage.authors):
        _copy_rows(field.through, "articlepage_id", original.pk, made)


def _copy(row: Page, parent: Page, number: int) -> Page:
    page = copy.copy(row)
    page.pk = page.id = page.latest_revision_id = page.live_revision_id = None
    page.translation_key = uuid.uuid4()
    page.path = Page._get_path(parent.path, parent.depth + 1, number)
    page.slug = f"{row.slug}-{number}"
    page.title = page.draft_title = f"{row.title} {number}"
    page.url_path = f"{parent.url_path}{page.slug}/"
    return page


def _copy_rows(model: type[models.Model], key: str, original: int, made: list[int]) -> None:
    """Give each page in ``made`` the rows of ``model`` that ``original`` has."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    others = [
        quote(field.column)
        for field in model._meta.local_concrete_fields
        if field.column not in (key, "id")
    ]
    listed = ", ".join(others)
    rows = f"SELECT page.id, {', '.join(f'row.{name}' for name in others)}" if others else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quote(key)}, {listed}) {rows} FROM {table} row, "
            f"wagtailcore_page page WHERE row.{quote(key)} = %s AND page.id BETWEEN %s AND %s",
            [original, min(made), max(made)],
        )
