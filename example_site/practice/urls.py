"""The addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from home.views import search
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from wagtail_attachment.delivery.sitemaps import Sitemap

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)

api_v3_urls = []
if settings.API_V3_APPS:
    from wagtail.api.v3.urls import api as api_v3

    api_v3_urls.append(path("api/v3/", api_v3.urls))

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api.urls),
    *api_v3_urls,
    path("sitemap.xml", sitemap, {"sitemaps": {"wagtail": Sitemap}}),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
