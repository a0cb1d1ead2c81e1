"""What the history of a page, a text, a line or a person says was done."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from wagtail_attachment.articles.leaving import CAME_BACK, LEFT
from wagtail_attachment.evidence.heads import TELL_HEADS, HeadsTold
from wagtail_attachment.reminders import REMIND, Reminded
from wagtail_attachment.safety.publish_anyway import PUBLISH_ANYWAY
from wagtail_attachment.safety.sensitivity_acts import LOWER, RAISE

from .views.leaving import PersonCameBack, PersonLeft
from .views.publish_anyway import PublishedAnyway
from .views.sensitivity import SensitivityLowered, SensitivityRaised


class ActFormatter(LogFormatter):
    """An act of ours, with what the person gave as the reason or wrote to their colleague."""

    def format_comment(self, log_entry: Any) -> str:
        return str(log_entry.data.get("reason") or log_entry.data.get("note") or "")


def register_log_actions(actions: Any) -> None:
    """Give Wagtail's history the words for each of our acts."""
    for name, label, message in (
        ("approve", _("Approve"), _("Approved the text")),
        ("ask_approval", _("Ask for approval"), _("Asked for the text to be approved")),
        ("confirm_numbers", _("Check numbers"), _("Checked the numbers again")),
        ("verify", _("Verify"), _("Verified the crisis line")),
        ("withdraw", _("Withdraw"), _("Withdrew the crisis line")),
        ("state_emergency", _("Emergency number"), _("Stated the emergency number")),
        ("take_over_facts", _("Use new facts"), _("Used the package's new facts as a draft")),
        ("keep_facts", _("Keep facts"), _("Kept the facts despite new ones in the package")),
        (
            "none_exists",
            _("Show no line"),
            _("Stated that readers in the country see no crisis line"),
        ),
        ("review_translation", _("Review the translation"), _("Reviewed the translation")),
        ("hand_over", _("Ready for review"), _("Handed the translation over for review")),
        ("send_back", _("Send back"), _("Sent the translation back")),
        ("take_back", _("Take back"), _("Took the translation back before its review")),
        ("fill_from_memory", _("Fill in from memory"), _("Filled in texts from memory")),
        ("mark_same", _("Keep on purpose"), _("Kept texts on purpose")),
        (
            "compare_translation",
            _("Compare with the original"),
            _("Compared the translation with the original"),
        ),
        ("submit_translations", _("Submit for translation"), _("Submitted for translation")),
        ("import_po", _("Import a file"), _("Imported a translator's file")),
        (
            "stop_sync",
            _("Stop following the original"),
            _("Stopped following the original in wagtail-localize"),
        ),
        (
            "start_sync",
            _("Start following the original again"),
            _("Started following the original in wagtail-localize"),
        ),
        ("disclose", _("Open evidence"), _("Opened the record of what readers saw")),
        ("take_effect", _("Take effect"), _("The text took effect")),
        ("licence_ended", _("License ended"), _("A license ended")),
        ("review_article", _("Clinical review"), _("Reviewed the article")),
        ("withdraw_review", _("Withdraw the review"), _("Withdrew the clinical review")),
        ("ask_review", _("Ask for a review"), _("Asked for a clinical review")),
        ("decline_review", _("Decline the review"), _("Declined to review the article")),
        ("withdraw_request", _("Withdraw a request"), _("Withdrew the request for a review")),
        ("import_articles", _("Import articles"), _("Started an import of articles below")),
        ("stop_import", _("Stop an import"), _("Stopped an import of articles below")),
        ("publish_refused", _("Publishing refused"), _("Publishing was refused")),
    ):
        words = {"label": label, "message": message}
        formatter = type("Formatter", (ActFormatter,), words)
        actions.register_action(f"wagtail_attachment.{name}")(formatter)
    actions.register_action(PUBLISH_ANYWAY)(PublishedAnyway)
    actions.register_action(RAISE)(SensitivityRaised)
    actions.register_action(LOWER)(SensitivityLowered)
    actions.register_action(LEFT)(PersonLeft)
    actions.register_action(CAME_BACK)(PersonCameBack)
    actions.register_action(REMIND)(Reminded)
    actions.register_action(TELL_HEADS)(HeadsTold)
