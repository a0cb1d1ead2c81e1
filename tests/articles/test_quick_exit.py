"""The way out of a page that others might see on a reader's screen."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from tests import factories
from wagtail_attachment.models import PracticeSettings
from wagtail_attachment.pages.models import ArticlePage

pytestmark = pytest.mark.django_db


def find_exit(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".attachment-exit")


def test_a_topic_asks_for_the_exit_and_the_practice_says_where_it_leads(client, practice):
    topic = factories.make_topic("Abuse at home")
    page = factories.make_article(model=ArticlePage, topics=[topic], live=True)
    assert find_exit(client, page) is None
    topic.quick_exit = True
    topic.save()
    way_out = find_exit(client, page)
    assert way_out.a["href"] == "https://www.wikipedia.org/"
    assert way_out.a["rel"] == ["noreferrer"]
    assert "stays in your browser’s history" in way_out.find(id=way_out.a["aria-describedby"]).text
    factories.set_country(quick_exit_url="https://weather.example.org/")
    assert find_exit(client, page).a["href"] == "https://weather.example.org/"
    answer = client.get(f"/api/pages/{page.pk}/?fields=quick_exit").json()
    assert answer["quick_exit"] == "https://weather.example.org/"


@pytest.mark.parametrize("url", ["http://weather.example.org/", "ftp://example.org/"])
def test_the_exit_leads_to_no_place_where_others_read_along(practice, url):
    settings = PracticeSettings(site=factories.get_site(), country="US", quick_exit_url=url)
    with pytest.raises(ValidationError) as refused:
        settings.clean()
    assert list(refused.value.message_dict) == ["quick_exit_url"]
