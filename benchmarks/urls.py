from django.http import HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls

from benchmarks.bare.models import BarePage


def calibrate(request):
    """Answer as plain Django does: one query, and HTML that is there already."""
    return HttpResponse(
        BarePage.objects.exclude(rendered="").values_list("rendered", flat=True).get()
    )


urlpatterns = [path("calibration/", calibrate), path("", include(wagtail_urls))]
