"""The only wiring: checks, receivers, API fields and, where it is installed, wagtail-localize."""

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class WagtailAttachmentConfig(AppConfig):
    name = "wagtail_attachment"
    label = "wagtail_attachment"
    verbose_name = _("Practice")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import (
            api,
            body_input,
            checks,
            purge_handlers,
            shared_change_handlers,
            signal_handlers,
            template_checks,
        )

        register(Tags.compatibility)(checks.check_settings)
        register(Tags.compatibility)(checks.check_installed_apps)
        register(Tags.compatibility)(checks.check_translation)
        register(Tags.models)(checks.check_page_types)
        register(Tags.models)(checks.check_api_fields)
        register(Tags.templates)(template_checks.check_templates)
        register(Tags.compatibility)(template_checks.check_hooks)
        signal_handlers.register_signal_handlers()
        shared_change_handlers.register_signal_handlers()
        purge_handlers.register_signal_handlers()
        body_input.register_body_input()
        api.cover_api_fields()
        # It may be there without being installed, and then its models cannot be imported.
        if apps.is_installed("wagtail_localize"):
            from . import localize

            localize.connect()
