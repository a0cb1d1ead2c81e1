"""A site that uses the package as any site would, for the tests."""

import os
import sys
import tempfile
from importlib.util import find_spec

import environ
from wagtail import VERSION as WAGTAIL_VERSION

env = environ.Env()

SECRET_KEY = "only for tests"
DEBUG = False
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "America/New_York"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("es", "Spanish"),
    ("es-mx", "Mexican Spanish"),
    ("ar", "Arabic"),
    ("de", "German"),
]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_SITE_NAME = "Test practice"
WAGTAILADMIN_BASE_URL = "http://testserver"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A file, not memory: there a browser's requests would share one connection with the test.
SQLITE_FILE = os.path.join(tempfile.gettempdir(), f"wagtail-attachment-{os.getpid()}.sqlite3")
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{SQLITE_FILE}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": SQLITE_FILE}
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_URL = "/static/"
# It would make one for each page that a test moves or renames.
WAGTAILREDIRECTS_AUTO_CREATE = False
MEDIA_URL = "/media/"
MEDIA_ROOT = env.str("TEST_MEDIA_ROOT", default="/tmp/wagtail-attachment-test-media")
ROOT_URLCONF = "tests.urls"

INSTALLED_APPS = [
    "tests.testapp",
    "wagtail_attachment",
    "wagtail_attachment.pages",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.api.v2",
    "rest_framework",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",  # Wagtail's search on PostgreSQL
    "django.contrib.staticfiles",
]

# Where wagtail-localize is there, all tests use it, unless this says "installed" (with pip, and no
# more) or "absent", which makes importing it fail as where it is not there: the floor is tested so.
WITH_LOCALIZE = env.str("TEST_WITH_LOCALIZE", default="enabled")
if WITH_LOCALIZE == "absent":
    sys.modules["wagtail_localize"] = None  # type: ignore[assignment]
HAS_LOCALIZE = WITH_LOCALIZE == "enabled" and find_spec("wagtail_localize") is not None
if HAS_LOCALIZE:
    INSTALLED_APPS += ["wagtail_localize", "wagtail_localize.locales"]
    for replaced in ("wagtail.contrib.simple_translation", "wagtail.locales"):
        INSTALLED_APPS.remove(replaced)
    WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
if WAGTAIL_VERSION >= (8, 0):
    INSTALLED_APPS += ["wagtail.api.v3"]

# Read by Django 6.1 and later.
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail_attachment.middleware.EditionMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
