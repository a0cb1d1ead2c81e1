"""A practice's site as small as can be; the database is thrown away after the run."""

import environ
from wagtail import VERSION as WAGTAIL_VERSION

from benchmarks.peers import find_peer_apps

env = environ.Env()

SECRET_KEY = "only for benchmarks"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True
WAGTAIL_I18N_ENABLED = env.bool("BENCHMARK_I18N", default=False)
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Spanish"), ("ar", "Arabic")]
WAGTAIL_SITE_NAME = "Benchmark"
WAGTAILADMIN_BASE_URL = "http://testserver"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A database for each size of site, the smallest one under Django's own name.
_sizes = sorted(int(size) for size in env.list("BENCHMARK_SITES", default=["100"]))
BENCHMARK_SITES = {"default" if not index else f"of_{n}": n for index, n in enumerate(_sizes)}
DATABASES = {
    alias: {
        **env.db_url("DATABASE_URL", default="sqlite://:memory:"),
        "TEST": {"DEPENDENCIES": []},
    }
    for alias in BENCHMARK_SITES
}
for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("postgresql"):
        database["TEST"]["NAME"] = f"benchmark_{alias}"
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# So that nothing kept or remembered ends within a round, however slow the machine is.
WAGTAIL_ATTACHMENT_KEPT_SECONDS = 3600
ROOT_URLCONF = "benchmarks.urls"
STATIC_URL = "/static/"
MEDIA_URL = "/media/"

INSTALLED_APPS = [
    *(find_peer_apps() if env.bool("BENCHMARK_PEERS", default=False) else []),
    "benchmarks.bare",
    "wagtail_attachment",
    "wagtail_attachment.pages",
    "wagtail.contrib.frontend_cache",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.api.v2",
    *(["wagtail.api.v3"] if WAGTAIL_VERSION >= (8, 0) else []),
    "rest_framework",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "wagtail_attachment.middleware.EditionMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
