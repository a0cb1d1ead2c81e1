"""What the hosts have in common: a project as ``wagtail start`` makes it, with an API and no DIRS."""

import os

from tests.emptyproject.settings import *  # noqa: F403
from tests.emptyproject.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
ROOT_URLCONF = "tests.hosts.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = os.environ["HOST_MEDIA_ROOT"]
HOST_API = "/api/v2/pages/"
