"""Two practices on one installation, each with its own wording, country and lines."""

import pytest
from wagtail.models import Page, Site

from tests import factories
from tests.testapp.models import PlainPage
from wagtail_attachment.evidence.audit import find_violations
from wagtail_attachment.models import PracticeSettings
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.publishing import PublishingRefused

FIRST = "<p>The first practice's wording.</p>"
SECOND = "<p>The second practice's wording.</p>"


@pytest.fixture
def sites(home):
    """Two sites: the first may publish, the second has its country and lines but no wording."""
    second = Site.objects.create(
        hostname="second.example",
        root_page=factories.make_blog_page(
            model=PlainPage, live=True, parent=Page.objects.get(depth=1)
        ),
    )
    first = factories.get_site()
    factories.make_verified_line()
    for site in (first, second):
        PracticeSettings.objects.create(site=site, country="US")
    factories.put_in_force(FIRST, site=first)
    return first, second


def get(client, page, site):
    page = Page.objects.get(pk=page.pk)
    path = "/" + page.full_url.split("/", 3)[3]
    return client.get(path, headers={"host": site.hostname})


@pytest.mark.path("sites: publish on a site without a wording of its own", stopped_by="gate")
def test_other_site_s_own_wording_does_not_count(sites):
    first, second = sites
    factories.make_article(parent=first.root_page, live=True)
    with pytest.raises(PublishingRefused):
        factories.make_article(parent=second.root_page, live=True)


@pytest.mark.path("sites: copy a live article to a site without a wording", stopped_by="gate")
def test_live_copy_to_the_other_site_is_refused(sites):
    first, second = sites
    page = factories.make_article(parent=first.root_page, live=True)
    with pytest.raises(PublishingRefused):
        page.copy(to=second.root_page, keep_live=True)
    factories.put_in_force(SECOND, site=second)
    copy = page.copy(to=second.root_page, keep_live=True)
    assert [row.html for row in copy.get_disclaimers()] == [SECOND]
    assert [row.html for row in page.get_disclaimers()] == [FIRST]


@pytest.mark.path("sites: move a live article to a site without a wording", stopped_by="serve")
@pytest.mark.parametrize("recursive", [False, True])
def test_moved_article_is_withheld_until_its_new_site_has_a_wording(client, sites, recursive):
    first, second = sites
    moved = parent = factories.make_blog_page(parent=first.root_page, live=True, model=PlainPage)
    page = factories.make_article(parent=parent, live=True, model=ArticlePage)
    if not recursive:
        moved = page
    assert FIRST in get(client, page, first).text
    moved.move(second.root_page, pos="last-child")
    assert get(client, page, second).status_code == 503
    assert "disclaimer.missing" in {finding.violation.id for finding in find_violations()}
    factories.put_in_force(SECOND, site=second)
    response = get(client, page, second)
    assert response.status_code == 200
    assert SECOND in response.text
    assert FIRST not in response.text


@pytest.mark.path("sites: an alias on another site shows that site's wording", stopped_by="nothing")
def test_alias_shows_the_wording_of_the_site_it_is_on(client, sites):
    first, second = sites
    factories.put_in_force(SECOND, site=second)
    page = factories.make_article(parent=first.root_page, live=True, model=ArticlePage)
    alias = page.create_alias(parent=second.root_page, update_slug="alias")
    response = get(client, alias, second)
    assert SECOND in response.text
    assert FIRST not in response.text
