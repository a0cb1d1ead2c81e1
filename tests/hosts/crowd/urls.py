from django.urls import include, path
from grapple import urls as grapple_urls
from wagtail_footnotes import urls as footnotes_urls

from tests.hosts.urls import urlpatterns as own

urlpatterns = [
    path("footnotes/", include(footnotes_urls)),
    path("", include(grapple_urls)),
    *own,
]
