"""Who may do what, and to which object, with one function for each act.

If an act concerns a page, its function also checks Wagtail's own permission for the page.
"""

from __future__ import annotations

from typing import Any

from wagtail.permissions import page_permission_policy

from wagtail_attachment.compat import get_image_permission_policy

from . import names


def holds(user: Any, permission: str) -> bool:
    """Say whether ``user`` holds a permission, for acts that depend on its name alone."""
    return bool(user.has_perm(permission))


def holds_any(user: Any, *permissions: str) -> bool:
    """Say whether ``user`` holds one of several permissions."""
    return any(user.has_perm(name) for name in permissions)


# Pages


def may_see_page(user: Any, page: Any) -> bool:
    """Say whether ``user`` has any permission on ``page``, by its place in the tree."""
    return bool(
        page_permission_policy.user_has_any_permission_for_instance(user, names.TO_SEE, page)
    )


def may_edit(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def may_publish(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_publish())


def may_add_below(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_add_subpage())


def may_publish_below(user: Any, page: Any) -> bool:
    return bool(page.permissions_for_user(user).can_publish_subpage())


def find_pages_to_add_below(user: Any) -> Any:
    """Return the pages below which ``user`` may add pages, as a query set."""
    return page_permission_policy.instances_user_has_permission_for(user, "add")


def may_see_import(user: Any, parent: Any) -> bool:
    """Say whether ``user`` may see and continue an import below ``parent``.

    That takes permission to add pages there, or to set up the practice if the page is gone
    (``None``).
    """
    return may_set_up(user) if parent is None else may_add_below(user, parent)


def may_add_images(user: Any) -> bool:
    """Say whether ``user`` may add images to the site."""
    return find_image_collection(user) is not None


def find_image_collection(user: Any) -> Any:
    """Return the first collection to which ``user`` may add images; ``None`` if there is none."""
    return get_image_permission_policy().collections_user_has_permission_for(user, "add").first()


def find_pages_to_see(user: Any) -> Any:
    """Return the pages on which ``user`` has any permission, as a query set."""
    return page_permission_policy.instances_user_has_any_permission_for(user, set(names.TO_SEE))


def find_pages_to_write(user: Any) -> Any:
    """Return the pages that ``user`` may write, change or publish, as a query set."""
    return page_permission_policy.instances_user_has_any_permission_for(user, set(names.TO_WRITE))


def find_pages_to_edit(user: Any) -> Any:
    """Return the pages whose draft ``user`` may change, as a query set."""
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def find_pages_to_publish(user: Any) -> Any:
    """Return the pages that ``user`` may publish, as a query set."""
    return page_permission_policy.instances_user_has_permission_for(user, "publish")


def find_publishers(page: Any) -> Any:
    """Return the active users who may publish ``page``, as a query set."""
    return page_permission_policy.users_with_permission_for_instance("publish", page)


def may_see_report(user: Any) -> bool:
    """Say whether ``user`` may open the report of articles, which then shows their own pages."""
    return page_permission_policy.user_has_any_permission(user, names.TO_WRITE)


def may_review_articles(user: Any) -> bool:
    """Say whether ``user`` may review the articles of some part of the site."""
    return holds(user, names.REVIEW_ARTICLE)


def may_withdraw_review(user: Any, page: Any, person_id: str) -> bool:
    """Say whether ``user`` may withdraw a review recorded by the account ``person_id``."""
    return may_see_page(user, page) and (str(user.pk) == person_id or may_set_up(user))


def may_ask_for_review(user: Any, page: Any) -> bool:
    """Say whether ``user`` may ask for a review of ``page``; anyone who may edit it can."""
    return may_edit(user, page)


def may_override(user: Any, page: Any) -> bool:
    """Say whether ``user`` may publish ``page`` although it does not meet the requirements."""
    return holds(user, names.OVERRIDE_REQUIRED) and may_publish(user, page)


def may_raise_sensitivity(user: Any, page: Any) -> bool:
    """Say whether ``user`` may mark ``page`` as sensitive; anyone who may edit it can."""
    return may_edit(user, page)


def may_lower_sensitivity(user: Any, page: Any) -> bool:
    """Say whether ``user`` may decide that ``page`` needs no help above its text."""
    return holds(user, names.LOWER_SENSITIVITY) and may_edit(user, page)


def may_see_evidence(user: Any) -> bool:
    """Say whether ``user`` may see the evidence of what readers saw."""
    return holds(user, names.SEE_EVIDENCE)


def may_see_evidence_of(user: Any, page: Any) -> bool:
    """Say whether ``user`` may see the evidence of ``page``, a page that they see in the admin.

    If the page is gone (``None``), the permission to see evidence alone decides.
    """
    return may_see_evidence(user) and (page is None or may_see_page(user, page))


# Disclaimers and notices


def may_approve(user: Any) -> bool:
    """Say whether ``user`` may approve or withdraw a disclaimer, and confirm its numbers."""
    return holds(user, names.APPROVE_DISCLAIMER)


def may_write_disclaimer(user: Any) -> bool:
    return holds(user, names.ADD_DISCLAIMER)


def may_change_disclaimer(user: Any, disclaimer: Any) -> bool:
    """Say whether ``user`` may change this draft; a colleague's lock prevents it."""
    lock = disclaimer.get_lock()
    return holds(user, names.CHANGE_DISCLAIMER) and not (lock and lock.for_user(user))


def may_choose_notice(user: Any) -> bool:
    """Say whether ``user`` may choose the notice for articles about a topic."""
    return holds(user, names.CHANGE_NOTICE)


# Crisis lines


def may_verify(user: Any) -> bool:
    """Say whether ``user`` may verify and withdraw crisis lines, and state that there are none."""
    return holds(user, names.VERIFY_CRISIS_LINE)


def may_add_crisis_line(user: Any) -> bool:
    return holds(user, names.ADD_CRISIS_LINE)


def may_change_crisis_line(user: Any) -> bool:
    return holds(user, names.CHANGE_CRISIS_LINE)


def may_decide_on_facts(user: Any) -> bool:
    """Say whether ``user`` may accept or reject the package's new data on a crisis line."""
    return may_change_crisis_line(user) or may_verify(user)


# The practice


def may_set_up(user: Any) -> bool:
    """Say whether ``user`` may set up the practice."""
    return holds(user, names.CHANGE_PRACTICE)


def may_change_users(user: Any) -> bool:
    """Say whether ``user`` may change users' groups, with any user model."""
    return holds(user, f"{user._meta.app_label}.change_{user._meta.model_name}")


def may_say_who_has_left(user: Any) -> bool:
    """Say whether ``user`` may record who has left; anyone who may add and change people can."""
    return holds(user, names.ADD_PERSON) and holds(user, names.CHANGE_PERSON)


def may_change_booking(user: Any) -> bool:
    return holds(user, names.CHANGE_BOOKING)


def may_run_purge(user: Any) -> bool:
    return holds(user, names.RUN_PURGE)


def may_see_purges(user: Any) -> bool:
    """Say whether ``user`` may see purges: those who run them or change what cached pages show."""
    return may_approve(user) or may_verify(user) or may_set_up(user) or may_run_purge(user)
