"""What a server has beside the site, each part only where the environment names it.

Without any of it the site runs in one process, on SQLite and the file system.
"""

from importlib.util import find_spec
from typing import Any

import django

from .environment import DEBUG, env

EXTRA_APPS: list[str] = []

# Shared by all processes: which sites there are, and what mail was already sent.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# Uploads in a bucket. They are read below this site's own host, since "default-src 'self'" lets a
# page load nothing else: its CDN or web server has to fetch /media/ from the bucket.
MEDIA_URL = "/media/"
_uploads: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
if bucket := env.str("AWS_STORAGE_BUCKET_NAME", default=""):
    _uploads = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", default=None),
            "custom_domain": env.str("MEDIA_HOST"),
            "location": MEDIA_URL.strip("/"),
            "file_overwrite": False,
            "querystring_auth": False,
        },
    }
# Names that change with a file's content may be kept for ever; they are made by collectstatic.
_static = "django.contrib.staticfiles.storage.StaticFilesStorage"
if find_spec("whitenoise") and not DEBUG:
    _static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {"default": _uploads, "staticfiles": {"BACKEND": _static}}

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
if address := env.str("OPENSEARCH_URL", default=""):
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "wagtail.search.backends.opensearch3",
            "URLS": [address],
            "INDEX_PREFIX": env.str("OPENSEARCH_PREFIX", default="practice"),
        }
    }

# A CDN or cache in front, as JSON; Wagtail's documentation names what each kind needs.
if WAGTAILFRONTENDCACHE := env.json("WAGTAILFRONTENDCACHE", default={}):
    EXTRA_APPS.append("wagtail.contrib.frontend_cache")
# The package names the address in each language itself.
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []

# Search and purges done by ``manage.py db_worker`` rather than while an editor waits.
if env.bool("TASKS_WORKER", default=False):
    EXTRA_APPS.append("django_tasks_db")
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Django 6.1 would rather have MAILERS, which 5.2 does not know; both know these.
vars().update(
    env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25")
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
# They are told of pages that are withheld from readers, and of errors.
_admins = env.list("ADMINS", default=[])
ADMINS = _admins if django.VERSION >= (6, 0) else [("", address) for address in _admins]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
