"""Own image and user models with UUIDs for keys, times without a zone."""

from tests.hosts.settings import *  # noqa: F403
from tests.hosts.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.hosts.clinic", *INSTALLED_APPS]
AUTH_USER_MODEL = "clinic.Person"
WAGTAILIMAGES_IMAGE_MODEL = "clinic.Picture"
USE_TZ = False
TIME_ZONE = "America/New_York"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
