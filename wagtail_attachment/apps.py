"""The only wiring: checks, receivers, API fields and, where it is installed, wagtail-localize."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class WagtailAttachmentConfig(AppConfig):
    name = "wagtail_attachment"
    label = "wagtail_attachment"
    verbose_name = _("Practice")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import api, checks, signal_handlers

        register(Tags.compatibility)(checks.check_settings)
        register(Tags.compatibility)(checks.check_installed_apps)
        register(Tags.models)(checks.check_page_types)
        register(Tags.models)(checks.check_api_fields)
        signal_handlers.register_signal_handlers()
        api.cover_api_fields()
