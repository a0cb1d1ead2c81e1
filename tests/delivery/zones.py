"""A site's own middleware, by which each reader has their time zone."""

from django.utils import timezone


def zone_middleware(get_response):
    def answer(request):
        with timezone.override(request.headers.get("Zone", "UTC")):
            return get_response(request)

    return answer
