from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents import urls as wagtaildocs_urls

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)

if WAGTAIL_VERSION >= (8, 0):
    from wagtail.api.v3.urls import api as api_v3

    api_v3_urls = [path("api/v3/", api_v3.urls)]
else:
    api_v3_urls = []

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *api_v3_urls,
    path("api/", api.urls),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
