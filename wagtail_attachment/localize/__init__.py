"""wagtail-localize: the only rooms that import it, wired where it is installed.

What it lacks is met here: it publishes what is not translated, forgets what a machine wrote, accepts
any link, and reports success for what was refused.
"""

from __future__ import annotations

from django.db.models.signals import post_save
from wagtail import hooks

from wagtail_attachment.translation.sources import register_tool


def connect() -> None:
    """Connect everything; called once, when all apps are ready."""
    from wagtail_localize.models import SegmentOverride, StringTranslation

    from .addresses import register_admin_urls
    from .banner import tell_what_is_new
    from .guards import refuse_changed_link, refuse_changed_number
    from .provenance import remember_origin
    from .publishing import refuse_translation
    from .tool import LocalizeTool

    register_tool(LocalizeTool())
    for sender, receiver in (
        (StringTranslation, remember_origin),
        (StringTranslation, refuse_changed_number),
        (SegmentOverride, refuse_changed_link),
    ):
        post_save.connect(
            receiver, sender=sender, dispatch_uid=f"wagtail_attachment.{receiver.__name__}"
        )
    # Before wagtail-localize's own, which answers in place of the editor.
    hooks.register("before_edit_page", refuse_translation, order=-10)
    hooks.register("before_edit_page", tell_what_is_new, order=-10)
    hooks.register("register_admin_urls", register_admin_urls, order=-10)
