"""Below a sub-path, in two languages by the address, another way into the admin; Jinja2 comes first."""

from tests.hosts.settings import *  # noqa: F403
from tests.hosts.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = [
    "tests.hosts.abroad",
    *INSTALLED_APPS,
    "wagtail.locales",
    "wagtail.contrib.simple_translation",
]
MIDDLEWARE = [*MIDDLEWARE[:2], "django.middleware.locale.LocaleMiddleware", *MIDDLEWARE[2:]]
TEMPLATES = [
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "APP_DIRS": True},
    *TEMPLATES,
]
ROOT_URLCONF = "tests.hosts.abroad.urls"
FORCE_SCRIPT_NAME = "/practice"
STATIC_URL = "static/"
MEDIA_URL = "media/"
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Spanish")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
HOST_JOURNEY = "tests.hosts.abroad.journey.read_what_jinja_draws"
