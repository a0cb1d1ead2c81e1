"""Permissions for translations, the glossary and the memory."""

from __future__ import annotations

from typing import Any

from . import names
from .acts import holds, holds_any, may_edit, may_see_page, may_see_report
from .instances import is_page, may_change

_TO_TRANSLATE = (
    names.CHANGE_DISCLAIMER,
    names.CHANGE_CRISIS_LINE,
    names.CHANGE_BOOKING,
    names.REVIEW_TRANSLATION,
)


def may_translate(user: Any) -> bool:
    """Say whether ``user`` may change or review anything that is translated."""
    return may_see_report(user) or holds_any(user, *_TO_TRANSLATE) or may_review_some_language(user)


def may_review_language(user: Any, language: str) -> bool:
    """Say whether ``user`` may review translations into a language.

    The permission for all languages covers each of them; the one for ``es`` does not cover
    ``es-mx``.
    """
    return holds_any(user, names.REVIEW_TRANSLATION, names.get_review_permission(language))


def may_review_some_language(user: Any) -> bool:
    """Say whether ``user`` may review translations into any language."""
    each = names.get_review_permission("")
    return holds(user, names.REVIEW_TRANSLATION) or any(
        name.startswith(each) for name in user.get_all_permissions()
    )


def may_review_translation(user: Any, entry: Any) -> bool:
    """Say whether ``user`` may review a translation, a page or a snippet, in its language."""
    if is_page(entry) and not may_see_page(user, entry):
        return False
    return may_review_language(user, entry.locale.language_code)


def may_hand_over(user: Any, page: Any) -> bool:
    """Say whether ``user`` may hand over ``page`` for review; anyone who may edit it can."""
    return may_edit(user, page)


def may_read_translation(user: Any, entry: Any) -> bool:
    """Say whether ``user`` may read a translation, a page or a snippet, beside its original."""
    return may_review_translation(user, entry) or may_change(user, entry)


def may_submit_translation(user: Any) -> bool:
    """Say whether ``user`` may start or update a translation in wagtail-localize."""
    return holds(user, "wagtail_localize.submit_translation")


def may_submit_pages(user: Any, permission: str) -> bool:
    """Say whether ``user`` may start translations, with the ``permission`` of the app for it.

    If no such app is installed, anyone who may write articles can.
    """
    return holds(user, permission) if permission else may_see_report(user)


def may_submit_page(user: Any, page: Any, permission: str) -> bool:
    """Say whether ``user`` may start the translation of ``page``, a page that they may edit."""
    return may_submit_pages(user, permission) and may_edit(user, page)


def may_see_glossary(user: Any) -> bool:
    return holds_any(
        user, names.VIEW_GLOSSARY_TERM, names.ADD_GLOSSARY_TERM, names.CHANGE_GLOSSARY_TERM
    )


def may_see_memory(user: Any) -> bool:
    """Say whether ``user`` may see every reviewed text of the translation memory."""
    return may_see_glossary(user) or may_review_some_language(user)


def may_import_glossary(user: Any) -> bool:
    """Say whether ``user`` may import a file of terms, and replace those that differ."""
    return holds(user, names.ADD_GLOSSARY_TERM) and holds(user, names.CHANGE_GLOSSARY_TERM)
