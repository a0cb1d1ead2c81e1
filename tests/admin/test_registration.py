"""What the package adds to Wagtail's admin: menu, rights, logs, styles."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from tests import factories
from tests.admin.answers import get_text, read
from tests.admin.test_people import write_person
from wagtail_attachment.models import CrisisResource, Disclaimer

ACTIONS = ["approve", "ask_approval", "verify", "withdraw", "publish_refused"]


@pytest.mark.parametrize("name", ACTIONS)
def test_logged_action_is_known(name):
    assert f"wagtail_attachment.{name}" in dict(registry.get_choices())


def test_site_history_tells_what_was_done(owner, practice, verifier):
    CrisisResource.objects.get().withdraw(verifier)
    text = get_text(read(owner.get(reverse("wagtailadmin_reports:site_history"))))
    for sentence in ("Approved the text", "Verified the crisis line",
                     "Withdrew the crisis line"):  # fmt: skip
        assert sentence in text


def test_history_of_each_tells_it(owner, practice):
    for thing, sentence in (
        (Disclaimer.objects.get(), "Approved the text"),
        (CrisisResource.objects.get(), "Verified the crisis line"),
    ):
        url = reverse(thing.snippet_viewset.get_url_name("history"), args=[thing.pk])
        assert sentence in owner.get(url).text


def test_rights_can_be_given_in_the_groups_form(owner):
    text = owner.get(reverse("wagtailusers_groups:add")).text
    for right in ("Can approve disclaimers", "Can verify and withdraw crisis lines",
                  "practice settings"):  # fmt: skip
        assert right in text


def test_menu_holds_what_belongs_to_the_practice(owner):
    text = owner.get("/admin/").text
    for label in ("Setup", "Disclaimers", "Crisis lines", "Booking", "People", "Topics"):
        assert f'"{label}"' in text


def test_setup_is_not_in_the_menu_of_who_cannot(visitor):
    assert "/practice/setup/" not in visitor.get("/admin/").text


def test_admin_s_styles_are_there(owner):
    links = [link["href"] for link in read(owner.get("/admin/")).select("link[rel=stylesheet]")]
    assert any(href.endswith("wagtail_attachment/css/admin.css") for href in links)


@pytest.mark.parametrize("name", ["people", "topics"])
def test_other_snippets_can_be_written(owner, name):
    data = {"people": write_person(name="Dr. Bea"),
            "topics": {"name": "Grief", "slug": "grief", "description": "",
                       "notice": ""}}[name]  # fmt: skip
    response = owner.post(f"/admin/practice/{name}/add/", data, follow=True)
    assert data["name"] in get_text(read(response).select_one("tbody"))


def test_topic_with_a_slug_that_is_taken_is_refused(owner, db):
    factories.make_topic()
    data = {"name": "Grief", "slug": "grief", "description": "", "notice": ""}
    response = owner.post("/admin/practice/topics/add/", data)
    assert response.context["form"].errors
