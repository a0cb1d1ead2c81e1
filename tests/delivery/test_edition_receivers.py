"""Every change that readers may see begins a new edition, and what they cannot see does not."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core import serializers
from django.core.management import call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Comment, Locale, PageViewRestriction, Site

from tests import factories
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.ledger.edition import get_edition
from wagtail_attachment.models import (
    CrisisResource,
    PracticeSettings,
    Practitioner,
    Review,
    Topic,
)

pytestmark = pytest.mark.usefixtures("_edition")


def renews(act):
    before = get_edition()
    act()
    return get_edition() != before


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def copy_by_fixture(row):
    """Store a row as ``loaddata`` does."""
    dumped = serializers.serialize("json", [row])
    for loaded in serializers.deserialize("json", dumped):
        loaded.save()


CHANGES = {
    "article": lambda a: change(a, title="New"),
    "article, through its revision": lambda a: a.save_revision().publish(),
    "article, its slug": lambda a: change(a, slug="new"),
    "article, by its base": lambda a: change(a.page_ptr, title="New"),
    "article unpublished": lambda a: a.unpublish(),
    "article made a draft in code": lambda a: change(a, live=False),
    "article deleted": lambda a: a.delete(),
    "article moved": lambda a: a.move(factories.make_blog_page(live=True), pos="last-child"),
    "article copied": lambda a: a.copy(update_attrs={"slug": "copy"}),
    "article by a fixture": lambda a: copy_by_fixture(a),
    "another page": lambda a: factories.make_blog_page(model=PlainPage, live=True),
    "site": lambda a: change(Site.objects.get(), site_name="New"),
    "language": lambda a: Locale.objects.create(language_code="de"),
    "privacy": lambda a: PageViewRestriction.objects.create(page=a, restriction_type="login"),
    "topic": lambda a: factories.make_topic(),
    "person": lambda a: Practitioner.objects.create(name="Ada", locale=factories.get_locale()),
    "booking": lambda a: change(PracticeSettings.objects.get().booking, heading="New"),
    "country": lambda a: factories.set_country("CA"),
    "wording": lambda a: factories.put_in_force("<p>Neue Worte.</p>", language="de"),
    "line verified": lambda a: factories.make_verified_line("911"),
    "line withdrawn": lambda a: CrisisResource.objects.get().withdraw(factories.make_verifier()),
    "review": lambda a: Review.record(object_id=1, person_id=1, digest="x"),
    "anything edited in the admin": lambda a: log(Group.objects.first(), "wagtail.edit"),
    "deleted by a query set": lambda a: Topic.objects.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_readers_see_begins_a_new_edition(article, name):
    factories.make_topic("Old")
    factories.state_no_line("CA")
    assert renews(lambda: CHANGES[name](article))


def test_relations_begin_a_new_edition(article):
    topic = factories.make_topic()

    article.topics = [topic]
    assert renews(lambda: article.topics.commit())
    assert list(type(article).objects.get().topics.all()) == [topic]


def test_groups_that_may_read_a_page_begin_a_new_edition(article):
    restriction = PageViewRestriction.objects.create(page=article, restriction_type="groups")
    group = Group.objects.first()
    assert renews(lambda: restriction.groups.add(group))
    assert renews(lambda: restriction.groups.clear())


def test_pictures_and_documents_begin_a_new_edition(media):
    picture = factories.make_picture()
    assert renews(lambda: change(picture, title="New"))
    documents = get_document_model()
    assert renews(lambda: documents.objects.create(title="New", file="new.pdf"))


def test_parts_of_what_is_shown_begin_a_new_edition(practice):
    assert renews(lambda: change(CrisisResource.objects.get().texts.get(), name="New"))


def test_a_scheduled_publication_begins_a_new_edition(article):
    article.title, article.go_live_at = "New", factories.in_days(-1)
    article.save_revision(approved_go_live_at=factories.in_days(-1))
    assert renews(lambda: call_command("publish_scheduled", stdout=io.StringIO()))


# What readers do not see


def comment_on(page):
    user = factories.make_user()
    return Comment.objects.create(page=page, user=user, text="?", contentpath="title")


NOTHING = {
    "a draft": lambda a: a.save_revision(),
    "a schedule": lambda a: change_only(a, go_live_at=factories.in_days(1)),
    "a lock": lambda a: change_only(a, locked=True),
    "a comment": comment_on,
    "a user": lambda a: factories.make_user(),
    "a page that is not live": lambda a: change(BlogPage.objects.get(live=False), title="New"),
}


def change_only(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


@pytest.mark.parametrize("name", NOTHING)
def test_what_readers_do_not_see_leaves_the_edition(article, name):
    factories.make_blog_page(live=False)
    assert not renews(lambda: NOTHING[name](article))


def test_drafts_in_the_editor_leave_the_edition(article, client, superuser):
    """Of a live article, and of one that is written: with autosave there are many of them."""
    client.force_login(superuser)
    draft = factories.make_blog_page(live=False)
    live = factories.make_blog_page(live=True)
    for page in (draft, live):
        data = {"title": "New", "slug": page.slug, "text": "",
                "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}  # fmt: skip
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert not renews(lambda url=url, data=data: client.post(url, data))
        assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().title == "New"


def test_a_draft_that_is_deleted_leaves_the_edition(article):
    draft = factories.make_blog_page(live=False)
    assert not renews(draft.delete)


def test_reading_leaves_the_edition(article, client, media):
    """Renditions of pictures are stored when a page is first read."""
    article.image = factories.make_picture()
    article.save()
    assert not renews(lambda: client.get(article.get_url()))
    assert article.image.renditions.exists()
