"""The practice's own screens in the admin, for whoever uses them by ear, keyboard or at night."""

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile

from tests import factories
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.models import CrisisResource, CrisisText, Disclaimer
from wagtail_attachment.pages.models import ArticlePage

# Wagtail's text editor has no name of its own, and its outline of a form is not ours either.
OURS = {"include": [["main"]], "exclude": [[".DraftEditor-root"], ["[class*=w-minimap]"]]}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


# Text that is longer than its field shows its start: scrolled to the left, further text lies to the right.
IS_READ_FROM_THE_LEFT = """each => {
    each.scrollLeft = 50
    return each.scrollWidth > each.clientWidth && each.scrollLeft > 0
}"""


def make_screens():
    article = factories.make_article(model=ArticlePage, live=True, lead="<p>Some words.</p>")
    line, text = CrisisResource.objects.get(), Disclaimer.objects.get()
    person = factories.make_person()
    for entry in (person, factories.make_topic(), factories.make_booking()):
        entry.copy_for_translation(factories.get_locale("es")).save()
    # What changed is marked where a text is reviewed and approved.
    review = ClinicalReview(article)
    review.record(factories.make_reviewer(), review.digest)
    ArticlePage.objects.update(lead="<p>Other words.</p>")
    Disclaimer.objects.update(body="<p>Newer words.</p>")
    home = factories.get_home()
    return [
        "/admin/",
        f"/admin/pages/{article.pk}/edit/",
        *(
            f"/admin/practice/{screen}/"
            for screen in (
                "setup", "languages", "articles", "disclosure", "disclaimers", "crisis-lines",
                "booking", "people", "topics", "notices/add", "translations", "imports",
                f"imports/new/{home.pk}", f"paste/{home.pk}",
                f"crisis-lines/edit/{line.pk}", f"crisis-lines/{line.pk}/verify",
                f"crisis-lines/{line.pk}/withdraw", "crisis-lines/country/US", "crisis-lines/verify",
                f"disclaimers/edit/{text.pk}", f"disclaimers/{text.pk}/approve",
                f"people/{person.pk}/leaving", f"articles/{article.pk}/review",
                f"articles/{article.pk}/review/ask", f"articles/{article.pk}/sensitivity",
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


def speak(language):
    user = get_user_model().objects.get(is_superuser=True)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


def test_titles_in_the_report_stay_words_on_a_narrow_screen(practice, owner):
    speak("es")
    factories.make_article(model=ArticlePage, live=True, title="Disorganised attachment")
    owner.page.set_viewport_size({"width": 768, "height": 1024})
    owner.open("/admin/practice/articles/")
    title = owner.page.locator("td.title a").first
    title.wait_for()
    assert title.evaluate("each => each.parentElement.clientWidth") >= 190
    assert owner.page.evaluate("document.documentElement.scrollWidth") <= 768


def test_english_in_an_arabic_admin_begins_with_its_beginning(practice, owner):
    speak("ar")
    CrisisText.objects.update(
        name="988 Lifeline, a name that is much longer than its field is wide"
    )
    line = CrisisResource.objects.get()
    owner.page.set_viewport_size({"width": 480, "height": 900})
    owner.open(f"/admin/practice/crisis-lines/edit/{line.pk}/")
    name = owner.page.locator("[name='texts-0-name']")
    assert name.evaluate(IS_READ_FROM_THE_LEFT)
    assert (
        owner.page.locator("main h2").first.evaluate("each => getComputedStyle(each).unicodeBidi")
        == "plaintext"
    )
