"""The integration with wagtail-localize, active if that is installed; only this package imports it.

It makes up for what wagtail-localize does not do: wagtail-localize publishes untranslated text,
forgets what a machine wrote, accepts any link, and reports success for refused actions.
"""

from __future__ import annotations

from django.db.models.signals import post_save
from wagtail import hooks

from wagtail_attachment.translation.makers import register_maker
from wagtail_attachment.translation.sources import register_tool


def connect() -> None:
    """Connect everything; call this once, when all apps are ready."""
    from wagtail_localize.models import SegmentOverride, StringTranslation

    from .addresses import register_admin_urls
    from .converting import leave_out_converting
    from .deleting import tell_what_is_lost
    from .editor import add_script, open_editor
    from .guards import refuse_changed_link, refuse_changed_text
    from .maker import LocalizeMaker
    from .provenance import remember_origin
    from .publishing import refuse_translation
    from .second_report import leave_out_second_report
    from .shared_texts import open_snippet
    from .starting import lead_to_start, let_others_lead, replace_starting
    from .tool import LocalizeTool

    register_tool(LocalizeTool())
    register_maker(LocalizeMaker())
    for sender, receiver in (
        (StringTranslation, remember_origin),
        (StringTranslation, refuse_changed_text),
        (SegmentOverride, refuse_changed_link),
    ):
        post_save.connect(
            receiver, sender=sender, dispatch_uid=f"wagtail_attachment.{receiver.__name__}"
        )
    # Before wagtail-localize's own hooks, which return their response instead of the editor.
    for hook in ("before_edit_page", "before_edit_snippet"):
        hooks.register(hook, lead_to_start, order=-10)
    hooks.register("before_edit_page", refuse_translation, order=-10)
    # After the hooks that only show messages, since this one returns a response.
    hooks.register("before_edit_page", open_editor, order=-5)
    hooks.register("before_edit_snippet", open_snippet, order=-5)
    hooks.register("before_delete_page", tell_what_is_lost)
    hooks.register("insert_editor_js", add_script)
    hooks.register("construct_page_action_menu", leave_out_converting)
    hooks.register("construct_reports_menu", leave_out_second_report)
    for hook in ("construct_page_action_menu", "construct_snippet_action_menu"):
        hooks.register(hook, replace_starting)
        # After all hooks that add items.
        hooks.register(hook, let_others_lead, order=1000)
    hooks.register("register_admin_urls", register_admin_urls, order=-10)
