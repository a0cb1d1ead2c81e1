"""The dates that readers see: when an article was published, and when its text last changed."""

import json

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page

from tests import factories
from tests.properties.clock import Clock
from wagtail_attachment.structured_data import get_structured_data


@pytest.fixture(params=[3, 15], ids=["late in the evening before", "by day"])
def clock(request):
    """At an hour of UTC at which the practice, in New York, has the day before, or the same day."""
    clock = Clock(timezone.now().replace(hour=request.param))
    with clock.ticking():
        yield clock


@pytest.fixture
def article(clock, practice):
    return publish(factories.make_article(title="Closeness"))


def publish(page):
    page.save_revision().publish()
    return reload(page)


def reload(page):
    return type(page).objects.get(pk=page.pk)


def get_dates(client, page):
    found = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(
        ".attachment-dates"
    )
    return [time["datetime"] for time in found.select("time")]


def describe(page):
    graph = json.loads(json.dumps(get_structured_data(page)))["@graph"]
    [node] = [node for node in graph if node["@type"] == "Article"]
    return node["datePublished"][:10], node["dateModified"][:10]


def today():
    return str(timezone.localdate())


def test_updated_is_when_readers_got_another_text(article, client, clock):
    first = today()
    assert get_dates(client, article) == [first]
    clock.forward(days=3)
    article = publish(article)  # as it was
    article.save()
    article.seo_title = "For machines"
    article = publish(article)
    assert get_dates(client, article) == [first]
    assert describe(article) == (first, first)
    article.lead = "<p>New words.</p>"
    draft = article.save_revision()
    assert get_dates(client, reload(article)) == [first]  # a draft is not read
    clock.forward(days=3)
    draft.publish()
    article = reload(article)
    assert get_dates(client, article) == [first, today()]
    assert describe(article) == (first, today())
    second = today()
    clock.forward(days=3)
    article.get_latest_revision().publish()  # an old note comes back with a revision, and counts not
    assert get_dates(client, reload(article)) == [first, second]


def test_change_on_the_first_day_is_no_update(article, client):
    article.lead = "<p>New words.</p>"
    assert get_dates(client, publish(article)) == [today()]


def test_text_that_changed_while_nobody_could_read_it_is_updated(article, client, clock):
    first = today()
    article.unpublish()
    clock.forward(days=2)
    article = reload(article)
    article.lead = "<p>New words.</p>"
    article.save()
    clock.forward(days=2)
    article = publish(reload(article))
    assert get_dates(client, article) == [first, today()]


def test_alias_and_copy_and_saves_of_single_fields(article, client, clock):
    first = today()
    clock.forward(days=2)
    article.title = "Nearness"
    article.save(update_fields=["title"])
    updated = today()
    alias = reload(article).create_alias(update_slug="alias", parent=factories.get_home())
    assert get_dates(client, alias) == [first, updated]
    copy = reload(article).copy(update_attrs={"slug": "copy"}, copy_revisions=False)
    assert get_dates(client, copy) == [today()]
    clock.forward(days=2)
    base = Page.objects.get(pk=article.pk)
    base.title = "Near"
    base.save()
    assert get_dates(client, reload(article)) == [first, today()]


def test_what_was_live_before_is_not_called_updated(article, client, clock):
    type(article).objects.update(published_digest="")
    clock.forward(days=9)
    article = publish(reload(article))
    assert len(get_dates(client, article)) == 1
