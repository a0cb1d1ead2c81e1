"""The pages, each published by the editor through the same door as in the admin."""

import json
from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.models import Page, Site

from home.models import BlogIndexPage, BlogPage, HomePage
from wagtail_attachment.models import Practitioner, Topic
from wagtail_attachment.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    AttachmentStylePage,
    ProfilePage,
)

from .figures import create_figure
from .pictures import create_image
from .texts import read_articles, read_pages


def create_home(site: Site) -> HomePage:
    """Put the practice's home page in the place of Wagtail's welcome page."""
    text = read_pages()["home"]
    welcome = site.root_page
    home = HomePage(
        title=text["title"], introduction=text["intro"], slug=text["slug"], locale=welcome.locale
    )
    _publish(Page.get_first_root_node(), home)
    site.root_page = home
    site.site_name = text["title"]
    site.save()
    welcome.delete()
    return home


def create_articles(
    home: HomePage,
    people: dict[str, Practitioner],
    topics: dict[str, Topic],
    editor: AbstractUser,
) -> None:
    """Create the index and the articles below it."""
    text = read_pages()["articles_index"]
    index = ArticleIndexPage(
        title=text["title"],
        slug=text["slug"],
        introduction=text["introduction"],
        show_in_menus=True,
        locale=home.locale,
    )
    _publish(home, index, editor)
    for article in read_articles():
        page = _build_article(article)
        page.locale = home.locale
        page.authors = [people[slug] for slug in article["authors"]]
        page.reviewer = people[article["reviewer"]]
        page.topics = [topics[slug] for slug in article["topics"]]
        _publish(index, page, editor)


def create_profiles(home: HomePage, people: dict[str, Practitioner], editor: AbstractUser) -> None:
    """Create a page about each person."""
    for slug, person in people.items():
        page = ProfilePage(title=person.name, slug=slug, person=person, locale=home.locale)
        _publish(home, page, editor)


def create_blog(home: HomePage, editor: AbstractUser) -> None:
    """Create the blog that the practice had before it had articles."""
    texts = read_pages()
    index = BlogIndexPage(**texts["blog_index"], show_in_menus=True, locale=home.locale)
    _publish(home, index, editor)
    for post in texts["blog_post"]:
        post["introduction"] = post.pop("intro")
        _publish(index, BlogPage(locale=home.locale, **post), editor)


def _build_article(article: dict[str, Any]) -> ArticlePage:
    values = {
        name: article[name]
        for name in ("title", "subtitle", "slug", "search_description", "lead", "in_short")
    }
    if figure := article.get("figure"):
        _put_in(article["body"], figure)
    values["body"] = json.dumps(article["body"])
    values["image"] = create_image(article["slug"])
    if article["type"] == "style":
        return AttachmentStylePage(style=article["style"], **values)
    return ArticlePage(**values)


def _put_in(body: list[dict[str, Any]], figure: dict[str, Any]) -> None:
    """Draw an article's figure and put it at the end of the section that it is for."""
    purpose = figure.pop("purpose")
    value = {**figure, "image": create_figure().pk}
    for block in body:
        if block["type"] == "section" and block["value"]["purpose"] == purpose:
            block["value"]["content"].append({"type": "figure", "value": value})


def _publish(parent: Page, page: Page, editor: AbstractUser | None = None) -> None:
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision(user=editor)
    page.publish(revision, user=editor)
