"""One page of every kind that readers get, in three languages, as a practice would have them."""

import tomllib
from pathlib import Path

from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tests import factories
from tests.browser.words import WORDS, write_body
from tests.testapp.models import BlogPage
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.disclaimers.starters import get_starter_disclaimers
from wagtail_attachment.ledger import edition
from wagtail_attachment.models import (
    CrisisResource,
    CrisisText,
    DisclaimerVersion,
    Practitioner,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage
from wagtail_attachment.setup import load_crisis_resources

LANGUAGES = tuple(WORDS)


def make_practice():
    """Set up a US practice with four verified lines, its wording and booking in three languages."""
    site = factories.get_site()
    site.site_name = "Harbour Lane Therapy"
    site.save()
    load_crisis_resources(["US"])
    verifier = factories.make_verifier()
    names = {language: _read_demo_names(language) for language in LANGUAGES if language != "en"}
    for line in CrisisResource.objects.all():
        for language, texts in names.items():
            line.texts.add(CrisisText(language=language, **texts[str(line)]))
        line.save()
        line.verify(verifier)
    factories.make_verified_line("207 555 0199", name="Evening line", user=verifier)  # folded
    booking = factories.make_booking(**_get_booking("en"))
    for language in LANGUAGES:
        starter = get_starter_disclaimers()[language]
        factories.put_in_force(starter["body"], heading=starter["heading"], language=language)
        if language != "en":
            translated = booking.copy_for_translation(factories.get_locale(language))
            vars(translated).update(_get_booking(language))
            translated.save()
    factories.set_country(booking=booking)


def make_pages(language, *, long_words=False):
    """Return the addresses of one page of every kind in a language, by the kind's name."""
    words, home = WORDS[language], factories.get_home(language)
    factories.force_live(home)
    topic = Topic.objects.create(
        name=words["topic"], slug="dark", sensitive=True, locale=home.locale
    )
    author = Practitioner.objects.create(
        name="Judith Pelletier", credentials="PsyD", locale=home.locale
    )
    image = Image.objects.create(title="Harbour", file=get_test_image_file(size=(1600, 900)))
    reviewer = factories.make_reviewer("Nadia Haddad")
    index = _show(
        ArticleIndexPage(title=words["index"], introduction=f"<p>{words['introduction']}</p>"),
        home,
    )

    def make_article(title, *, model=ArticlePage, topics=(), **values):
        page = model(title=title, subtitle=words["subtitle"], image=image, **values)
        page.lead = f"<p>{words['lead']}</p>"
        page.body = write_body(words, long_words=long_words)
        page.topics, page.authors = topics, [author]
        _show(page, index)
        review = ClinicalReview(page)
        review.record(reviewer, review.digest)
        return page

    styles = {
        style: make_article(title, model=AttachmentStylePage, style=style)
        for style, title in words["styles"].items()
    }
    pages = {
        "article": make_article(words["title"]),
        "style": styles["anxious"],
        "sensitive": make_article(words["topic"], topics=[topic]),
        "index": index,
        "covered": _show(BlogPage(title=words["title"], text=words["lead"]), home),
    }
    twin = ArticlePage(title=words["title"], translation_key=pages["article"].translation_key)
    _show(twin, factories.get_home("de"))  # so that there is a language to switch to
    addresses = {kind: page.url for kind, page in pages.items()}
    return {**addresses, "nothing found": f"{index.url}?q=zzz"}


def withhold_pages():
    """Take every wording away behind the back of every guard, as raw SQL would."""
    manager = DisclaimerVersion._base_manager
    manager.all()._raw_delete(manager.db)
    # What no signal tells is told by whoever does it; the server may have kept these pages.
    edition.renew()


def _read_demo_names(language):
    """Return what the demo calls the lines in a language, by their names in English."""
    path = Path(__file__).parents[2] / f"example_site/content/{language}/crisis_lines.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _get_booking(language):
    words = WORDS[language]
    return {"heading": words["booking"], "button_label": words["button"]}


def _show(page, parent):
    """Add a page and let readers see it at once, past the gate that this is not about."""
    page.locale, page.live = parent.locale, False
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return factories.force_live(page)
