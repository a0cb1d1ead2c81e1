"""Each system check fires where it must and nowhere else, and none stops a site."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import ConnectionHandler
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.api import APIField
from wagtail.models import Comment, Page

from tests.testapp.models import BlogPage, PlainPage
from wagtail_attachment.checks import databases
from wagtail_attachment.checks import settings as checks
from wagtail_attachment.checks import templates as template_checks
from wagtail_attachment.conf import SETTINGS
from wagtail_attachment.delivery.keeping import find_hooks_in_the_way
from wagtail_attachment.models import CoveredPageMixin
from wagtail_attachment.pages.models import ArticleIndexPage


def get_ids(found):
    return [message.id.removeprefix("wagtail_attachment.") for message in found]


def check_settings():
    return get_ids(checks.check_settings(None))


def check_names():
    return [message.msg for message in checks.check_setting_names(None)]


def check_page_types():
    return get_ids(checks.check_page_types(None))


@pytest.mark.django_db
def test_checks_are_registered_and_find_what_is_here():
    found = [m for m in django_checks.run_checks() if str(m.id).startswith("wagtail_attachment")]
    assert found == []
    assert {
        checks.check_settings,
        checks.check_setting_names,
        checks.check_installed_apps,
        checks.check_middleware,
        checks.check_page_types,
        checks.check_api_fields,
        checks.check_translation,
        template_checks.check_templates,
        template_checks.check_hooks,
        databases.check_database,
    } <= {*django_checks.registry.registry.get_checks(include_deployment_checks=True)}


@pytest.mark.parametrize(
    ("mode", "ids"),
    [("enforce", []), ("observe", ["W002"]), ("Enforce", ["W001"]), ("", ["W001"]), (None, ["W001"]),
     (["observe"], ["W001"])],
)  # fmt: skip
def test_enforcement_setting(settings, mode, ids):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = mode
    assert check_settings() == ids


LINE = "wagtail_attachment.middleware.EditionMiddleware"


@pytest.mark.parametrize(
    ("middleware", "ids"),
    [([], ["W012"]), ([LINE], []), (["a.A", LINE], []), ([LINE, "a.A"], ["W013"])],
)
def test_middleware_line(settings, middleware, ids):
    settings.MIDDLEWARE = middleware
    assert get_ids(checks.check_middleware(None)) == ids


def test_hooks_for_which_nothing_is_kept(settings):
    def count_visit(page, request, *args):
        pass

    with hooks.register_temporarily("before_serve_page", count_visit):
        (message,) = checks.check_middleware(None)
        assert message.id == "wagtail_attachment.W014"
        assert "count_visit" in message.msg
        settings.WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS = find_hooks_in_the_way()
        assert checks.check_middleware(None) == []


@pytest.mark.parametrize(
    ("severities", "ids"),
    [
        ({}, []),
        ({"section.empty": "advice", "review.never": "required"}, []),
        ({"disclaimer.missing": "advice"}, ["W003"]),
        ({"section.empty": "safety"}, ["W003"]),
        ({"section.empty": "off"}, ["W003"]),
        ({"section.emtpy": "advice"}, ["W003"]),
        ({"section.empty": None, "crisis.missing": "advice"}, ["W003", "W003"]),
        (["section.empty"], ["W003"]),
        (None, ["W003"]),
    ],
    ids=repr,
)
def test_severities_setting(settings, severities, ids):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = severities
    assert check_settings() == ids


@pytest.mark.parametrize(
    ("name", "value", "ids", "says"),
    [
        ("TRANSLATION_REVIEW", "Never", ["W010"], "'Never'"),
        ("TRANSLATION_REVIEW", None, ["W010"], "None"),
        ("TRANSLATION_REVIEW", "never", [], ""),
        ("LOCALE_COUNTRIES", {"en": "MX"}, ["W009"], "brackets"),
        ("LOCALE_COUNTRIES", {"en": ["mx"]}, ["W009"], "'MX'"),
        ("LOCALE_COUNTRIES", {"en": ["QQ"]}, ["W009", "W009"], "'QQ'"),
        ("LOCALE_COUNTRIES", {"e": ["MX"], "es-mxx": ["MX"]}, ["W009", "W009"], "es-mx"),
        ("LOCALE_COUNTRIES", {"en": ["NA"]}, ["W009"], "EMERGENCY_NUMBERS"),
        ("EMERGENCY_NUMBERS", {"US": 911}, ["W009"], "'US'"),
        ("BOOKING_HOSTS", "example.com", ["W009"], "brackets"),
        ("REVIEW_MONTHS", "6", ["W009"], "'6'"),
        ("RELEASE", 5, ["W009"], "5"),
        ("KEPT_SECONDS", "60", ["W009"], "'60'"),
        ("PASSED_OVER_HOOKS", [None], ["W009"], "None"),
    ],
)
def test_wrong_value_is_named_with_the_way_out(settings, name, value, ids, says):
    name = f"WAGTAIL_ATTACHMENT_{name}"
    setattr(settings, name, value)
    found = checks.check_settings(None)
    assert get_ids(found) == ids
    assert all(message.msg.startswith(f"{name}: ") for message in found)
    assert all(message.hint == SETTINGS[name].hint for message in found)
    assert says in "".join(message.msg for message in found)


def test_severity_of_a_rule_that_there_is_not_gets_a_suggestion(settings):
    settings.WAGTAIL_ATTACHMENT_SEVERITIES = {"section.emtpy": "advice"}
    (message,) = checks.check_settings(None)
    assert message.msg.endswith("Did you mean section.empty?")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("WAGTAIL_ATTACHMENT_ENFORCMENT", "WAGTAIL_ATTACHMENT_ENFORCEMENT"),
        ("WAGTAIL_ATTACHMENTS_ENFORCEMENT", "WAGTAIL_ATTACHMENT_ENFORCEMENT"),
        ("WAGTAIL_ATACHMENT_LOCALE_COUNTRY", "WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES"),
        ("WAGTAILATTACHMENT_BOOKING_HOSTS", "WAGTAIL_ATTACHMENT_BOOKING_HOSTS"),
    ],
)
def test_misspelt_name_gets_a_suggestion(settings, name, meant):
    setattr(settings, name, "x")
    assert check_names() == [f"There is no setting {name}. Did you mean {meant}?"]


def test_name_that_is_like_none_of_ours_is_pointed_out_too(settings):
    settings.WAGTAIL_ATTACHMENT_X = 1
    settings.WAGTAILSEARCH_BACKENDS = {}
    assert check_names() == ["There is no setting WAGTAIL_ATTACHMENT_X."]


@pytest.mark.parametrize("installed", [False, True])
def test_graphql_is_pointed_out(monkeypatch, installed):
    monkeypatch.setattr(apps, "is_installed", lambda name: installed and name == "grapple")
    assert get_ids(checks.check_installed_apps(None)) == (["W004"] if installed else [])


@pytest.mark.parametrize("installed", [False, True])
def test_our_page_types_need_wagtail_s_own_base_page(monkeypatch, installed):
    monkeypatch.setattr(checks, "get_base_page_model", lambda: PlainPage)
    monkeypatch.setattr(apps, "get_models", list)
    monkeypatch.setattr(apps, "is_installed", lambda name: installed)
    assert check_page_types() == (["W005"] if installed else [])


@pytest.mark.path("page type: a form of its own", stopped_by="check", case=40)
def test_form_class_that_leaves_out_ours_is_pointed_out(monkeypatch):
    monkeypatch.setattr(BlogPage, "base_form_class", WagtailAdminPageForm)
    (message,) = checks.check_page_types(None)
    assert message.id == "wagtail_attachment.W006"
    assert message.obj is BlogPage


@pytest.mark.parametrize(("field", "ids"), [("text", ["W008"]), ("created_at", [])])
def test_texts_of_child_objects_are_pointed_out(monkeypatch, field, ids):
    """Their fields are chosen apart from the page's, so they could be had without its disclaimer."""
    monkeypatch.setattr(BlogPage, "api_fields", [APIField("wagtail_admin_comments")])
    monkeypatch.setattr(Comment, "api_fields", [field], raising=False)
    assert get_ids(checks.check_api_fields(None)) == ids


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        (BlogPage, []),
        ("testapp.BlogPage", []),
        ("testapp.BlogPost", ["W016"]),
        ("BlogPage", ["W016"]),
        (Comment, ["W016"]),
        (None, ["W016"]),
    ],
)
def test_list_of_what_is_no_page_type_is_pointed_out(monkeypatch, named, ids):
    monkeypatch.setattr(ArticleIndexPage, "article_model", named)
    assert get_ids(checks.check_lists(None)) == ids


def test_missing_app_is_named(monkeypatch):
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail.snippets")
    with pytest.raises(ImproperlyConfigured, match=r"INSTALLED_APPS too: 'wagtail\.snippets'\."):
        apps.get_app_config("wagtail_attachment").import_models()
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "wagtail_attachment")
    with pytest.raises(ImproperlyConfigured, match=r"INSTALLED_APPS too: 'wagtail_attachment'\."):
        apps.get_app_config("wagtail_attachment_pages").import_models()


@pytest.mark.path("page type: the mixin after Page", stopped_by="check", case=40)
def test_mixin_after_page_is_pointed_out(monkeypatch):
    class Late(Page, CoveredPageMixin):
        base_form_class = CoveredPageMixin.base_form_class

        class Meta:
            abstract = True
            app_label = "testapp"

    monkeypatch.setattr(apps, "get_models", lambda: [Late])
    assert check_page_types() == ["W007"]


def test_covered_model_that_is_no_page_is_left_alone(monkeypatch):
    class NoPage(CoveredPageMixin):
        class Meta:
            abstract = True
            app_label = "testapp"

    monkeypatch.setattr(apps, "get_models", lambda: [NoPage, PlainPage])
    assert check_page_types() == []


@pytest.mark.parametrize(
    ("syncs", "is_installed", "ids"),
    [(True, True, ["W011"]), (None, True, ["W011"]), (False, True, []), (True, False, [])],
)
def test_live_status_that_goes_to_translations(settings, monkeypatch, syncs, is_installed, ids):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = syncs
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: is_installed)
    assert get_ids(checks.check_translation(None)) == ids


def test_ids_are_unique_and_no_message_is_an_error():
    modules = (checks, template_checks, databases)
    source = "".join(Path(module.__file__).read_text() for module in modules)
    ids = re.findall(r'"(wagtail_attachment\.[A-Z]\d{3})"', source)
    assert len(ids) == len(set(ids))
    assert "Error(" not in source
    made = [*re.finditer(r"(?:Warning|Info)\(", source)]
    assert all("hint=" in source[match.start() :][:900] for match in made)


@pytest.mark.parametrize(
    ("name", "options", "ids"),
    [
        ("site.sqlite3", {}, ["W031"]),
        ("site.sqlite3", {"transaction_mode": "DEFERRED"}, ["W031"]),
        ("site.sqlite3", {"transaction_mode": "immediate"}, []),
        ("site.sqlite3", {"transaction_mode": "EXCLUSIVE"}, []),
        (":memory:", {}, []),
    ],
)
def test_sqlite_that_fails_where_it_could_wait(monkeypatch, name, options, ids):
    handler = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}}
    )
    monkeypatch.setattr(databases, "connections", handler)
    assert get_ids(databases.check_sqlite()) == ids
