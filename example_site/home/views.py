"""The site's own search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Locale, Page

LONGEST_QUERY = 200
MOST_RESULTS = 50


def search(request: HttpRequest) -> HttpResponse:
    """Show the live pages in the reader's language that have the words of ``q``."""
    # PostgreSQL stores no NUL, so nothing can be found with one.
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=2)
    found = pages.search(query)[:MOST_RESULTS] if query else []
    return render(request, "home/search.html", {"query": query, "found": found})
