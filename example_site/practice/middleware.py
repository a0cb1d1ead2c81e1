"""The one rule for what a reader's page may load: this site's own files."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# The editor's preview shows a page in a frame of the admin, hence frame-ancestors.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send the policy with every page but those that need inline styles.

    These are the admin's screens and, while developing, Django's own error pages.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        is_error_page = settings.DEBUG and response.status_code in (404, 500)
        if not (is_admin or is_error_page):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
