"""A practice with one language and one site reads nothing of languages, sites and types."""

import re

from django.urls import NoReverseMatch, reverse

from tests import factories
from tests.admin.answers import read
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
    # Not before the apps' hooks are there: its forms ask for them.
    from wagtail_attachment.admin import urls

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


# What a line or a person speaks is a fact about them; the rest is of Wagtail, or no setting of ours.
_ALLOWED = re.compile(
    r"crisis-lines/(add|edit/\d+)/: |: Languages: English$|people/add/: .*[Ll]anguage"
    r"|/admin/: Site summary|/(paste|imports/new)/\d+/: (Kind|Type) of article|wherever else the site shows"
)
_OF_TRANSLATORS = ("glossary", "memory")
"""Neither in the menu nor linked where there is one language."""


def test_nobody_reads_about_languages_sites_and_types(owner, practice, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    factories.set_country(booking=factories.make_booking())
    article = factories.make_article(live=True)
    addresses, found = list(list_addresses(article)), []
    menu = str(read(owner.get("/admin/")))
    assert not any(f"/{name}/" in menu for name in _OF_TRANSLATORS)
    for url in addresses:
        response = owner.get(url)
        if any(f"/{name}/" in url for name in _OF_TRANSLATORS):
            continue
        if response.status_code != 200 or not is_page(response):
            continue
        page = read(response)
        main = page.select_one("main") or page
        for each in main.select("script, style"):
            each.decompose()
        said = [f"{url}: {text}" for text in main.stripped_strings if _WORDS.search(text)]
        found += [each for each in said if not _ALLOWED.search(each)]
    assert len(addresses) > 40
    assert not found, "\n".join(found)


def is_page(response):
    return "text/html" in response.headers["Content-Type"]
