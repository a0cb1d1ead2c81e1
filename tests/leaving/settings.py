"""A site as ``wagtail start`` makes it, with the package or, once it has been removed, without."""

import os

from tests.emptyproject.settings import *  # noqa: F403
from tests.emptyproject.settings import INSTALLED_APPS, MIDDLEWARE

if os.environ.get("PACKAGE") == "removed":
    INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("wagtail_attachment")]
    MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("wagtail_attachment")]
