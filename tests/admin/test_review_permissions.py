"""Who may review translations into one language reviews them into that one alone."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Page

from tests import factories
from tests.admin.answers import get_messages, is_denied, read
from wagtail_attachment import permissions
from wagtail_attachment.models import PairReview
from wagtail_attachment.setup import create_groups, create_language_groups
from wagtail_attachment.translation.pages import find_pending_translation


def get_codenames():
    names = Permission.objects.filter(codename__startswith="review_translation_")
    return set(names.values_list("codename", flat=True))


def make_translation(language):
    factories.put_in_force(factories.WORDING_ES + language, language=language)
    factories.get_home(language)
    page = factories.make_article(live=True)
    copy = page.copy_for_translation(factories.get_locale(language))
    copy.title = f"In {language}"
    copy.save_revision()
    return copy


def review(browser, page):
    url = reverse("wagtail_attachment:review_translation", args=[page.pk])
    digests = [pair.digest for pair in find_pending_translation(page).pairs]
    data = {"shown": " ".join(digests), "read": digests, "note": ""}
    return browser.post(url, data, follow=True)


@pytest.fixture
def spanish_reviewer(db):
    factories.get_locale("es")
    user = factories.make_user("review_translation_es", name="Rosa")
    factories.give_page_rights(user, Page.get_first_root_node(), "lock_page")
    return user


@pytest.mark.translation_case(44)
def test_permission_comes_and_goes_with_its_language(db):
    assert get_codenames() == {"review_translation_en"}
    arabic = factories.get_locale("ar")
    assert get_codenames() == {"review_translation_en", "review_translation_ar"}
    arabic.delete()
    assert get_codenames() == {"review_translation_en"}


@pytest.mark.translation_case(44)
def test_language_that_becomes_another_one_leaves_its_reviewers_behind(db):
    locale = factories.get_locale("es")
    group = factories.make_group("Spanish")
    group.permissions.add(Permission.objects.get(codename="review_translation_es"))
    locale.language_code = "fr"
    locale.save()
    assert get_codenames() == {"review_translation_en", "review_translation_fr"}
    assert not group.permissions.exists()


def test_migrate_makes_those_that_are_missing_and_keeps_the_others(db):
    Locale.objects.bulk_create([Locale(language_code="fr")])
    group = factories.make_group("English")
    group.permissions.add(Permission.objects.get(codename="review_translation_en"))
    call_command("migrate", "wagtail_attachment", verbosity=0)
    assert get_codenames() == {"review_translation_en", "review_translation_fr"}
    assert group.permissions.exists()


@pytest.mark.parametrize(("language", "name"), [("en", "Spanish"), ("de", "Spanisch")])
def test_permission_is_named_after_its_language_as_the_site_says_it(db, settings, language, name):
    settings.LANGUAGE_CODE = language
    factories.get_locale("es")
    assert Permission.objects.get(codename="review_translation_es").name.count(name)


def test_groups_are_offered_each_language(log_in, superuser):
    factories.get_locale("es")
    page = read(log_in(superuser).get(reverse("wagtailusers_groups:add")))
    assert "Can review translations into Spanish" in page.get_text()


@pytest.mark.translation_case(43)
def test_reviewer_of_one_language_answers_for_that_one_alone(log_in, practice, spanish_reviewer):
    browser = log_in(spanish_reviewer)
    assert "on record" in get_messages(review(browser, make_translation("es")))[0]
    assert is_denied(review(browser, make_translation("ar")))
    assert [row.language for row in PairReview.objects.all()] == ["es"]


@pytest.mark.translation_case(56)
def test_variant_of_a_language_is_another_language(practice, spanish_reviewer):
    assert permissions.may_review_language(spanish_reviewer, "es")
    assert not permissions.may_review_language(spanish_reviewer, "es-mx")
    assert not permissions.may_review_language(spanish_reviewer, "en")


def test_permission_for_all_languages_is_one_for_each(practice):
    reviewer = factories.make_translation_reviewer()
    for language in ("es", "ar"):
        assert permissions.may_review_translation(reviewer, make_translation(language))


def test_who_sees_no_page_there_answers_for_none(practice):
    factories.get_locale("es")
    user = factories.make_user("review_translation_es")
    assert not permissions.may_review_translation(user, make_translation("es"))


@pytest.mark.translation_case(43)
def test_refusal_names_the_reviewers_of_this_language(practice, spanish_reviewer, settings):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    all_languages = factories.make_translation_reviewer(name="Alla")
    page = make_translation("es")
    factories.make_user("review_translation_fr", name="Frank")
    [problem] = [each for each in page.evaluate() if each.id == "translation.unreviewed"]
    assert str(problem.fixer) == f"{spanish_reviewer.first_name}, {all_languages.first_name}"


def test_reviewer_of_a_language_opens_the_desk(log_in, spanish_reviewer):
    assert log_in(spanish_reviewer).get(reverse("wagtail_attachment:desk")).status_code == 200


def test_setup_makes_a_group_for_each_language_that_is_translated_into(home):
    assert create_language_groups() == {}
    spanish = factories.get_home("es")
    [(language, group)] = create_language_groups().items()
    assert (language, group.name) == ("es", "Practice translation reviewers (es)")
    user = factories.make_user("access_admin")
    user.user_permissions.clear()
    user.groups.set([group])
    assert permissions.may_review_language(user, "es")
    assert not permissions.may_review_language(user, "en")
    assert permissions.may_publish(user, spanish)
    assert not permissions.may_edit(user, home)
    group.permissions.clear()
    create_language_groups()
    assert not group.permissions.exists(), "the practice took them away"


def test_language_that_is_added_later_has_its_group_where_the_others_are(home):
    factories.get_home("es")
    assert not Group.objects.filter(name__contains="(es)").exists()
    create_groups()
    factories.get_home("ar")
    assert Group.objects.filter(name="Practice translation reviewers (ar)").exists()
