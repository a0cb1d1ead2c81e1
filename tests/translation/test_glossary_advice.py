"""What the glossary and the memory say of a translation, whatever made it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_text, read
from tests.factories import paragraph, section
from wagtail_attachment.models import GlossaryTerm
from wagtail_attachment.translation.glossary import find_glossary
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def reviewer(db):
    return factories.make_translation_reviewer(name="Rosa Reviewer")


@pytest.fixture
def _spanish(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")


def make_term(term, translation="", **values):
    values = {"source_language": "en", "language": "es", **values}
    return GlossaryTerm.objects.create(
        term=term, translation=translation, keep_as_is=not translation, **values
    )


def make_pages(*pairs, title=("Closeness", "Cercanía")):
    """Return a Spanish page made by hand, with these texts beside those of its live original."""
    original = factories.make_article(
        section(content=[paragraph("".join(f"<p>{ours}</p>" for ours, _theirs in pairs))]),
        live=True,
        title=title[0],
        slug=f"page-{title[0].lower().replace(' ', '-')}",
    )
    spanish = original.copy_for_translation(factories.get_locale("es"), copy_parents=True)
    spanish.title = title[1]
    spanish.body[0].value["heading"] = "Un título"
    content = spanish.body[0].value["content"][0]
    content.value = type(content.value)("".join(f"<p>{theirs}</p>" for _ours, theirs in pairs))
    spanish.save_revision()
    return type(spanish).objects.get(pk=spanish.pk)


def get_advice(page):
    draft = page.get_latest_revision_as_object()
    return [each for each in draft.evaluate() if each.id == "translation.glossary"]


def open_review(client, page):
    url = reverse("wagtail_attachment:review_translation", args=[page.pk])
    return read(client.get(url))


@pytest.mark.usefixtures("_spanish")
class TestGlossary:
    @pytest.mark.translation_case(76)
    def test_term_that_the_translation_calls_otherwise_is_named_with_its_texts(self):
        make_term("secure base", "base segura")
        page = make_pages(
            ("A secure base.", "Un puerto seguro."), ("Two secure bases.", "Dos apoyos.")
        )
        (advice,) = get_advice(page)
        assert advice.message == (
            "The glossary has “base segura” for “secure base”; 2 texts don't use it (“Un puerto "
            "seguro.” is the first)."
        )
        assert advice.block_id == page.body[0].value["content"][0].id
        assert (advice.severity, advice.fixer) == ("advice", "The translator")

    def test_term_in_any_form_is_no_advice(self):
        make_term("secure base", "base segura")
        assert get_advice(make_pages(("Secure bases.", "Las bases más seguras."))) == []

    def test_name_that_is_kept_has_to_be_there(self):
        make_term("EMDR")
        assert get_advice(make_pages(("We use EMDR.", "Usamos EMDR."))) == []
        (advice,) = get_advice(make_pages(("We use EMDR.", "La usamos."), title=("A", "B")))
        assert (
            advice.message == "The glossary keeps “EMDR” as it is; 1 text doesn't (“La usamos.”)."
        )

    def test_other_languages_say_nothing(self):
        make_term("secure base", "sichere Basis", language="de")
        make_term("base segura", "secure base", source_language="es", language="en")
        assert get_advice(make_pages(("A secure base.", "Un puerto."))) == []

    @pytest.mark.translation_case(76)
    def test_text_that_somebody_answered_for_is_not_asked_about_again(self, reviewer):
        make_term("secure base", "base segura")
        page = make_pages(("A secure base.", "Un puerto."), ("A secure base!", "Un apoyo."))
        pending = find_pending_translation(page)
        first = next(pair for pair in pending.pairs if pair.words == "Un puerto.")
        assert len(pending.missed_terms[0].pairs) == 2
        pending.record_review(reviewer, {first.digest})
        assert "1 text doesn't use it (“Un apoyo.”)" in get_advice(page)[0].message
        assert [pair.words for pair in pending.missed_terms[0].pairs] == ["Un apoyo."]

    def test_text_that_is_not_translated_yet_is_no_advice(self):
        make_term("secure base", "base segura")
        assert get_advice(make_pages(("A secure base.", "A secure base."))) == []

    def test_advice_stands_beside_the_text_on_the_review_page(self, client, superuser):
        make_term("secure base", "base segura")
        make_term("EMDR")
        client.force_login(superuser)
        page = make_pages(("A secure base, and EMDR.", "Un puerto."))
        row = get_text(open_review(client, page).find("td", string="Un puerto.").parent)
        assert "Glossary: “base segura” for “secure base”." in row
        assert "Glossary: keep “EMDR” as it is." in row

    @pytest.mark.translation_case(56)
    def test_glossary_of_a_language_serves_its_variants_unless_they_have_their_own(self):
        make_term("secure base", "base segura")
        make_term("limit", "límite")
        make_term("limit", "tope", language="es-mx")
        found = find_glossary("en-gb", "es-mx").find("The limit of a secure base")
        assert [term.translation for term in found] == ["tope", "base segura"]
        assert not find_glossary("es", "en")


@pytest.mark.usefixtures("_spanish")
class TestMemory:
    @pytest.mark.translation_case(74)
    def test_text_that_somebody_answered_for_is_offered_on_a_page_made_by_hand(
        self, client, superuser, reviewer
    ):
        first = make_pages(("The same words.", "Las mismas palabras."))
        pending = find_pending_translation(first)
        pending.record_review(reviewer, {pair.digest for pair in pending.pairs})
        second = make_pages(("The same words.", "The same words."), title=("Other", "Otra"))
        client.force_login(superuser)
        offer = open_review(client, second).find("summary", string="In memory").parent
        assert get_text(offer).startswith("In memory Las mismas palabras. Rosa Reviewer, ")
        assert get_text(offer).endswith("in “Cercanía”")
        assert offer.select_one("[lang=es]")

    @pytest.mark.translation_case(58)
    def test_translation_that_was_reviewed_last_is_offered_first(self, client, superuser, reviewer):
        def review(translation, number):
            page = make_pages(("The same words.", translation), title=(f"Page {number}", "Una"))
            pending = find_pending_translation(page)
            pending.record_review(reviewer, {pair.digest for pair in pending.pairs})

        for number, translation in enumerate(["Una vez.", "Otra vez.", "Una vez."]):
            review(translation, number)
        page = make_pages(("The same words.", "The same words."), title=("Other", "Otra"))
        client.force_login(superuser)
        offer = open_review(client, page).find("summary", string="In memory").parent
        assert get_text(offer).startswith("In memory Una vez. ")
        listed = read(client.get(reverse("wagtail_attachment:memory"))).select("tbody tr")
        rows = [get_text(row) for row in listed if "The same words." in row.text]
        assert [row.split(".")[1].strip() for row in rows] == ["Una vez", "Otra vez"]

    @pytest.mark.translation_case(81)
    def test_text_that_nobody_answered_for_is_not_offered(self, client, superuser):
        make_pages(("The same words.", "Las mismas palabras."))
        second = make_pages(("The same words.", "The same words."), title=("Other", "Otra"))
        client.force_login(superuser)
        assert "In memory" not in open_review(client, second).text

    def test_reading_takes_as_many_queries_for_any_number_of_texts(self, client, superuser):
        make_term("secure base", "base segura")
        client.force_login(superuser)
        counts = []
        for number in (2, 30):
            pairs = [(f"A secure base {n}.", f"Un puerto {n}.") for n in range(number)]
            page = make_pages(*pairs, title=(f"Title {number}", "Título"))
            open_review(client, page)
            with CaptureQueriesContext(connection) as queries:
                open_review(client, page)
            counts.append(len(queries))
        assert counts[0] == counts[1]
