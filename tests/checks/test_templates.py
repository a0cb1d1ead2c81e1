"""The checks that read a site's templates and hooks warn where they must, and nowhere else."""

import pytest
from django.http import HttpResponse
from wagtail import hooks

from tests.testapp.models import BlogPage, OwnArticlePage
from wagtail_attachment.checks import templates as template_checks

TAG = "{% load wagtail_attachment_tags %}{% attachment_safety page %}"
BASE = "<main>{% block content %}{% endblock %}</main>"


def extend_base(content):
    return "{% extends 'base.html' %}{% block content %}" + content + "{% endblock %}"


@pytest.fixture
def check(settings):
    """Return the ids of what is said of blog pages whose template and others are as given."""

    def check(template, **others):
        templates = {f"{name}.html": source for name, source in others.items()}
        templates["testapp/blog_page.html"] = template
        settings.TEMPLATES = [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "libraries": {"site_tags": "tests.testapp.site_tags"},
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", templates),
                        "django.template.loaders.app_directories.Loader",
                    ],
                },
            }
        ]
        return [
            message.id.removeprefix("wagtail_attachment.")
            for message in template_checks.check_templates(None)
        ]

    return check


@pytest.mark.path("template: forgets the tag, told at deployment", stopped_by="check", case=40)
@pytest.mark.parametrize(
    "template",
    [
        BASE,
        "{% if page %}{{ page.title }}{% endif %}",
        "{# {% attachment_safety page %} #}",
        "{% comment %}" + TAG + "{% endcomment %}",
    ],
)
def test_template_without_the_tag_is_pointed_out(check, template):
    assert check(template) == ["W021"]


@pytest.mark.parametrize(
    "template",
    [
        TAG,
        "{% if page.live %}" + TAG + "{% endif %}",
        "{% with x=1 %}{% for x in page.things %}" + TAG + "{% endfor %}{% endwith %}",
        extend_base("{{ block.super }}" + TAG),
        extend_base("{% include 'part.html' %}"),
        "{% extends 'wagtail_attachment/article_page.html' %}",
        "{% include 'wagtail_attachment/includes/disclaimer.html' %}",
        "{% include 'wagtail_attachment/includes/safety.html' %}",
        "{% if a %}" + TAG + "{% elif b %}" + TAG + "{% else %}" + TAG + "{% endif %}",
        "{% include 'loop.html' %}" + TAG,
    ],
)
def test_template_with_the_tag_passes(check, template):
    others = {"base": BASE, "part": TAG, "loop": "{% include 'loop.html' %}"}
    assert check(template, **others) == []


@pytest.mark.parametrize(
    "template",
    [
        "{% include page.part %}",
        "{% extends page.base %}",
        "{% with part='part.html' %}{% include part %}{% endwith %}",
        "{% extends 'missing.html' %}",
        "{% include 'missing.html' %}",
        "{% load a_library_that_does_not_exist %}",
        "{% if %}",
    ],
)
def test_what_reading_does_not_tell_raises_no_alarm(check, template):
    assert check(template) == []


@pytest.mark.path("template: renders the disclaimer twice", stopped_by="check", case=40)
@pytest.mark.parametrize(
    "template",
    [
        TAG + TAG,
        extend_base("{{ block.super }}" + TAG),
        "{% if a %}" + TAG + "{% endif %}" + TAG + "{% include 'part.html' %}",
        "{% extends 'wagtail_attachment/article_page.html' %}{% block article_end %}"
        + TAG
        + "{% endblock %}",
    ],
)
def test_disclaimer_that_is_always_shown_twice_is_pointed_out(check, template):
    base = BASE.replace("{% endblock %}", TAG + "{% endblock %}")
    assert check(template, base=base, part=TAG) == ["W022"]


def test_block_that_is_written_over_is_not_counted(check):
    base = BASE.replace("{% endblock %}", TAG + "{% endblock %}")
    template = extend_base(TAG)
    assert check(template, base=base) == []


@pytest.mark.path("template: the tag in a cached fragment", stopped_by="check", case=33)
@pytest.mark.parametrize(
    ("load", "tag", "arguments"),
    [
        ("cache", "cache", "60 part"),
        ("wagtail_cache", "wagtailcache", "60 part"),
        ("wagtail_cache", "wagtailpagecache", "60 part"),
    ],
)
def test_disclaimer_in_a_cached_fragment_is_pointed_out(check, load, tag, arguments):
    fragment = "{% load " + load + " %}{% " + f"{tag} {arguments}" + " %}%s{% end" + tag + " %}"
    assert check(fragment.replace("%s", TAG)) == ["W023"]
    assert check(fragment.replace("%s", "{% include 'part.html' %}"), part=TAG) == ["W023"]
    assert check(fragment.replace("%s", "a menu") + TAG) == []


def test_site_s_own_tag_is_read(check):
    template = "{% load site_tags %}{% end_of_page %}"
    assert check(template, part=TAG) == []
    assert check(template, part="The end") == ["W021"]
    assert check(template + template, part=TAG) == ["W022"]


def test_page_type_that_chooses_its_template_itself_is_left_alone(check, monkeypatch):
    monkeypatch.setattr(BlogPage, "get_template", lambda self, request: "testapp/blog_page.html")
    assert check(BASE) == []


def test_article_without_a_template_of_its_own_is_read_in_ours(check, monkeypatch):
    monkeypatch.setattr(OwnArticlePage, "template", "testapp/blog_page.html")
    assert check(BASE) == ["W021", "W021"]


def test_template_of_another_engine_is_left_alone(check, monkeypatch):
    monkeypatch.setattr(
        "wagtail_attachment.checks.template_reading.select_template", lambda names: object()
    )
    assert check(BASE) == []


def test_hint_says_what_to_write(check):
    check(BASE)
    (message,) = template_checks.check_templates(None)
    assert message.obj is BlogPage
    assert "testapp/blog_page.html of testapp.BlogPage" in message.msg
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
