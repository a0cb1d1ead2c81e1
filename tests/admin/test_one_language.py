"""A practice with one language and one site reads nothing of languages, sites and types."""

import re

import pytest
from django.urls import NoReverseMatch, reverse

from tests import factories
from tests.admin.answers import read
from wagtail_attachment.admin import urls
from wagtail_attachment.admin.snippets.group import PracticeViewSetGroup
from wagtail_attachment.models import CrisisResource, Disclaimer, DisclaimerVersion

_WORDS = re.compile(r"\b(languages?|locales?|sites?|types?|kinds?|translat\w*)\b", re.IGNORECASE)


def list_addresses(article):
    """Return every address of ours in the admin, with something behind those that take one."""
    objects = {
        "disclaimer": Disclaimer.objects.get(),
        "crisisresource": CrisisResource.objects.get(),
        "bookingcta": factories.make_booking(),
    }
    yield "/admin/"
    for viewset in PracticeViewSetGroup.items:
        names = viewset.model.snippet_viewset.get_url_name
        yield reverse(names("list"))
        yield reverse(names("add"))
        if found := objects.get(viewset.model._meta.model_name):
            yield reverse(names("edit"), args=[found.pk])
    args = {
        "approve_disclaimer": Disclaimer.objects.get().pk,
        "confirm_numbers": DisclaimerVersion.objects.get().pk,
        "country_lines": "US",
    }
    for pattern in urls.urlpatterns:
        name = f"wagtail_attachment:{pattern.name}"
        if "language" in pattern.name or pattern.name == "desk":
            continue
        pk = args.get(pattern.name, article.pk)
        if "line" in pattern.name and "lines" not in pattern.name:
            pk = CrisisResource.objects.get().pk
        for given in ([], [pk]):
            try:
                yield reverse(name, args=given)
            except NoReverseMatch:
                continue
            break


@pytest.mark.parametrize("i18n", [False, True])
def test_dump(owner, practice, settings, i18n):
    settings.WAGTAIL_I18N_ENABLED = i18n
    factories.set_country(booking=factories.make_booking())
    article = factories.make_article(live=True)
    out = []
    for url in list_addresses(article):
        response = owner.get(url)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            out.append(f"-- {url} {response.status_code}")
            continue
        page = read(response)
        main = page.select_one("main") or page
        for each in main.select("script, template, style, [hidden]"):
            each.decompose()
        for text in main.stripped_strings:
            if _WORDS.search(text):
                out.append(f"{url}: {text[:200]}")
    open(f"/tmp/e17_words_{i18n}.txt", "w").write("\n".join(out))
