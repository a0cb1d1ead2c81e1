"""What the checks of a site's templates and hooks say, and where they are silent."""

import pytest
from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key
from django.core.checks import run_checks
from django.http import HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from tests.testapp.models import (
    BlogPage,
    FragmentPage,
    JsonPage,
    OwnArticlePage,
    StreamingPage,
)
from wagtail_attachment.checks import templates as template_checks
from wagtail_attachment.pages.models import ArticleIndexPage

TAG = "{% load wagtail_attachment_tags %}{% attachment_safety page %}"
CARD = "{% include 'wagtail_attachment/includes/crisis_resources.html' with card_id='crisis' %}"
HELP = "{% load wagtail_attachment_tags %}{% attachment_help %}"
BASE = "<main>{% block content %}{% endblock %}</main>"


def extend_base(content):
    return "{% extends 'base.html' %}{% block content %}" + content + "{% endblock %}"


def get_ids(model):
    """Return the ids of what is said of a page type."""
    return [
        message.id.removeprefix("wagtail_attachment.")
        for message in template_checks.check_templates(None)
        if message.obj is model
    ]


@pytest.fixture
def use(settings, home):
    """Let templates be as given, besides the package's own."""

    def use(**templates):
        named = {name.replace("__", "/") + ".html": text for name, text in templates.items()}
        settings.TEMPLATES = [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "libraries": {"site_tags": "tests.testapp.site_tags"},
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", named),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ]

    return use


@pytest.fixture
def check(use):
    """Return the ids of what is said of blog pages whose template and others are as given."""

    def check(template, **others):
        use(testapp__blog_page=template, **others)
        return get_ids(BlogPage)

    return check


@pytest.mark.path("template: forgets the tag, told at deployment", stopped_by="check", case=40)
@pytest.mark.parametrize(
    "template",
    [
        BASE,
        "{% if page %}{{ page.title }}{% endif %}",
        "{% comment %}" + TAG + "{% endcomment %}",
        "<!-- " + TAG + " -->",
        "<main hidden>" + TAG + "</main>",
        "<template>" + TAG + "</template>",
        "{% if page.is_sensitive %}" + TAG + "{% endif %}",
    ],
)
def test_template_that_shows_no_help_is_pointed_out(check, template):
    assert check(template) == ["W021", "W024"]


def test_template_that_shows_the_disclaimer_alone_is_pointed_out(check):
    """The crisis card has to be there too."""
    template = "{% load wagtail_attachment_tags %}{% get_safety page as safety %}{% for v in safety.disclaimers %}{% fill_disclaimer v safety %}{% endfor %}"
    assert check(template) == ["W024"]


@pytest.mark.parametrize(
    "template",
    [
        TAG,
        "{% if page.live %}" + TAG + "{% endif %}",
        extend_base("{{ block.super }}" + TAG),
        extend_base("{% include 'part.html' %}"),
        "{% with part='part.html' %}{% include part %}{% endwith %}",
        "{% extends 'wagtail_attachment/base.html' %}{% block content %}" + TAG + "{% endblock %}",
        "{% load site_tags %}{% end_of_page %}",
    ],
)
def test_template_that_shows_it_passes(check, template):
    assert check(template, base=BASE, part=TAG) == []


@pytest.mark.path("template: renders the disclaimer twice", stopped_by="check", case=40)
def test_disclaimer_that_is_shown_twice_is_pointed_out(check):
    base = BASE.replace("{% endblock %}", TAG + "{% endblock %}")
    assert check(extend_base("{{ block.super }}" + TAG), base=base) == ["W022"]
    assert check(extend_base(TAG), base=base) == []


@pytest.mark.path("template: the tag in a cached fragment", stopped_by="check", case=33)
@pytest.mark.parametrize(
    ("library", "tag"),
    [("cache", "cache"), ("wagtail_cache", "wagtailcache"), ("wagtail_cache", "wagtailpagecache")],
)
def test_disclaimer_in_a_cached_fragment_is_pointed_out(check, library, tag):
    fragment = "{% load LIBRARY %}{% TAG 60 part %}HERE{% endTAG %}"
    fragment = fragment.replace("LIBRARY", library).replace("TAG", tag)
    assert check(fragment.replace("HERE", TAG)) == ["W023"]
    assert check(fragment.replace("HERE", "a menu") + TAG) == []


BARE = "<div>{% block content %}{% endblock %}</div>"
WHOLE = """<!doctype html><html lang="en"><head>{% load wagtail_attachment_tags %}
<link rel="canonical" href="{% canonical_url page %}">{% block extra_css %}{% endblock %}</head>
<body><main>{% block content %}{% endblock %}</main></body></html>"""


@pytest.mark.parametrize(
    ("base", "lost"),
    [
        (BARE, "a lang attribute of <html>, a canonical link"),
        # What a whole document lacks is put in.
        (WHOLE.replace("main>", "div>"), ""),
        (WHOLE.replace("<main>", "<main></main><div>"), ""),
        (WHOLE.replace(' lang="en"', ""), ""),
        (WHOLE.replace("extra_css", "css"), ""),
        (WHOLE.replace('"canonical"', '"next"'), ""),
        (WHOLE, ""),
    ],
)
def test_what_an_article_loses_to_the_site_s_base_is_named(use, base, lost):
    use(wagtail_attachment__base=base)
    found = [m for m in template_checks.check_templates(None) if m.obj is OwnArticlePage]
    assert [(m.id, m.msg) for m in found] == (
        [("wagtail_attachment.W025", f"A page of testapp.OwnArticlePage lacks {lost}.")]
        if lost
        else []
    )


def test_base_that_has_no_block_for_an_article_is_pointed_out(use):
    use(wagtail_attachment__base='<html lang="en"><head></head><body><main></main></body></html>')
    found = [m for m in template_checks.check_templates(None) if m.obj is OwnArticlePage]
    assert "lacks its title and text, " in next(m.msg for m in found if m.id.endswith("W025"))


def test_base_that_has_no_block_for_a_list_is_pointed_out(use):
    use(wagtail_attachment__base='<html lang="en"><head></head><body><main></main></body></html>')
    found = [m for m in template_checks.check_templates(None) if m.obj is ArticleIndexPage]
    assert [m.id for m in found] == ["wagtail_attachment.W027", "wagtail_attachment.W025"]
    assert "ArticleIndexPage lacks its title and text, " in found[1].msg


@pytest.mark.parametrize(
    ("shown", "is_seen"),
    [("", False), (f"<div hidden>{CARD}</div>", False), (CARD, True), (HELP, True)],
)
def test_list_that_shows_no_crisis_card_is_pointed_out(use, shown, is_seen):
    template = extend_base("{{ page.title }}" + shown)
    use(wagtail_attachment_pages__article_index_page=template, base=WHOLE)
    assert ("W027" in get_ids(ArticleIndexPage)) is not is_seen


def test_our_own_templates_lack_nothing(home):
    assert get_ids(OwnArticlePage) == []
    assert get_ids(ArticleIndexPage) == []


@pytest.mark.parametrize("model", [JsonPage, StreamingPage])
def test_page_type_that_readers_never_get_is_pointed_out(home, model):
    assert get_ids(model) == ["W026"]


def test_fragment_is_pointed_out(home):
    assert get_ids(FragmentPage) == ["W021", "W024"]


def test_page_type_that_leads_elsewhere_is_left_alone(home, monkeypatch):
    monkeypatch.setattr(BlogPage, "serve", lambda self, request: HttpResponseRedirect("/"))
    assert get_ids(BlogPage) == []


@pytest.mark.parametrize(
    "template",
    [
        "{% extends 'missing.html' %}",
        "{% include 'missing.html' %}",
        "{% load a_library_that_does_not_exist %}",
        "{% if %}",
    ],
)
def test_what_cannot_be_rendered_is_said_and_raises_no_alarm(check, template):
    assert check(template) == ["I001"]


def test_check_says_so_where_there_is_no_site(db):
    Page.objects.get(slug="home").delete()
    assert {message.id for message in template_checks.check_templates(None)} == {
        "wagtail_attachment.I001"
    }


def test_check_stores_nothing(use, media, tmp_path, monkeypatch):
    image = Image.objects.create(title="Logo", file=get_test_image_file())
    monkeypatch.setattr(BlogPage, "logo", image, raising=False)
    cache.set("shared", "as it was")
    files = sorted(tmp_path.rglob("*"))
    use(
        testapp__blog_page="{% load cache wagtailimages_tags %}{% image page.logo width-20 %}"
        "{% cache 60 menu %}A menu{% endcache %}" + TAG
    )
    assert get_ids(BlogPage) == []
    assert cache.get("shared") == "as it was"
    assert cache.get(make_template_fragment_key("menu")) is None
    assert not image.renditions.exists()
    assert sorted(tmp_path.rglob("*")) == files
    assert not BlogPage.objects.exists()


def test_check_is_made_at_deployment_alone(home):
    def get_found(**kwargs):
        return {m.id for m in run_checks(**kwargs) if str(m.id).startswith("wagtail_attachment")}

    assert "wagtail_attachment.W021" not in get_found()
    assert "wagtail_attachment.W021" in get_found(include_deployment_checks=True)


def test_hint_says_what_to_write(check):
    check(BASE)
    (message, _card) = [m for m in template_checks.check_templates(None) if m.obj is BlogPage]
    assert "A page of testapp.BlogPage does not show its disclaimer" in message.msg
    assert "{% attachment_safety page %}" in message.hint


# Hooks


def count_visit(page, request, args, kwargs):
    request.visits = 1
    if page is None:
        return
    return None


def answer_instead(page, request, args, kwargs):
    if request.GET.get("app"):
        return HttpResponse(page.title)


@pytest.mark.path(
    "hook: a before_serve_page hook that answers itself, told at deployment",
    stopped_by="check",
    case=37,
)
def test_hook_that_may_answer_in_the_place_of_a_page_is_pointed_out():
    assert template_checks.check_hooks(None) == []
    with hooks.register_temporarily("before_serve_page", answer_instead):
        (message,) = template_checks.check_hooks(None)
    assert message.id == "wagtail_attachment.W020"
    assert f"{__name__}.answer_instead" in message.msg
    assert "on_serve_page" in message.hint


def test_hook_that_only_looks_on_is_not():
    with hooks.register_temporarily("before_serve_page", count_visit):
        assert template_checks.check_hooks(None) == []


def test_hook_that_cannot_be_read_might_answer():
    scope = {"__name__": "elsewhere"}
    exec(compile("def hook(page, request, args, kwargs): pass", "<no file>", "exec"), scope)
    with hooks.register_temporarily("before_serve_page", scope["hook"]):
        assert len(template_checks.check_hooks(None)) == 1
