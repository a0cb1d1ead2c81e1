"""What lists say of a translation is what its own page says, in as many queries for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.desk.translations import find_originals, find_rows
from wagtail_attachment.translation.many import find_pending_translations
from wagtail_attachment.translation.pages import find_pending_translation

HTML = (
    '<p>Call <a href="tel:988">988</a> or <a href="https://example.org/chat">chat</a>.</p>'
    "<ul><li>One</li><li><b>Two</b> &amp; three</li></ul>"
)


def make_rich_source(number=0):
    image = Image.objects.create(title="Bench", file=get_test_image_file())
    content = [
        paragraph(HTML),
        {"type": "image", "value": {"image": image.pk, "alt_text": "A bench", "decorative": False}},
        {"type": "signs", "value": {"items": [{"statement": "Short", "explanation": "Long"}]}},
        {"type": "faq", "value": {"items": [{"question": "Why?", "answer": "<p>So.</p>"}]}},
    ]
    booking = {"type": "booking_cta", "value": {"cta": factories.make_booking().pk}}
    return work.make_source(
        section(content=content), booking, title=f"Help {number}", lead="<p>Some words.</p>"
    )


def describe(translation):
    return {
        "texts": translation.texts,
        "pairs": translation.pairs,
        "source": translation.source.texts,
        "taken at": translation.source.taken_at,
        "untranslated": translation.untranslated,
        "one-sided": translation.one_sided,
        "to read": translation.to_read,
        "reviews": translation.reviews,
        "stale": translation.is_stale,
        "changed": translation.changed,
        "new": translation.has_new_text,
    }


def check_same(page):
    page = work.reload(page)
    [many] = find_pending_translations([page]).values()
    assert describe(many) == describe(find_pending_translation(page))
    return many


def test_links_to_pages_and_documents_stand_as_on_the_page_itself(
    owner, machine, world, superuser, reviewer, settings
):
    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    other = work.make_source(title="Other")
    html = (
        f'<p>See <a linktype="page" id="{other.pk}">the other page</a>, the '
        '<a linktype="document" id="7">leaflet</a>, or <a href="https://example.org/?a=1&amp;b=2">'
        "chat</a> now.</p>"
    )
    spanish = work.start(work.make_source(section(content=[paragraph(html)])))
    work.translate(spanish, superuser)
    many = check_same(spanish)
    links = {target for text in many.texts for target, _words in text.links}
    assert links == {f"page:{other.pk}", "document:7", "https://example.org/?a=1&b=2"}
    work.review(spanish, reviewer)
    assert not check_same(spanish).to_read


def test_translation_on_its_way_stands_as_its_own_page_says(
    owner, machine, world, superuser, reviewer
):
    page = make_rich_source()
    spanish = work.start(page)
    assert len(check_same(spanish).untranslated) == 11
    work.translate(spanish, superuser, lambda s: work.say(s) if len(s) > 5 else None)
    assert check_same(spanish).untranslated
    work.override(owner, spanish, "'https://example.org/chat'", "https://example.org/es")
    work.machine_translate(owner, spanish)
    many = check_same(spanish)
    assert many.to_read
    assert ("https://example.org/es", "chates") in [link for t in many.texts for link in t.links]
    work.review(spanish, reviewer)
    assert check_same(spanish).reviews
    work.publish(owner, spanish)
    assert not check_same(spanish).has_new_text
    page.lead = "<p>Other words.</p>"
    work.publish_source(page)
    assert check_same(spanish).is_stale
    work.update(owner, page)
    assert check_same(spanish).untranslated


def test_translation_that_was_stopped_is_judged_by_its_own_draft(world, superuser):
    spanish = work.publish_translated(work.start(make_rich_source()), superuser)
    record = work.get_record(spanish)
    record.enabled = False
    record.save()
    spanish.title = "Ayuda"
    spanish.save_revision()
    assert "Ayuda" in [text.words for text in check_same(spanish).texts]


def test_original_and_alias_are_no_translations(world):
    page = work.make_source()
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert find_pending_translations([page, alias]) == {}


def test_error_at_a_string_leaves_the_original_s_text(owner, world, superuser):
    spanish = work.start(work.make_source(section(content=[paragraph("<p>Call 988 now.</p>")])))
    work.translate(spanish, superuser, lambda s: work.say(s).replace("988", "911"))
    assert [text.words for text in check_same(spanish).untranslated] == ["Call 988 now."]


@pytest.mark.translation_case(23)
@pytest.mark.parametrize("language", ["es", "de"])
def test_queries_stay_the_same_for_more_translations(world, superuser, language):
    pages = [work.start(make_rich_source())]
    before = count(pages)
    for number in range(3):
        page = work.start(make_rich_source(number + 1), language)
        work.translate(page, superuser)
        pages.append(page)
    assert count(pages) == before


@pytest.mark.translation_case(59)
def test_list_of_translations_takes_twelve_queries_at_most(world, superuser):
    def count_list():
        locales = list(Locale.objects.all())
        with CaptureQueriesContext(connection) as queries:
            rows = find_rows(find_originals(superuser), locales, superuser)
        return len(rows), len(queries)

    def add(number):
        page = make_rich_source(number)
        work.translate(work.start(page), superuser)
        work.start(page, "fr")

    add(0)
    count_list()
    rows, queries = count_list()
    for number in range(3):
        add(number + 1)
    assert count_list() == (rows + 3, queries)
    assert queries <= 12


def test_desk_leads_to_the_editor_of_wagtail_localize(owner, world):
    spanish = work.start(work.make_source(title="Closeness"))
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    desk = owner.get("/admin/practice/languages/?language=es").text
    assert "3 texts are not translated" in desk
    assert url in desk
    assert "js-translation-editor" in owner.get(url).text


def count(pages):
    with CaptureQueriesContext(connection) as queries:
        for translation in find_pending_translations(pages).values():
            describe(translation)
    return len(queries)
