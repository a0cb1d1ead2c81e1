from django.http import HttpResponse
from django.urls import include, path
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from benchmarks.bare.models import BarePage

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)

if WAGTAIL_VERSION >= (8, 0):
    from wagtail.api.v3.urls import api as api_v3

    api_v3_urls = [path("api/v3/", api_v3.urls)]
else:
    api_v3_urls = []


def calibrate(request, pk):
    """Answer as plain Django does: one query, and HTML that is there already."""
    return HttpResponse(BarePage.objects.values_list("rendered", flat=True).get(pk=pk))


urlpatterns = [
    path("calibration/<int:pk>/", calibrate),
    *api_v3_urls,
    path("api/", api.urls),
    path("", include(wagtail_urls)),
]
