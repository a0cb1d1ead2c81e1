"""What Wagtail's editor saves by itself: nothing where nothing was typed, and never over what is live."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Comment

from tests import factories
from tests.admin.answers import get_text, read
from tests.admin.test_checklist import AUTOSAVE, PUBLISH, get_edit_url, reload
from tests.admin.writing import paragraph, section, write_article
from wagtail_attachment.pages.models import ArticlePage

LEAD = "It’s quiet & calm, isn’t it?"
POINTS = ("It is a habit.", "It can change.")


def write(words="Words", **more):
    """Return what the editor posts of the article; its text editor gives new keys each time."""
    in_short = "\r\n".join(POINTS)  # as browsers send it
    return write_article(section(content=[paragraph(words)]), lead=LEAD, in_short=in_short, **more)


def save(client, article, data, **more):
    response = client.post(get_edit_url(article), {**data, **more}, **AUTOSAVE)
    assert response.status_code == 200, response.content
    return json.loads(response.content)["revision_id"]


@pytest.fixture
def article(owner, practice):
    """An article that was published in the editor."""
    page = factories.make_article(model=ArticlePage)
    owner.post(get_edit_url(page), write() | PUBLISH)
    assert reload(page).live
    return page


@pytest.fixture(params=["published", "stored by a script"])
def live(request, practice, owner):
    """A live article, as it was published in the editor or as a script left it, without revision."""
    if request.param == "published":
        return request.getfixturevalue("article")
    return factories.make_article(
        factories.section(content=[factories.paragraph("<p>Words</p>")]),
        model=ArticlePage,
        title="Avoidant attachment",
        slug="avoidant",
        lead=f"<p>{LEAD.replace('&', '&amp;')}</p>",
        in_short="\n".join(POINTS),
        live=True,
    )


def test_text_in_another_form_makes_no_draft_and_one_letter_more_does(owner, live):
    opened = save(owner, live, write())
    assert not reload(live).has_unpublished_changes
    assert save(owner, live, write(), overwrite_revision_id=opened) == opened
    typed = save(owner, live, write("Words."), overwrite_revision_id=opened)
    assert reload(live).has_unpublished_changes
    assert save(owner, live, write("Words!"), overwrite_revision_id=typed) == typed
    assert "Words!" in str(reload(live).get_latest_revision_as_object().body)
    assert "Words!" not in str(reload(live).body)


def test_autosave_writes_beside_what_is_live_or_scheduled_or_of_someone_else(
    owner, article, log_in
):
    published = reload(article).live_revision
    draft = save(owner, article, write("Mine"), overwrite_revision_id=published.pk)
    colleague = log_in(factories.make_user(superuser=True))
    theirs = save(colleague, article, write("Theirs"), overwrite_revision_id=draft)
    scheduled = article.revisions.get(pk=theirs)
    scheduled.approved_go_live_at = factories.in_days(2)
    scheduled.save()
    # At the editor's door a lock keeps everybody from it.
    page = reload(article)
    page.title = "Later"
    later = page.save_revision(user=scheduled.user, clean=False, overwrite_revision=scheduled)
    assert len({published.pk, draft, theirs, later.pk}) == 4
    kept = [article.revisions.get(pk=pk).content["body"] for pk in (published.pk, draft, theirs)]
    assert [
        words in body for words, body in zip(("Words", "Mine", "Theirs"), kept, strict=True)
    ] == [True] * 3


@pytest.mark.parametrize("is_live", [True, False])
def test_a_comment_is_kept_where_no_word_was_changed(owner, article, is_live):
    if not is_live:
        reload(article).unpublish()
    before = reload(article).latest_revision_id
    comment = {"text": "Why?", "contentpath": "title", "position": "", "resolved": "", "id": ""}
    comments = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0": {**comment, "deleted": ""}}
    comments["0"]["replies"] = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}
    commented = save(owner, article, write(comments=comments))
    assert Comment.objects.get().text == "Why?"
    assert commented != before


def test_two_versions_are_compared_in_words(owner, practice):
    page = factories.make_article(factories.section("daily_life"), model=ArticlePage, live=True)
    page.save_revision()
    page.body = [factories.section("daily_life", heading="Another")]
    page.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    text = get_text(read(owner.get(url)).select_one("main"))
    assert "How it shows up" in text
    assert "daily_life" not in text
