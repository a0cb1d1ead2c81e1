from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailAttachmentPagesConfig(AppConfig):
    name = "wagtail_attachment.pages"
    label = "wagtail_attachment_pages"
    verbose_name = _("Articles")
    default_auto_field = "django.db.models.BigAutoField"
