"""One module says who may do what: nothing else asks, and each answer is told apart by whose page it is."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Site

import wagtail_attachment
from tests import factories
from tests.tables import render
from wagtail_attachment import permissions
from wagtail_attachment.models import PairReview
from wagtail_attachment.practice.reviewers import may_review
from wagtail_attachment.setup import create_groups
from wagtail_attachment.translation.pages import find_pending_translation

ROOM = Path(wagtail_attachment.__file__).parent
ASKS = re.compile(
    r"\.has_perms?\(|\.has_module_perms\(|page_permission_policy|\.user_has_"
    r"|PermWrapper|\bperms\.|\.can_(edit|publish|add_subpage|delete|lock|unlock|unpublish)\w*\("
)
ACTS = {
    "See it in the admin": permissions.may_see_page,
    "Change its draft": permissions.may_edit,
    "Publish it": permissions.may_publish,
    "Review it clinically": may_review,
    "Review it as a translation": permissions.may_review_translation,
    "Publish it anyway, giving a reason": permissions.may_override,
    "Say that it is sensitive": permissions.may_raise_sensitivity,
    "Decide that help need not stand above it": permissions.may_lower_sensitivity,
}
ROLES = {"Editor": "editors", "Clinical reviewer": "reviewers", "Translator": "translators"}
WHOSE = ("one's own", "a colleague's", "on another site")


def test_nothing_but_the_permissions_asks_what_somebody_may():
    asking = {
        str(file.relative_to(ROOM))
        for file in (*ROOM.rglob("*.py"), *ROOM.rglob("*.html"))
        if ASKS.search(file.read_text("utf-8"))
    }
    assert asking == {"permissions/acts.py"}


@pytest.fixture
def people(db):
    """Somebody of each group as the set-up makes them, of the first site alone."""
    groups = create_groups(factories.get_site())
    people = {}
    for role, key in ROLES.items():
        user = factories.make_user("access_admin")
        user.user_permissions.clear()
        user.groups.set([groups[key]])
        people[role] = user
    people["Superuser"] = factories.make_user(superuser=True)
    return people


@pytest.fixture
def elsewhere(db):
    root = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=root)
    return root


def test_table_of_own_and_others_pages_is_that_of_the_documentation(practice, people, elsewhere):
    others = factories.make_article(owner=factories.make_user())
    foreign = factories.make_article(parent=elsewhere)
    rows = []
    for act, may in ACTS.items():
        for whose in WHOSE:
            answers = []
            for user in people.values():
                page = {
                    "one's own": factories.make_article(owner=user),
                    "a colleague's": others,
                    "on another site": foreign,
                }[whose]
                answers.append("yes" if may(user, page) else "–")
            rows.append([act, whose, *answers])
    table = render(["What", "Whose page", *people], rows)
    page = (ROOM.parent / "docs/reference/permissions.md").read_text("utf-8")
    assert table in page, f"Put this table into docs/reference/permissions.md:\n{table}"


def test_who_sees_no_page_there_answers_for_no_translation_there(practice, people, elsewhere):
    """The permission alone is not enough: at the act, at its page and in the menu above a page."""
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    page = factories.make_article(live=True)
    home = elsewhere.copy_for_translation(factories.get_locale("es"))
    foreign = page.copy_for_translation(factories.get_locale("es")).move(home, "last-child")
    foreign = type(page).objects.get(locale__language_code="es")
    translation = find_pending_translation(foreign)
    digests = {pair.digest for pair in translation.pairs}
    with pytest.raises(PermissionDenied):
        translation.record_review(people["Clinical reviewer"], digests)
    assert not PairReview.objects.exists()
    assert translation.record_review(people["Superuser"], digests)
