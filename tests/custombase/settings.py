"""The settings of a site on Wagtail 8 whose base page model is its own."""

from tests.emptyproject.settings import *  # noqa: F403
from tests.emptyproject.settings import INSTALLED_APPS

INSTALLED_APPS = [
    "tests.custombase",
    *(app for app in INSTALLED_APPS if app != "wagtail_attachment.pages"),
]
WAGTAIL_PAGE_MODEL = "custombase.BasePage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
