"""Whose an article is: its authors and its reviewer, for one and for many."""

from tests import factories
from tests.testapp.models import BlogPage, OwnArticlePage


def test_people_of_an_article_are_its_authors_and_its_reviewer(
    practice, monkeypatch, django_assert_num_queries
):
    ada, ben, eve = (factories.make_person(name) for name in ("Ada", "Ben", "Eve"))
    written = factories.make_article(authors=[ada], reviewer=ben)
    other = factories.make_article()
    pages = list(OwnArticlePage.objects.order_by("pk"))
    with django_assert_num_queries(2):
        assert OwnArticlePage.get_people_of(pages) == [[ada, ben], []]
    keys = [ada.translation_key, ben.translation_key, eve.translation_key]
    found = OwnArticlePage.find_people(OwnArticlePage.objects.all(), keys)
    assert set(found) == {(written.pk, ada.translation_key), (written.pk, ben.translation_key)}
    assert not OwnArticlePage.find_people(OwnArticlePage.objects.all(), keys[2:])
    assert BlogPage.find_people(BlogPage.objects.all(), keys) == ()
    monkeypatch.setattr(OwnArticlePage, "get_people", lambda self: [eve])
    assert OwnArticlePage.get_people_of([other]) == [[eve]]
    assert OwnArticlePage.find_people(OwnArticlePage.objects.all(), keys) is None
