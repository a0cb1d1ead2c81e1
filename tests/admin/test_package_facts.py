"""Deciding in the admin on facts that a new version of the package has."""

import copy

import pytest
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages, get_text, is_denied, read
from wagtail_attachment.crisis import known
from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.setup import load_crisis_resources

LIST = "/admin/practice/crisis-lines/"
KEY = "us-veterans"


def release(monkeypatch, **changes):
    lines = copy.deepcopy({each["key"]: each for each in get_crisis_lines()})
    if changes:
        lines[KEY].update(changes)
    else:
        del lines[KEY]
    monkeypatch.setattr(known, "_load_lines", lambda: lines)


@pytest.fixture
def line(db, verifier, monkeypatch):
    """A verified line of which the package has another area by now."""
    factories.set_country("US")
    load_crisis_resources(["US"])
    line = CrisisResource.objects.get(origin__key=KEY)
    line.verify(verifier)
    release(monkeypatch, area="All states")
    return line


def get_url(line):
    return reverse("wagtail_attachment:package_facts", args=[line.pk])


def get_verify_url(line):
    return reverse("wagtail_attachment:verify_line", args=[line.pk])


def get_edit_url(line):
    return reverse(CrisisResource.snippet_viewset.get_url_name("edit"), args=[line.pk])


def decide(client, line, decision, **changes):
    digest = client.get(get_url(line)).context["form"].initial["digest"]
    data = {"decision": decision, "digest": digest, **changes}
    return client.post(get_url(line), data, follow=True)


PLACES = [lambda line: "/admin/", lambda line: LIST, get_edit_url, get_verify_url,
          lambda line: "/admin/practice/setup/"]  # fmt: skip


@pytest.mark.parametrize("get_place", PLACES)
def test_new_facts_are_told_where_a_line_is_looked_at(owner, line, get_place):
    page = read(owner.get(get_place(line)))
    assert page.select(f"a[href='{get_url(line)}']")


@pytest.mark.parametrize("get_place", PLACES)
def test_nothing_is_told_once_it_is_decided(owner, line, get_place):
    decide(owner, line, "keep")
    page = read(owner.get(get_place(line)))
    assert not page.select(f"a[href='{get_url(line)}']")


@pytest.mark.parametrize("get_place", PLACES[:2])
def test_who_may_not_decide_is_not_asked(log_in, line, get_place):
    client = log_in(factories.make_user("view_crisisresource"))
    page = read(client.get(get_place(line)))
    assert not page.select(f"a[href='{get_url(line)}']")
    assert is_denied(client.get(get_url(line), follow=True))


def test_facts_are_shown_side_by_side_with_date_and_source(owner, line):
    page = read(owner.get(get_url(line)))
    cells = [get_text(cell) for cell in page.select("tbody th, tbody td")]
    assert cells == ["Area", "–", "All states"]
    text = get_text(page)
    assert "It read their public sources on Nov. 24, 2026." in text
    assert "https://www.veteranscrisisline.net/" in text


def test_colleague_s_correction_is_shown_before_it_is_written_over(owner, line):
    digest = owner.get(get_url(line)).context["form"].initial["digest"]
    CrisisResource.objects.filter(pk=line.pk).update(area="Corrected")
    response = decide(owner, line, "take_over", digest=digest)
    page = read(response)
    assert "The facts have changed meanwhile." in get_text(page)
    assert get_text(page.select_one("tbody td")) == "– Your draft: Corrected"
    line.refresh_from_db()
    assert line.area == "Corrected"


def test_facts_are_used_as_a_draft_and_then_verified(owner, line):
    response = decide(owner, line, "take_over")
    assert response.redirect_chain[-1][0] == get_verify_url(line)
    assert "Readers see them once they are verified." in get_messages(response)[0]
    line.refresh_from_db()
    assert line.area == "All states"
    assert line.get_in_force().snapshot["area"] == ""


def test_our_facts_are_kept(owner, line):
    response = decide(owner, line, "keep")
    assert get_messages(response)[0].startswith(
        "Your facts stay. This is on record with your name."
    )
    line.refresh_from_db()
    assert line.area == ""
    again = owner.get(get_url(line), follow=True)
    assert get_messages(again) == ["There are no new facts to decide on."]


def test_facts_that_changed_since_they_were_shown_are_to_be_compared_again(owner, line):
    response = decide(owner, line, "take_over", digest="0" * 64)
    assert "The facts have changed meanwhile." in get_text(read(response))
    line.refresh_from_db()
    assert line.area == ""


@pytest.mark.parametrize("decision", ["", "other", "\x00"])
def test_no_known_decision_changes_nothing(owner, line, decision):
    assert decide(owner, line, decision).status_code == 200
    assert owner.get(get_url(line)).status_code == 200


def test_each_decision_needs_its_own_permission(log_in, line):
    editor = log_in(factories.make_user("change_crisisresource"))
    page = read(editor.get(get_url(line)))
    assert [button["value"] for button in page.select("form [name=decision]")] == ["take_over"]
    assert "Ask Vera Verifier to keep your facts" in get_text(page)
    assert is_denied(decide(editor, line, "keep"))
    verifier = log_in(factories.make_verifier())
    page = read(verifier.get(get_url(line)))
    assert [button["value"] for button in page.select("form [name=decision]")] == ["keep"]
    assert is_denied(decide(verifier, line, "take_over"))


def test_line_that_the_package_dropped_can_be_kept(owner, line, monkeypatch):
    release(monkeypatch)
    page = read(owner.get(get_url(line)))
    assert "no longer has this line" in get_text(page)
    assert [button["value"] for button in page.select("form [name=decision]")] == ["keep"]
    decide(owner, line, "keep")
    assert get_messages(owner.get(get_url(line), follow=True)) == [
        "There are no new facts to decide on."
    ]


def test_line_that_is_not_there(owner, db):
    url = reverse("wagtail_attachment:package_facts", args=[999])
    assert owner.get(url).status_code == 404


def test_unverified_facts_say_what_is_unsure_and_verified_ones_do_not(owner, line, verifier):
    draft = CrisisResource.objects.get(origin__key="us-988")
    text = get_text(read(owner.get(get_verify_url(draft))))
    assert "Your team has to verify them before readers see them." in text
    assert "We could not confirm the address or the hours of the chat." in text
    draft.verify(verifier)
    text = get_text(read(owner.get(get_verify_url(draft))))
    assert "Your team has to verify" not in text
    assert "We could not confirm" not in text


def test_maintainers_notes_are_nowhere_in_the_admin(owner, line):
    draft = CrisisResource.objects.get(origin__key="us-988")
    assert draft.note == ""
    for url in (get_edit_url(draft), get_verify_url(draft), "/admin/practice/setup/"):
        text = owner.get(url).content.decode()
        assert "KFF Health News" not in text
        assert "Well sourced" not in text
