"""What there is when a sequence begins: two sites, three languages, a page of each kind."""

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from wagtail.models import Page, Site

from tests import factories
from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.models import Disclaimer, PracticeSettings
from wagtail_attachment.pages.models import ArticlePage, AttachmentStylePage

from .book import Book, Entry, Line


def make_world():
    """Return pages in draft, without any wording, line or country."""
    home = factories.get_home()
    spanish = factories.get_home("es")
    spanish.save_revision().publish()
    other_home = factories.make_blog_page(
        model=PlainPage, parent=Page.get_first_root_node(), title="Other home", live=True
    )
    other = Site.objects.create(hostname="other.example", root_page=other_home, port=80)
    home.refresh_from_db()
    world = SimpleNamespace(
        book=Book(),
        sites=[Site.objects.get(is_default_site=True), other],
        admin=get_user_model().objects.create(
            username="admin", first_name="Ada", is_superuser=True
        ),
        stranger=get_user_model().objects.create(username="stranger", first_name="Sam"),
        topics=[
            factories.make_topic("Grief", notice="grief"),
            factories.make_topic("Trust"),
        ],
        tokens=Tokens(),
        titles=Numbers(),
    )
    world.book.topics = {
        topic.pk: topic.notice.slug if topic.notice else "" for topic in world.topics
    }
    make_page(world, BlogPage, home)
    make_page(world, ArticlePage, home, topics=[world.topics[0]])
    make_page(world, AttachmentStylePage, spanish)
    return world


def make_practice():
    """Return a world in which everything is in place and live."""
    world = make_world()
    put_in_force(world, "general", "en")
    put_in_force(world, "general", "es")
    put_in_force(world, "grief", "en")
    set_country(world, world.sites[0], "US")
    set_country(world, world.sites[1], "US")
    verify_line(world, "US", "en", "988")
    for page in Page.objects.type(BlogPage, ArticlePage).specific():
        page.save_revision().publish(user=world.admin)
    return world


def make_page(world, model, parent, *, live=False, topics=()):
    title = f"Page {next(world.titles)}"
    values = {"title": title, "slug": title.lower().replace(" ", "-"), "live": live}
    if model is BlogPage:
        return factories.make_blog_page(parent=parent, text=f"The text of {title}", **values)
    values["lead"] = f"<p>The text of {title}</p>"
    sections = [factories.section(purpose) for purpose in model.outline]
    if model is AttachmentStylePage:
        values["style"] = "avoidant"
    page = factories.make_article(*sections, model=model, parent=parent, **values)
    if topics:
        page.topics.set(topics)
        page.save()
    return page


def write(world, kind, language, site=None):
    """Return a draft with new words, and the token that tells them apart."""
    token = next(world.tokens)
    filled = token.endswith("z")
    draft, _created = Disclaimer.objects.update_or_create(
        kind=kind,
        site=site,
        locale=factories.get_locale(language),
        defaults={
            "heading": token,
            "body": f"<p>Wording-{token}{', {crisis_line}' if filled else ''}.</p>",
        },
    )
    return draft


def approve(world, draft, user=None, effective_from=None, now=None):
    """Put a draft in force and, where that was not refused, write it into the book."""
    version = draft.approve(user or world.admin, effective_from)
    world.book.entries.append(
        Entry(
            token=draft.heading,
            kind=draft.kind,
            language=draft.language,
            site_id=draft.site_id,
            version_id=version.pk,
            effective_from=max(effective_from or version.at, version.at),
            filled="{" in draft.body,
        )
    )


def put_in_force(world, kind, language, site=None):
    approve(world, write(world, kind, language, site))


def set_country(world, site, country):
    PracticeSettings.objects.update_or_create(site=site, defaults={"country": country})
    world.book.countries[site.pk] = country


def verify_line(world, country, language, dialled):
    line = factories.make_crisis_line(
        dialled, country=country, languages=language, language=language
    )
    line.verify(world.admin)
    world.book.lines[line.pk] = Line(country, language, dialled)


class Numbers:
    """Counts from one on, and can be copied."""

    def __init__(self):
        self.last = 0

    def __next__(self):
        self.last += 1
        return self.last


class Tokens(Numbers):
    """Names wordings by letters alone, since a number is refused in a wording."""

    def __next__(self):
        number = super().__next__()
        letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
        return letters if number % 2 else f"{letters}z"
