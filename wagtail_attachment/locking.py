"""Locks of drafts, without a reverse accessor on the site's user model."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import LockableMixin


class LockableDraftMixin(LockableMixin):
    """Wagtail's mixin without ``user.locked_disclaimers``, a name a site's snippets may use."""

    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("locked by"),
    )
    locked_by.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    class Meta:
        abstract = True
