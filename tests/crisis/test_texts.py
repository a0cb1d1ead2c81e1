"""Which texts of a crisis line did not follow the one that they were made from."""

import pytest

from tests import factories
from wagtail_attachment.crisis.texts import load_line_texts
from wagtail_attachment.models import CrisisResource, CrisisText


@pytest.fixture
def line(db, verifier):
    """A verified line with a text in English and one in Spanish."""
    line = factories.make_crisis_line()
    line.texts.add(CrisisText(language="es", name="Línea"))
    line.save()
    line.verify(verifier)
    return line


def write(line, language, name):
    text = line.texts.get(language=language)
    text.name = name
    line.texts.add(text)
    line.save()


def get_texts(line):
    return CrisisResource.objects.get(pk=line.pk).get_line_texts()


def test_text_is_behind_as_soon_as_its_source_is_edited(line):
    assert get_texts(line).behind == []
    write(line, "en", "The Lifeline")
    texts = get_texts(line)
    assert texts.behind == ["es"]
    assert texts.replaced_source["name"] == "Lifeline"
    assert texts.source["name"] == "The Lifeline"


def test_text_stays_behind_when_the_new_source_is_verified(line, verifier):
    write(line, "en", "The Lifeline")
    line.verify(verifier)
    assert get_texts(line).behind == ["es"]


def test_text_that_followed_is_behind_no_more(line, verifier):
    write(line, "en", "The Lifeline")
    line.verify(verifier)
    write(line, "es", "La Línea")
    assert get_texts(line).behind == []


def test_text_that_still_fits_is_verified_once_more(line, verifier):
    write(line, "en", "The Lifeline")
    line.verify(verifier)
    line.verify(verifier)
    assert get_texts(line).behind == []


def test_text_written_together_with_its_source_is_not_behind(line):
    write(line, "en", "The Lifeline")
    write(line, "es", "La Línea")
    assert get_texts(line).behind == []


def test_changed_number_leaves_no_text_behind(line, verifier):
    channel = line.channels.get()
    channel.dialled = "741741"
    line.channels.add(channel)
    line.save()
    line.verify(verifier)
    assert get_texts(line).behind == []


def test_source_that_was_put_back_leaves_none_behind(line):
    write(line, "en", "The Lifeline")
    write(line, "en", "Lifeline")
    assert get_texts(line).behind == []


def test_source_is_the_line_s_first_text_where_the_site_s_language_has_none(db):
    line = factories.make_crisis_line(language="es", name="Línea")
    line.texts.add(CrisisText(language="fr", name="Ligne"))
    assert line.get_line_texts().source_language == "es"


def test_line_without_a_text_has_no_source(db):
    line = factories.make_crisis_line()
    line.texts.clear()
    line.save()
    texts = get_texts(line)
    assert (texts.source, texts.replaced, texts.replaced_source, texts.behind) == (
        None,
        None,
        None,
        [],
    )


def test_many_lines_cost_one_query(line, verifier, django_assert_num_queries):
    factories.make_verified_line("741741")
    lines = list(CrisisResource.objects.prefetch_related("texts"))
    with django_assert_num_queries(1):
        assert set(load_line_texts(lines)) == {line.pk for line in lines}
