"""A translation of wagtail-localize, ready for review: the draft is saved, readers get nothing of it."""

import json
import re
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_links, get_messages
from tests.localize import work
from wagtail_attachment.models import Handover


@pytest.fixture
def spanish(world, superuser):
    page = work.publish_translated(work.start(work.make_source(title="Closeness")), superuser)
    assert page.live
    return page


@pytest.fixture
def translator(client, spanish):
    user = factories.make_user("access_admin", name="Tomás")
    factories.give_page_rights(user, factories.get_home("es"), "change_page")
    client.force_login(user)
    return user


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def get_props(client, page):
    """Return what the editor's script is given."""
    html = client.get(get_edit_url(page)).content.decode()
    return json.loads(unescape(re.search(r'data-props="([^"]*)"', html)[1])), html


def get_row(page):
    return {
        name: value
        for name, value in work.reload(page).serializable_data().items()
        if not name.startswith(("latest_revision", "has_unpublished", "draft_title"))
    }


@pytest.mark.translation_case(41)
def test_first_button_hands_over_for_who_may_not_publish(client, translator, spanish):
    props, html = get_props(client, spanish)
    assert 'data-hand-over="Ready for review"' in html
    assert props["perms"]["canPublish"]
    assert not props["perms"]["canDelete"]
    assert not props["perms"]["canUnpublish"]
    assert props["links"]["convertToAliasUrl"] is None


def test_who_may_publish_has_the_editor_as_it_is(owner, spanish):
    props, html = get_props(owner, spanish)
    assert "data-hand-over" not in html
    assert props["links"]["convertToAliasUrl"]
    assert props["perms"]["canPublish"]


@pytest.mark.translation_case(41)
def test_it_is_saved_as_a_draft_and_the_live_row_stays(client, translator, spanish, reviewer):
    work.type_string(client, spanish, "Closeness", "La cercanía")
    before = get_row(spanish)
    answer = work.publish(client, spanish)
    assert get_messages(answer)[0].startswith("“Closenesses” is ready for review.")
    assert get_row(spanish) == before
    page = work.reload(spanish)
    assert page.get_latest_revision_as_object().title == "La cercanía"
    assert Handover.find_of(page).asked_by == translator
    assert [reviewer.email] in [sent.to for sent in mail.outbox]


@pytest.mark.translation_case(93)
def test_first_button_says_what_is_left_and_leads_to_handing_it_over_all_the_same(
    client, translator, spanish, reviewer
):
    work.get_record(spanish).source.stringsegment_set.get(
        string__data="Closeness"
    ).string.translations.all().delete()
    answer = work.publish(client, spanish)
    said = get_messages(answer)
    assert said[0].startswith("Not sent for review yet. 1 text is still in English (“Closeness”)")
    assert reverse("wagtail_attachment:hand_over", args=[spanish.pk]) in get_links(answer)
    assert Handover.find_of(spanish) is None
    assert not mail.outbox


@pytest.mark.translation_case(46)
def test_handing_over_twice_is_one_handover(client, translator, spanish, reviewer):
    for title in ("La cercanía", "Cercanía"):
        work.type_string(client, spanish, "Closeness", title)
        answer = work.publish(client, spanish)
        assert answer.status_code == 200
    assert Handover.find_waiting().count() == 1
    assert work.reload(spanish).get_latest_revision_as_object().title == "Cercanía"


@pytest.mark.translation_case(42)
def test_text_that_is_typed_after_it_is_not_live_after_approval(
    client, translator, spanish, superuser
):
    work.type_string(client, spanish, "Closeness", "La cercanía")
    work.publish(client, spanish)
    work.type_string(client, spanish, "Closeness", "Algo nuevo")
    state = work.reload(spanish).current_workflow_task_state
    with work.TestCase.captureOnCommitCallbacks(execute=True):
        state.specific.approve(user=superuser)
    page = work.reload(spanish)
    assert page.title == "La cercanía"
    assert Handover.find_of(page) is None


def test_publishing_closes_it(client, translator, spanish, superuser):
    work.type_string(client, spanish, "Closeness", "La cercanía")
    work.publish(client, spanish)
    client.force_login(superuser)
    work.publish(client, spanish)
    assert work.reload(spanish).title == "La cercanía"
    assert Handover.find_of(spanish) is None


@pytest.mark.translation_case(45)
def test_what_came_back_is_said_in_the_editor(client, translator, spanish, reviewer):
    work.publish(client, spanish)
    client.force_login(reviewer)
    url = reverse("wagtail_attachment:send_back", args=[spanish.pk])
    client.post(url, {"note": "Shorter, please."})
    client.force_login(translator)
    said = get_messages(client.get(get_edit_url(spanish)))
    assert any("Shorter, please." in message for message in said)
