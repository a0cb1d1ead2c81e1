"""*Fix* opens the thing that is missing, judged by the draft; who may not is told who may."""

import pytest
from django.urls import reverse
from wagtail.models import Site

from tests import factories
from tests.admin.answers import get_messages
from tests.testapp.models import PlainPage
from wagtail_attachment.models import BookingCTA, CrisisResource, PracticeSettings
from wagtail_attachment.pages.models import ArticlePage


@pytest.fixture
def article(practice):
    return factories.make_article(model=ArticlePage, live=True)


@pytest.fixture
def editor(log_in, article):
    """Somebody who may change pages and nothing else."""
    user = factories.make_user("access_admin")
    factories.give_page_rights(user, factories.get_home(), "add_page", "change_page")
    return log_in(user)


def get_fix(article, rule):
    """Return where the article's draft is led to for one of its violations."""
    found = article.get_latest_revision_as_object().evaluate()
    return next(violation.fix_url for violation in found if violation.id == rule)


def get_edit_url(article):
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def break_lines(article, superuser):
    CrisisResource.objects.get().withdraw(superuser)
    return "crisis.missing", "/admin/practice/crisis-lines/country/US/"


def break_country(article, superuser):
    PracticeSettings.objects.update(country="")
    return "crisis.missing", "/admin/practice/setup/#country"


def let_lines_expire(article, superuser):
    with pytest.MonkeyPatch.context() as then:
        long_ago = factories.in_days(-400).date()
        then.setattr("wagtail_attachment.crisis.resources.get_today", lambda: long_ago)
        line = factories.make_verified_line("112", name="Old")
    return "crisis.verification-due", f"/admin/practice/crisis-lines/{line.pk}/verify/"


def break_booking_of_the_draft(article, superuser):
    factories.make_booking(heading="Fine")
    booking = factories.make_booking(url="http://example.org/", heading="Bad")
    placed = {"type": "booking_cta", "value": {"cta": booking.pk}}
    article.body = [factories.section(content=[factories.paragraph(), placed])]
    article.save_revision(clean=False)
    return "booking.unsafe-target", reverse(
        BookingCTA.snippet_viewset.get_url_name("edit"), args=[booking.pk]
    )


BREAKS = [break_lines, break_country, let_lines_expire, break_booking_of_the_draft]


@pytest.mark.parametrize("break_it", BREAKS)
def test_fix_opens_what_is_missing(owner, superuser, article, break_it):
    rule, leads_to = break_it(article, superuser)
    assert owner.get(get_fix(article, rule)).url == leads_to
    assert owner.get(leads_to).status_code == 200


@pytest.mark.parametrize("break_it", BREAKS)
def test_fix_says_who_can_and_leads_back(editor, superuser, article, break_it):
    rule, _leads_to = break_it(article, superuser)
    response = editor.get(get_fix(article, rule), follow=True)
    assert response.redirect_chain[-1][0] == get_edit_url(article)
    assert get_messages(response)[0].startswith("You do not have permission to do this. Ask: ")
    assert superuser.first_name in get_messages(response)[0]


def test_fix_of_another_site_s_article_opens_that_site_s_setup(owner, db):
    site = Site.objects.create(
        hostname="other.example", root_page=factories.make_blog_page(model=PlainPage)
    )
    PracticeSettings.objects.create(site=site)
    article = factories.make_article(model=ArticlePage, parent=site.root_page)
    assert owner.get(get_fix(article, "crisis.missing")).url == (
        f"/admin/practice/setup/{site.pk}/#country"
    )
    url = reverse("wagtail_attachment:fix_disclaimer")
    assert owner.get(url, {"page": article.pk}).url == (
        f"/admin/practice/setup/{site.pk}/#disclaimer"
    )


@pytest.mark.parametrize("view", ["verify_line", "withdraw_line"])
def test_page_of_a_line_says_who_may_open_it(visitor, article, view):
    url = reverse(f"wagtail_attachment:{view}", args=[CrisisResource.objects.get().pk])
    response = visitor.get(url, follow=True)
    assert get_messages(response) == ["You do not have permission to do this. Ask: Vera Verifier."]
    assert response.redirect_chain[-1][0] == "/admin/"


def test_clinical_review_says_who_may_and_leads_back(editor, superuser, article):
    response = editor.get(get_fix(article, "review.never"), follow=True)
    assert response.redirect_chain[-1][0] == get_edit_url(article)
    assert superuser.first_name in get_messages(response)[0]


@pytest.mark.parametrize("page", ["", "abc", "9" * 40, "\x00"])
def test_fix_for_no_page_leads_to_the_setup(owner, practice, page):
    url = reverse("wagtail_attachment:fix_lines")
    assert owner.get(url, {"page": page}).url == "/admin/practice/setup/#lines"
