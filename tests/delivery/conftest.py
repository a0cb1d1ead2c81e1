import pytest

from tests import factories
from tests.editions import as_if_committed
from wagtail_attachment.ledger.edition import renew
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage


@pytest.fixture
def _edition(db):
    """Pages are kept though the test is one transaction; there has been a change before."""
    with as_if_committed():
        renew()
        yield


@pytest.fixture
def index(practice, _edition):
    factories.set_country(booking=factories.make_booking())
    home = factories.get_home()
    return home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))


@pytest.fixture
def article(index):
    return factories.make_article(model=ArticlePage, parent=index, live=True, title="Loss")
