"""A copy and an alias carry no safety facts with them: each is judged where it stands."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Site

from tests import factories
from tests.admin.answers import get_messages
from tests.admin.writing import write_article
from tests.factories import section
from tests.testapp.models import PlainPage
from wagtail_attachment.models import PracticeSettings
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.publishing import PublishingRefused


@pytest.fixture
def tree(practice):
    """A live page with a good article and one that may not go live below it."""
    parent = factories.make_blog_page(model=PlainPage, live=True)
    factories.make_article(model=ArticlePage, parent=parent, live=True)
    bad = factories.make_article(section(heading=""), model=ArticlePage, parent=parent)
    factories.force_live(bad)
    parent.refresh_from_db()
    return parent


def copy(tree):
    tree.copy(recursive=True, keep_live=True, update_attrs={"slug": "copy"})


def alias(tree):
    tree.create_alias(recursive=True, update_slug="copy")


def alias_in_another_language(tree):
    tree.copy_for_translation(factories.get_locale("es"), alias=True)
    for child in tree.get_children().specific():
        child.copy_for_translation(factories.get_locale("es"), alias=True)


@pytest.mark.path("code: recursive copy, alias and alias in another language", stopped_by="gate")
@pytest.mark.parametrize(
    "act", [copy, alias, alias_in_another_language], ids=lambda act: act.__name__
)
def test_tree_with_a_bad_article_is_not_made_live_again(tree, act):
    factories.get_home("es")
    with pytest.raises(PublishingRefused) as refused, transaction.atomic():
        act(tree)
    assert [v.id for v in refused.value.violations] == ["section.heading-missing"]
    assert ArticlePage.objects.count() == 2


@pytest.mark.path("code: recursive copy as drafts", stopped_by="nothing")
def test_tree_is_copied_as_drafts(tree):
    tree.copy(recursive=True, keep_live=False, update_attrs={"slug": "copy"})
    assert ArticlePage.objects.filter(live=False).count() == 2


@pytest.fixture
def source(practice):
    """A live article with an alias on another site, whose country was taken away since."""
    root = factories.make_blog_page(model=PlainPage, live=True, parent=Page.objects.get(depth=1))
    site = Site.objects.create(hostname="second.example", root_page=root)
    settings = PracticeSettings.objects.create(site=site, country="US")
    source = factories.make_article(model=ArticlePage, live=True, title="Before")
    source.save_revision()
    source.create_alias(parent=root, update_slug="alias")
    settings.delete()
    source.refresh_from_db()
    return source


@pytest.mark.path(
    "alias: publish a source whose alias stands where it may not", stopped_by="gate", case=15
)
@pytest.mark.parametrize("way", ["code", "bulk", "editor", "schedule"])
def test_source_of_an_unsafe_alias_is_refused_as_a_whole(client, superuser, source, way):
    """Wagtail publishes the alias after the source: a refusal there would leave one half done."""
    source.title = "Changed"
    revision = source.save_revision()
    client.force_login(superuser)
    if way == "code":
        with pytest.raises(PublishingRefused, match=r"Of its alias http://second\.example/alias/"):
            revision.publish(user=superuser)
    elif way == "bulk":
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = client.post(f"{url}?id={source.pk}", follow=True)
        assert "Of its alias" in get_messages(response)[1]
    elif way == "editor":
        url = reverse("wagtailadmin_pages:edit", args=[source.pk])
        data = {**write_article(title="Changed"), "action-publish": "1"}
        response = client.post(url, data, follow=True)
        assert "Of its alias" in get_messages(response)[1]
    else:
        source.save_revision(approved_go_live_at=factories.in_days(-1))
        call_command("publish_scheduled", stdout=StringIO())
        assert PageLogEntry.objects.filter(action="wagtail_attachment.publish_refused").exists()
    titles = set(ArticlePage.objects.values_list("title", flat=True))
    assert titles == {"Before"}


@pytest.mark.path("alias: publish a source, every alias fit", stopped_by="nothing", case=15)
def test_source_of_a_fit_alias_is_published(source, superuser):
    PracticeSettings.objects.create(site=Site.objects.get(hostname="second.example"), country="US")
    source.title = "Changed"
    source.save_revision().publish(user=superuser)
    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"Changed"}


@pytest.mark.path(
    "alias of an alias: publish a source, the last stands where it may not", stopped_by="gate"
)
def test_alias_of_an_alias_counts_too(source, superuser, home):
    alias = ArticlePage.objects.get(alias_of=source)
    near = source.create_alias(parent=home, update_slug="near")
    Page.objects.filter(pk=alias.pk).update(alias_of=near.pk)
    source.title = "Changed"
    revision = source.save_revision()
    with pytest.raises(PublishingRefused, match="Of its alias"):
        revision.publish(user=superuser)


@pytest.mark.path(
    "alias: a new topic asks for a wording that the site of an alias lacks", stopped_by="gate"
)
def test_new_topic_is_judged_at_the_alias_too(source, superuser):
    site = Site.objects.get(hostname="second.example")
    PracticeSettings.objects.create(site=site, country="US")
    factories.put_in_force("<p>On grief.</p>", kind="grief", site=factories.get_site())
    source.topics = [factories.make_topic(notice="grief")]
    revision = source.save_revision()
    with pytest.raises(PublishingRefused, match="notice “Grief”"):
        revision.publish(user=superuser)
