"""Types named like ours, users with words for keys; our apps come last, no slash ends an address."""

from tests.hosts.settings import *  # noqa: F403
from tests.hosts.settings import INSTALLED_APPS

OURS = ["wagtail_attachment.pages", "wagtail_attachment"]
INSTALLED_APPS = [
    "tests.hosts.press",
    *(app for app in INSTALLED_APPS if app not in OURS),
    "wagtail.contrib.settings",
    *OURS,
]
AUTH_USER_MODEL = "press.User"
APPEND_SLASH = WAGTAIL_APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
