"""The names of all permissions in Django's form, ``app_label.codename``.

A new permission is declared by its model (``Meta.permissions``), checked in :mod:`.acts`, and given
to a group in ``setup/groups.py``.
"""

from __future__ import annotations

APPROVE_DISCLAIMER = "wagtail_attachment.approve_disclaimer"
ADD_DISCLAIMER = "wagtail_attachment.add_disclaimer"
CHANGE_DISCLAIMER = "wagtail_attachment.change_disclaimer"
DELETE_DISCLAIMER = "wagtail_attachment.delete_disclaimer"
ADD_GLOSSARY_TERM = "wagtail_attachment.add_glossaryterm"
CHANGE_GLOSSARY_TERM = "wagtail_attachment.change_glossaryterm"
VIEW_GLOSSARY_TERM = "wagtail_attachment.view_glossaryterm"
CHANGE_NOTICE = "wagtail_attachment.change_notice"
VERIFY_CRISIS_LINE = "wagtail_attachment.verify_crisisresource"
ADD_CRISIS_LINE = "wagtail_attachment.add_crisisresource"
CHANGE_CRISIS_LINE = "wagtail_attachment.change_crisisresource"
CHANGE_BOOKING = "wagtail_attachment.change_bookingcta"
ADD_PERSON = "wagtail_attachment.add_practitioner"
CHANGE_PERSON = "wagtail_attachment.change_practitioner"
CHANGE_TOPIC = "wagtail_attachment.change_topic"
CHANGE_PRACTICE = "wagtail_attachment.change_practicesettings"
REVIEW_ARTICLE = "wagtail_attachment.review_article"
LOWER_SENSITIVITY = "wagtail_attachment.lower_sensitivity"
REVIEW_TRANSLATION = "wagtail_attachment.review_translation"
OVERRIDE_REQUIRED = "wagtail_attachment.override_required"
SEE_EVIDENCE = "wagtail_attachment.view_publicationevent"
RUN_PURGE = "wagtail_attachment.run_purge"
OPEN_ADMIN = "wagtailadmin.access_admin"

WITHOUT_SNIPPET = (
    CHANGE_PRACTICE,
    LOWER_SENSITIVITY,
    OVERRIDE_REQUIRED,
    REVIEW_ARTICLE,
    REVIEW_TRANSLATION,
    RUN_PURGE,
    SEE_EVIDENCE,
)
"""The permissions that belong to no snippet, which Wagtail has to be told to offer for groups."""

TO_WRITE = ("add", "change", "publish")
"""Wagtail's page permissions for authors; anyone with one of them on a page works on articles."""

TO_SEE = (*TO_WRITE, "bulk_delete", "lock", "unlock")
"""All of Wagtail's permissions on pages: any of them shows a page in the admin."""


def get_review_permission(language: str) -> str:
    """Return the name of the permission to review translations into one language."""
    return f"{REVIEW_TRANSLATION}_{language}"
