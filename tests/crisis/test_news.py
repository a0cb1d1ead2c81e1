"""New facts in a new version of the package: told, taken over as a draft, or turned down on record."""

import copy

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from tests import factories
from wagtail_attachment.crisis import known
from wagtail_attachment.crisis.channels import CrisisText
from wagtail_attachment.crisis.doubts import SURE, UNSURE
from wagtail_attachment.crisis.known import find_crisis_line, get_crisis_lines, get_facts
from wagtail_attachment.crisis.news import find_news
from wagtail_attachment.models import CrisisResource, CrisisResourceVersion
from wagtail_attachment.setup import load_crisis_resources

KEY = "us-veterans"


@pytest.fixture
def line(db):
    load_crisis_resources(["US"])
    return CrisisResource.objects.get(origin__key=KEY)


@pytest.fixture
def release(monkeypatch):
    """Return a function that makes this the package of a new version, with changes of one line."""

    def release(**changes):
        lines = copy.deepcopy({each["key"]: each for each in get_crisis_lines()})
        lines[KEY].update(changes)
        monkeypatch.setattr(known, "_load_lines", lambda: lines)

    return release


@pytest.fixture
def drop(monkeypatch):
    def drop():
        lines = {each["key"]: each for each in get_crisis_lines() if each["key"] != KEY}
        monkeypatch.setattr(known, "_load_lines", lambda: lines)

    return drop


@pytest.fixture
def editor(db):
    return factories.make_user("change_crisisresource", name="Ed Editor")


def get_news(line):
    return find_news().get(line.pk)


def list_differences(line):
    return [(each.label, each.ours, each.theirs) for each in get_news(line).differences]


def test_draft_has_the_package_s_facts(line):
    """All of them, or what is told later would not be what changed."""
    load_crisis_resources()
    for resource in CrisisResource.objects.select_related("origin"):
        assert resource.get_snapshot() == get_facts(resource.origin.line), resource


def test_nothing_is_told_while_the_package_is_the_same(line, verifier):
    line.verify(verifier)
    assert find_news() == {}


def test_new_facts_are_told_and_readers_go_on_seeing_ours(line, verifier, release):
    line.verify(verifier)
    release(area="Everywhere")
    assert list_differences(line) == [("Area", "", "Everywhere")]
    assert line.get_in_force().snapshot["area"] == ""
    assert CrisisResource.objects.get(pk=line.pk).area == ""


def test_what_readers_see_is_compared_and_not_a_draft_that_nobody_verified(line, verifier, release):
    line.verify(verifier)
    CrisisResource.objects.filter(pk=line.pk).update(area="Draft")
    release(area="Everywhere")
    assert list_differences(line) == [("Area", "", "Everywhere")]


def test_draft_is_compared_while_nobody_has_verified_the_line(line, release):
    CrisisResource.objects.filter(pk=line.pk).update(area="Draft")
    release(area="Everywhere")
    assert list_differences(line) == [("Area", "Draft", "Everywhere")]


def test_what_was_withdrawn_is_compared_as_a_draft(line, verifier, release):
    line.verify(verifier)
    line.withdraw(verifier)
    CrisisResource.objects.filter(pk=line.pk).update(area="Draft")
    release(area="Everywhere")
    assert list_differences(line) == [("Area", "Draft", "Everywhere")]


def test_date_on_which_sources_were_read_again_is_no_news(line, release):
    release(source_date="2027-01-01", sure="L")
    assert get_news(line) is None


def test_facts_taken_over_are_a_draft_to_verify(line, verifier, editor, release):
    line.verify(verifier)
    CrisisResource.objects.filter(pk=line.pk).update(languages="en, es")
    release(area="Everywhere")
    get_news(line).take_over(editor)
    line = CrisisResource.objects.get(pk=line.pk)
    assert (line.area, line.languages) == ("Everywhere", "en, es")
    assert line.get_state() == "Verified, with unverified changes"
    assert line.get_in_force().snapshot["area"] == ""
    assert line.latest_revision
    assert get_news(line) is None


def test_our_facts_are_kept_on_record_until_the_package_s_change_again(line, verifier, release):
    line.verify(verifier)
    release(area="Everywhere")
    get_news(line).keep_ours(verifier)
    assert get_news(line) is None
    assert CrisisResource.objects.get(pk=line.pk).area == ""
    entry = ModelLogEntry.objects.get(action="wagtail_attachment.keep_facts")
    assert entry.user == verifier
    assert entry.data["person_name"] == "Vera Verifier"
    assert entry.data["facts"] == [["Area", "", "Everywhere"]]
    release(area="Elsewhere")
    assert list_differences(line) == [("Area", "", "Elsewhere")]


def test_reverting_a_draft_does_not_bring_back_what_was_decided(line, verifier, release):
    revision = line.save_revision()
    release(area="Everywhere")
    get_news(line).keep_ours(verifier)
    revision.as_object().save()
    assert get_news(line) is None


def test_line_that_the_package_dropped_is_told_once(line, verifier, editor, drop):
    line.verify(verifier)
    drop()
    news = get_news(line)
    assert news.is_gone
    assert news.differences == []
    with pytest.raises(ValidationError, match="no longer has this line"):
        news.take_over(editor)
    news.keep_ours(verifier)
    assert get_news(line) is None
    assert line.get_in_force()


def test_taking_over_needs_the_permission_to_edit_and_keeping_that_to_verify(
    line, verifier, editor, release
):
    release(area="Everywhere")
    with pytest.raises(PermissionDenied):
        get_news(line).take_over(verifier)
    with pytest.raises(PermissionDenied):
        get_news(line).keep_ours(editor)
    assert get_news(line)
    assert not ModelLogEntry.objects.filter(action__contains="_facts").exists()


def test_draft_that_a_colleague_locked_is_left_alone(line, editor, release):
    line.locked, line.locked_by = True, factories.make_user("access_admin")
    line.save()
    release(area="Everywhere")
    with pytest.raises(ValidationError, match="A colleague has locked this draft"):
        get_news(line).take_over(editor)
    assert get_news(line)


def test_draft_that_a_colleague_changed_since_it_was_read_is_left_alone(line, editor, release):
    release(area="Everywhere")
    news = get_news(line)
    CrisisResource.objects.filter(pk=line.pk).update(area="Corrected")
    with pytest.raises(ValidationError, match="changed meanwhile"):
        news.take_over(editor)
    assert CrisisResource.objects.get(pk=line.pk).area == "Corrected"
    assert get_news(line).digest != news.digest


def test_correction_that_nobody_verified_is_told_and_changes_what_is_decided_on(
    line, verifier, release
):
    line.verify(verifier)
    release(area="Everywhere")
    (difference,) = get_news(line).differences
    assert (difference.ours, difference.draft) == ("", "")
    seen = get_news(line).digest
    CrisisResource.objects.filter(pk=line.pk).update(area="Corrected")
    (difference,) = get_news(line).differences
    assert (difference.ours, difference.draft) == ("", "Corrected")
    assert get_news(line).digest != seen


def test_what_happens_on_a_call_is_kept_in_each_language_that_it_was_written_in(
    line, editor, release
):
    line.texts.update(what_happens="A person answers.")
    line.texts.add(CrisisText(language="es", name="Línea", what_happens="Contesta alguien."))
    line.save()
    release(area="Everywhere")
    get_news(line).take_over(editor)
    texts = CrisisResource.objects.get(pk=line.pk).texts
    assert dict(texts.values_list("language", "what_happens")) == {
        "en": "A person answers.",
        "es": "Contesta alguien.",
    }


def test_line_that_was_written_by_hand_is_never_compared(db, release):
    factories.make_crisis_line(name="Veterans Crisis Line")
    load_crisis_resources(["US"])
    release(area="Everywhere")
    assert find_news() == {}


def test_queries_do_not_grow_with_the_lines(line, monkeypatch, django_assert_num_queries):
    load_crisis_resources()
    with django_assert_num_queries(1):
        assert find_news() == {}
    lines = copy.deepcopy({each["key"]: each for each in get_crisis_lines()})
    for each in lines.values():
        each["area"] += " and more"
    monkeypatch.setattr(known, "_load_lines", lambda: lines)
    with django_assert_num_queries(4):
        assert len(find_news()) == len(lines)


# What is told of the package's own facts


def test_unverified_facts_say_when_their_sources_were_read_and_what_is_unsure(line):
    suggestion = CrisisResource.objects.get(origin__key="us-988").origin.get_suggestion()
    shipped = find_crisis_line("us-988")
    assert suggestion.read_on == shipped["source_date"]
    assert [str(each) for each in suggestion.doubts] == [
        "We could not confirm the address or the hours of the chat."
    ]


def test_nothing_is_told_of_facts_once_they_are_verified_edited_or_out_of_date(
    line, verifier, release
):
    assert line.origin.get_suggestion()
    line.verify(verifier)
    assert line.origin.get_suggestion() is None
    line.withdraw(verifier)
    assert line.origin.get_suggestion()
    line.area = "Mine"
    assert line.origin.get_suggestion() is None
    line.area = ""
    release(area="Everywhere")
    assert line.origin.get_suggestion() is None


def test_doubts_are_whole_sentences():
    with override("en"):
        assert all(str(each).endswith(".") for each in [*UNSURE.values(), *SURE.values()] if each)


def test_no_ledger_row_is_written_of_what_the_package_knows(line, editor, release):
    release(area="Everywhere")
    get_news(line).take_over(editor)
    assert not CrisisResourceVersion.objects.exists()
