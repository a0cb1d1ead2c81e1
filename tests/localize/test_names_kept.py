"""A name that is the same in both languages, typed again by hand, is translated."""

import pytest
from wagtail_localize.operations import translate_object

from tests import factories
from tests.admin.answers import get_text, read
from tests.localize import work
from tests.testapp.models import PlainPage

NAME = "Harbour Lane Therapy"
SENTENCE = "We are here for you whenever you would like to talk about it."


def start(home, title):
    """Return a page without a gate as it was submitted, in Spanish."""
    page = PlainPage(title=title, slug="name")
    home.add_child(instance=page)
    translate_object(page, [factories.get_locale("es")])
    return work.get_translated(page)


def read_desk(client):
    section = read(client.get("/admin/practice/languages/?language=es")).select_one(
        "#pages-section"
    )
    return get_text(section) if section else ""


def test_name_waits_until_someone_has_typed_it(owner, world, home):
    spanish = start(home, NAME)
    assert f"{NAME} 1 text is not translated" in read_desk(owner)
    work.type_string(owner, spanish, NAME, NAME)
    assert f"{NAME} translated, not published" in read_desk(owner)


def test_whole_sentence_in_the_original_s_words_is_not_translated(owner, world, home):
    work.type_string(owner, start(home, SENTENCE), SENTENCE, SENTENCE)
    assert SENTENCE in read_desk(owner)


@pytest.mark.parametrize("values", [{"translation_type": "machine"}, {"tool_name": "PO File"}])
def test_name_that_a_machine_or_a_file_left_the_same_waits(owner, world, home, values):
    work.translate(start(home, NAME), write=lambda words: words, **values)
    assert NAME in read_desk(owner)
