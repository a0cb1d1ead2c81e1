"""A member of each of the practice's groups can do exactly what the role says."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Page, Site

from tests import factories
from tests.admin.answers import is_denied
from tests.admin.test_approving import get_actions, get_approve_url, get_edit_url
from tests.admin.writing import write_article
from wagtail_attachment.models import CrisisResource, Disclaimer, DisclaimerVersion
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.setup import create_groups, grant_role, groups

ROLES = ["editors", "reviewers", "translators"]


def decide(answers):
    return list(zip(ROLES, answers, strict=True))


@pytest.fixture
def join(log_in):
    def join(role):
        user = factories.make_user("access_admin")
        user.user_permissions.clear()
        user.groups.add(create_groups()[role])
        return log_in(user)

    return join


def test_groups_are_made_once(home):
    first = create_groups()
    assert {group.name for group in first.values()} == {
        "Practice editors",
        "Practice clinical reviewers",
        "Practice translators",
    }
    assert create_groups() == first
    assert Group.objects.filter(name__startswith="Practice ").count() == 3


def test_clinical_reviewers_may_review_translations_and_translators_may_not(home):
    groups = create_groups()
    holders = Group.objects.filter(permissions__codename="review_translation")
    assert list(holders) == [groups["reviewers"]]


@pytest.mark.parametrize("role", ROLES)
def test_group_gets_each_permission_that_its_role_names(home, role):
    _name, models, _pages = groups.ROLES[role]
    named = {f"{action}_{model}" for model, actions in models.items() for action in actions}
    held = create_groups()[role].permissions.values_list("codename", flat=True)
    assert named <= set(held)


def test_group_that_the_practice_changed_is_left_as_it_is(home):
    group = create_groups()["editors"]
    group.permissions.clear()
    create_groups()
    assert not group.permissions.exists()


def test_a_home_page_in_another_language_is_theirs_at_once(home):
    groups = create_groups()
    clear = groups["translators"].page_permissions
    clear.all().delete()
    translated = home.copy_for_translation(factories.get_locale("es"))
    assert get_pages(groups["editors"]) == {home.pk, translated.pk}
    assert not clear.exists(), "the practice took these rights away"


def test_other_pages_in_another_language_are_not(home):
    editors = create_groups()["editors"]
    page = factories.make_blog_page()
    home.copy_for_translation(factories.get_locale("es"))
    before = editors.page_permissions.count()
    page.copy_for_translation(factories.get_locale("es"))
    assert editors.page_permissions.count() == before


def get_pages(group):
    return set(group.page_permissions.values_list("page", flat=True))


def test_rights_on_pages_are_below_the_home_pages_of_the_site_alone(home):
    spanish = factories.get_home("es")
    other = Page.get_first_root_node().add_child(instance=Page(title="Another site"))
    Site.objects.create(hostname="other.example", root_page=other)
    for group in create_groups().values():
        assert get_pages(group) == {home.pk, spanish.pk}


def test_groups_of_another_site_have_rights_there(home):
    other = Page.get_first_root_node().add_child(instance=Page(title="Another site"))
    site = Site.objects.create(hostname="other.example", root_page=other)
    assert get_pages(create_groups(site)["editors"]) == {other.pk}


def test_language_that_is_added_later_is_the_groups_own_too(home):
    editors = create_groups()["editors"]
    editors.page_permissions.filter(permission__codename="publish_page").delete()
    translators = create_groups()["translators"]
    translators.page_permissions.all().delete()
    spanish = factories.get_home("es")
    create_groups()
    assert get_pages(editors) == {home.pk, spanish.pk}
    assert editors.page_permissions.filter(page=home).count() == 2, "the practice took one away"
    assert not get_pages(translators), "the practice took all away"


def test_role_adds_to_the_rights_a_group_has(home):
    group = factories.make_group("Own")
    own = Permission.objects.get(codename="add_user")
    group.permissions.add(own)
    grant_role(group, "editors")
    grant_role(group, "editors")
    assert own in group.permissions.all()
    assert group.permissions.filter(codename="change_disclaimer").count() == 1


def opens(client, url):
    return not is_denied(client.get(url, follow=True))


@pytest.mark.parametrize("role", ROLES)
def test_member_enters_the_admin_and_sees_the_practice_s_lists(join, practice, role):
    client = join(role)
    for name in ("disclaimers", "crisis-lines", "booking", "people", "topics"):
        assert opens(client, f"/admin/practice/{name}/")


@pytest.mark.parametrize(("role", "may_add"), decide([True, True, False]))
def test_who_may_write_new_wordings(join, home, role, may_add):
    assert opens(join(role), "/admin/practice/disclaimers/add/") is may_add


@pytest.mark.parametrize(("role", "may"), decide([False, True, False]))
def test_who_may_put_a_wording_in_force(join, practice, role, may):
    disclaimer = Disclaimer.objects.get()
    client = join(role)
    expected = {"action-approve"} if may else {"action-ask-approval"}
    assert get_actions(client, get_edit_url(disclaimer)) == expected
    Disclaimer.objects.update(body="<p>Another.</p>")
    disclaimer.refresh_from_db()
    client.post(get_approve_url(disclaimer), {"digest": disclaimer.digest, "effective_from": ""})
    assert (DisclaimerVersion.objects.count() == 2) is may


@pytest.mark.parametrize(("role", "may"), decide([False, True, False]))
def test_who_may_verify_and_withdraw(join, practice, role, may):
    line = CrisisResource.objects.get()
    client = join(role)
    verify = reverse("wagtail_attachment:verify_line", args=[line.pk])
    assert opens(client, verify) is may
    client.post(reverse("wagtail_attachment:withdraw_line", args=[line.pk]), {"note": ""})
    assert (line.get_in_force() is None) is may


@pytest.mark.parametrize(("role", "may"), decide([False, True, False]))
def test_who_may_set_the_country(join, home, role, may):
    client = join(role)
    response = client.post(
        "/admin/practice/setup/", {"action": "country", "country": "US"}, follow=True
    )
    assert is_denied(response) is not may
    assert ("/admin/practice/setup/" in client.get("/admin/").text) is may


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_them_deletes(join, practice, role):
    client = join(role)
    disclaimer = Disclaimer.objects.get()
    client.post(f"/admin/practice/disclaimers/delete/{disclaimer.pk}/")
    assert Disclaimer.objects.exists()


@pytest.mark.parametrize(("role", "may"), decide([True, True, False]))
def test_who_may_publish_an_article(join, practice, home, role, may):
    client = join(role)
    url = reverse(
        "wagtailadmin_pages:add", args=["wagtail_attachment_pages", "articlepage", home.pk]
    )
    client.post(url, {**write_article(), "action-publish": "action-publish"})
    article = ArticlePage.objects.get()
    assert article.live is may
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert client.post(url, write_article(title="Changed")).status_code == 302
    article.refresh_from_db()
    assert article.get_latest_revision_as_object().title == "Changed"


@pytest.mark.parametrize("role", ROLES)
def test_member_may_choose_and_add_images(join, home, role):
    assert opens(join(role), reverse("wagtailimages:add"))
