from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.required import require


class WagtailAttachmentPagesConfig(AppConfig):
    name = "wagtail_attachment.pages"
    label = "wagtail_attachment_pages"
    verbose_name = _("Articles")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        require(self.name, "wagtail_attachment")
        super().import_models()
