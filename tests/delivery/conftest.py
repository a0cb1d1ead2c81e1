import pytest

from tests import factories
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage


@pytest.fixture
def index(practice, _edition):
    factories.set_country(booking=factories.make_booking())
    home = factories.get_home()
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def article(index):
    return factories.make_article(model=ArticlePage, parent=index, live=True, title="Loss")
