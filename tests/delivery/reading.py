"""Reading as readers do, and what an answer took."""

from django.contrib.sites.requests import RequestSite
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from wagtail_attachment.delivery.sitemaps import Sitemap


def read(url, *, method="GET", client=None, **headers):
    """Return the answer to a reader without cookies, with ``queries``: how many it took."""
    client = client or Client()
    with CaptureQueriesContext(connection) as queries:
        response = client.generic(method, url, headers=headers)
    response.queries = len(queries)
    return response


def is_kept(url, **kwargs):
    """Say whether the answer to one reader is given to the next: for the one query of the edition."""
    first, second = read(url, **kwargs), read(url, **kwargs)
    assert first.status_code == second.status_code
    return second.queries == 1


def get_text(url, **kwargs):
    return read(url, **kwargs).content.decode()


def get_sitemap():
    """Return the addresses in the sitemap, in one text."""
    request = RequestFactory().get("/sitemap.xml")
    urls = Sitemap(request).get_urls(site=RequestSite(request), protocol="http")
    return " ".join(url["location"] for url in urls)
