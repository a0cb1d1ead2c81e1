"""The practice's own screens in the admin, for whoever uses them by ear, keyboard or at night."""

from axe_playwright_python.sync_playwright import Axe

from tests import factories
from wagtail_attachment.models import CrisisResource, Disclaimer
from wagtail_attachment.pages.models import ArticlePage

# Wagtail's text editor has no name of its own, and its outline of a form is not ours either.
OURS = {"include": [["main"]], "exclude": [[".DraftEditor-root"], ["[class*=w-minimap]"]]}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def make_screens():
    article = factories.make_article(model=ArticlePage, live=True)
    line, text = CrisisResource.objects.get(), Disclaimer.objects.get()
    person = factories.make_person()
    for entry in (person, factories.make_topic(), factories.make_booking()):
        entry.copy_for_translation(factories.get_locale("es")).save()
    return [
        "/admin/",
        *(
            f"/admin/practice/{screen}/"
            for screen in (
                "setup", "languages", "articles", "disclosure", "disclaimers", "crisis-lines",
                "booking", "people", "topics", f"paste/{factories.get_home().pk}",
                f"crisis-lines/edit/{line.pk}", f"crisis-lines/{line.pk}/verify",
                f"disclaimers/edit/{text.pk}", f"disclaimers/{text.pk}/approve",
                f"people/{person.pk}/leaving", f"articles/{article.pk}/review",
            )
        ),
    ]  # fmt: skip


def test_axe_finds_nothing_on_our_screens_by_day_and_by_night(practice, owner):
    page = owner.page
    page.mouse.move(0, 0)  # what lies under it has Wagtail's colours for that
    screens = make_screens()
    found = set()
    for theme in ("light", "dark"):
        # Before a page is there: its colours fade from one theme to the other.
        page.emulate_media(color_scheme=theme)
        for address in screens:
            assert page.goto(address).status == 200, address
            results = Axe().run(page, context=OURS, options=RULES)
            found |= {
                (address, theme, each["id"], node["html"][:200])
                for each in results.response["violations"]
                for node in each["nodes"]
            }
    assert not found
