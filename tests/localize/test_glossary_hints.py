"""The glossary while someone translates: beside the strings in wagtail-localize's editor."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.models import GlossaryTerm

HINT = "Glossary: “base segura” for “secure base”."


@pytest.fixture
def spanish(world):
    GlossaryTerm.objects.create(
        term="secure base", translation="base segura", source_language="en", language="es"
    )
    text = paragraph("<p>A <b>secure</b> base helps.</p><p>Nothing of it.</p>")
    return work.start(work.make_source(section(content=[text]), title="Closeness"))


@pytest.fixture(params=["publisher", "translator"])
def someone(request, client, superuser, spanish):
    user = superuser
    if request.param == "translator":
        user = factories.make_user("access_admin", name="Tomás")
        factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return client


def get_props(client, page):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return json.loads(unescape(re.search(r'data-props="([^"]*)"', html)[1]))


@pytest.mark.translation_case(96)
def test_terms_stand_beside_the_strings_they_are_in(someone, spanish):
    hints = {
        each["source"]: each["location"]["subField"] or ""
        for each in get_props(someone, spanish)["segments"]
        if each["type"] == "string"
    }
    assert hints.pop("A <b>secure</b> base helps.").endswith(HINT)
    assert not any("Glossary" in hint for hint in hints.values())


@pytest.mark.translation_case(96)
def test_translation_that_calls_it_otherwise_is_told_so_when_it_is_saved(someone, spanish):
    source = "A <b>secure</b> base helps."
    said = work.type_string(someone, spanish, source, "Un puerto seguro ayuda.").json()
    assert said["comment"].endswith(HINT)
    assert not said["error"]
    [written] = get_props(someone, spanish)["initialStringTranslations"]
    assert written["comment"].endswith(HINT)
    said = work.type_string(someone, spanish, source, "Una base segura ayuda.").json()
    assert "Glossary" not in said["comment"]
