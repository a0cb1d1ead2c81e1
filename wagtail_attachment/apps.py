"""The app's configuration. All wiring is here: checks, receivers, API fields, wagtail-localize."""

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _

from .required import require


class WagtailAttachmentConfig(AppConfig):
    name = "wagtail_attachment"
    label = "wagtail_attachment"
    verbose_name = _("Practice")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        # Not in a system check: without these apps, Django fails before it runs any checks.
        require(self.name, "wagtail.images", "wagtail.snippets")
        super().import_models()

    def ready(self) -> None:
        from . import signal_handlers
        from .articles import in_original
        from .checks import databases, settings, templates
        from .delivery import api, body_input, edition_receivers, purge_receivers
        from .evidence import own_changes, removal, sensitive_topics, shared_changes
        from .library import redirects
        from .permissions import by_language
        from .practice import reader_texts, review_scopes
        from .translation import following

        register(Tags.compatibility)(settings.check_settings)
        register(Tags.compatibility)(settings.check_setting_names)
        register(Tags.compatibility)(settings.check_installed_apps)
        register(Tags.compatibility)(settings.check_middleware)
        register(Tags.compatibility)(settings.check_translation)
        register(Tags.models)(settings.check_page_types)
        register(Tags.models)(settings.check_lists)
        register(Tags.models)(settings.check_api_fields)
        register(Tags.compatibility)(databases.check_database)
        register(Tags.compatibility, deploy=True)(databases.check_sqlite)
        # For deployment only: it reads the database and renders each page type.
        register(Tags.templates, deploy=True)(templates.check_templates)
        register(Tags.compatibility)(templates.check_hooks)
        pre_migrate.connect(removal.refuse_to_drop, sender=self)
        by_language.register_signal_handlers(self)
        edition_receivers.register_signal_handlers()  # before the gate
        signal_handlers.register_signal_handlers()
        sensitive_topics.register_signal_handlers()
        shared_changes.register_signal_handlers()
        own_changes.register_signal_handlers()
        purge_receivers.register_signal_handlers()
        reader_texts.register_signal_handlers()
        review_scopes.register_signal_handlers()
        following.register_signal_handlers()
        in_original.register_signal_handlers()
        redirects.register_signal_handlers()
        body_input.register_body_input()
        api.cover_api_fields()
        # It may be importable without being an installed app; then its models cannot be imported.
        if apps.is_installed("wagtail_localize"):
            from . import localize

            localize.connect()
