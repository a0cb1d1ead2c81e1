"""Crisis lines: facts as edited, and what a named person verified for readers to see."""

from dataclasses import fields
from datetime import time, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from tests import factories
from wagtail_attachment.crisis.facts import ChannelFacts
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import is_overdue
from wagtail_attachment.models import (
    CrisisChannel,
    CrisisResource,
    CrisisResourceVersion,
    CrisisText,
)


def get_shown(country="US", language="en", at=None):
    return CrisisResourceVersion.objects.in_force([country], language, at)


def get_numbers(*args, **kwargs):
    return [line.first_dialled for line in get_shown(*args, **kwargs)]


@pytest.fixture
def line(db):
    return factories.make_crisis_line()


# verify()


def test_line_shows_only_once_it_is_verified(line, verifier):
    assert get_shown() == []
    version = line.verify(verifier, "I rang them.")
    (shown,) = get_shown()
    assert (shown.name, shown.first_dialled) == ("Lifeline", "988")
    assert (shown.resource_id, shown.version_id) == (line.pk, version.pk)
    assert (version.person_name, version.note) == ("Vera Verifier", "I rang them.")
    entry = ModelLogEntry.objects.get(action="wagtail_attachment.verify")
    assert (entry.user, entry.data) == (verifier, {"version": version.pk})


@pytest.mark.parametrize("right", ["change_crisisresource", "approve_disclaimer"])
def test_verifying_and_withdrawing_need_the_right(line, verifier, right):
    other = factories.make_user(right)
    with pytest.raises(PermissionDenied):
        line.verify(other)
    line.verify(verifier)
    with pytest.raises(PermissionDenied):
        line.withdraw(other)
    with pytest.raises(PermissionDenied):
        CrisisResourceVersion.state_none_exists(other, "US", "I searched.")
    assert CrisisResourceVersion.objects.count() == 1


def test_verified_facts_are_those_that_were_seen(line, verifier):
    seen = line.digest
    CrisisChannel.objects.update(dialled="999")
    with pytest.raises(ValidationError, match="changed the facts in the meantime"):
        CrisisResource.objects.get().verify(verifier, digest=seen)
    line.texts.add(CrisisText(language="es", name="Línea"))
    with pytest.raises(ValidationError, match="changed the facts in the meantime"):
        line.verify(verifier)
    assert get_shown() == []


@pytest.mark.parametrize("left_out", ["texts", "channels"])
def test_incomplete_facts_are_not_verified(line, verifier, left_out):
    setattr(line, left_out, [])
    line.save()
    with pytest.raises(ValidationError, match="at least one contact method"):
        line.verify(verifier)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: CrisisChannel.objects.update(dialled="988-TALK"),
        lambda: CrisisChannel.objects.update(always_open=False, opens=time(9)),
        lambda: CrisisText.objects.update(language="English"),
        lambda: CrisisText.objects.update(name=""),
        lambda: CrisisResource.objects.update(source_url="http://example.org/"),
    ],
    ids=["letters", "half of the hours", "language", "no name", "plain http"],
)
def test_facts_that_a_form_would_refuse_are_not_verified(line, verifier, spoil):
    spoil()
    with pytest.raises(ValidationError):
        CrisisResource.objects.get().verify(verifier)
    assert get_shown() == []


def test_edited_number_stays_unseen_until_verified(line, verifier):
    line.verify(verifier)
    line.channels = [CrisisChannel(kind="call", dialled="999", always_open=True)]
    line.save()
    assert get_numbers() == ["988"]
    assert line.get_in_force().digest != line.digest
    line.verify(verifier)
    assert get_numbers() == ["999"]
    assert line.get_in_force().digest == line.digest


def test_verification_is_due_again_after_the_line_s_months(line, verifier):
    line.review_months = 3
    line.save()
    line.verify(verifier)
    (shown,) = get_shown()
    due_on = timezone.localdate() + relativedelta(months=3)
    assert shown.due_on == due_on.isoformat()
    assert not is_overdue(shown)
    assert not is_overdue(shown, due_on)
    assert is_overdue(shown, due_on + timedelta(days=1))


def test_line_without_a_due_date_is_not_overdue(line):
    assert not is_overdue(line.to_line())


def test_listing_says_how_the_facts_stand(line, verifier):
    states = [line.get_state()]
    line.verify(verifier)
    states.append(line.get_state())
    line.area = "Texas"
    states.append(line.get_state())
    line.area = ""
    line.withdraw(verifier)
    states.append(line.get_state())
    today = date_format(timezone.localdate())
    due_on = date_format(timezone.localdate() + relativedelta(months=line.review_months))
    assert states == [
        "Not verified",
        f"Verified until {due_on}",
        "Verified, with unverified changes",
        f"Withdrawn on {today}",
    ]


def test_listing_says_that_a_line_is_due(line):
    CrisisResourceVersion.record(
        act="verified", resource_id=line.pk, country="US", person_id=1, person_name="Ada",
        snapshot={**line.get_snapshot(), "due_on": "2020-01-01"}, digest=line.digest,
    )  # fmt: skip
    assert line.get_state().endswith("; check it again")


# withdraw()


def test_withdrawn_line_gives_way_to_the_next_at_once(line, verifier):
    line.verify(verifier)
    factories.make_verified_line("911", user=verifier)
    assert get_numbers() == ["988", "911"]
    version = line.withdraw(verifier, "Out of service.")
    assert get_numbers() == ["911"]
    assert version == line.get_last_version()
    assert (version.act, version.note) == ("withdrawn", "Out of service.")
    assert line.get_in_force() is None
    assert ModelLogEntry.objects.filter(action="wagtail_attachment.withdraw").exists()


def test_withdrawn_line_shows_again_once_verified_anew(line, verifier):
    line.verify(verifier)
    line.withdraw(verifier)
    line.verify(verifier)
    assert get_numbers() == ["988"]


def test_line_that_does_not_show_cannot_be_withdrawn(line, verifier):
    with pytest.raises(ValidationError, match="do not see"):
        line.withdraw(verifier)


def test_lines_of_a_past_time_are_found(line, verifier):
    line.verify(verifier)
    between = timezone.now()
    line.withdraw(verifier)
    assert get_shown() == []
    assert get_numbers(at=between) == ["988"]
    assert get_numbers(at=between - timedelta(days=1)) == []


def test_line_that_moved_to_another_country_leaves_the_first(line, verifier):
    line.verify(verifier)
    line.country = "CA"
    line.save()
    line.verify(verifier)
    assert get_numbers("US") == []
    assert get_numbers("CA") == ["988"]


# state_none_exists()


def test_owner_may_state_that_a_country_has_no_line(verifier, db):
    assert not CrisisResourceVersion.objects.none_exists(["MC"])
    row = CrisisResourceVersion.state_none_exists(verifier, "MC", "Asked the ministry.")
    assert CrisisResourceVersion.objects.none_exists(["MC"])
    assert not CrisisResourceVersion.objects.none_exists(["US"])
    assert str(row) == "Stated that readers see no line: MC"
    assert get_shown("MC") == []


@pytest.mark.parametrize("note", ["", "  "])
def test_statement_needs_a_note(verifier, db, note):
    with pytest.raises(ValidationError):
        CrisisResourceVersion.state_none_exists(verifier, "MC", note)
    assert not CrisisResourceVersion.objects.exists()


def test_statement_is_no_line_s_last_act(line, verifier):
    line.verify(verifier)
    CrisisResourceVersion.state_none_exists(verifier, "US", "A mistake.")
    assert get_numbers() == ["988"]


# Deletion


@pytest.mark.translation_case(12)
@pytest.mark.parametrize(
    "delete",
    [
        lambda line: line.delete(),
        lambda line: CrisisResource.objects.filter(pk=line.pk).delete(),
        lambda line: CrisisResource.objects.all().delete(),
    ],
    ids=["instance", "queryset", "all"],
)
def test_line_that_readers_see_cannot_be_deleted(line, verifier, delete):
    factories.make_crisis_line("112", country="DE")
    line.verify(verifier)
    with pytest.raises(ProtectedError, match="Withdraw it first"), transaction.atomic():
        delete(line)
    assert CrisisResource.objects.count() == 2
    line.withdraw(verifier)
    delete(line)
    assert not CrisisResource.objects.filter(country="US").exists()
    assert CrisisResourceVersion.objects.filter(country="US").count() == 2


def test_line_that_was_never_verified_can_be_deleted(line):
    line.delete()
    assert not CrisisResource.objects.exists()


# Order and languages


def test_lines_for_everyone_come_first_then_those_that_speak_the_language(db, verifier):
    make = factories.make_verified_line
    make("1", user=verifier, audience="youth", languages="es")
    make("2", user=verifier)
    make("3", user=verifier, languages="en, es")
    make("4", user=verifier, country="CA", languages="es")
    make("5", user=verifier, country="DE")
    lines = CrisisResourceVersion.objects.in_force(["US", "CA"], "es-mx")
    assert [line.first_dialled for line in lines] == ["3", "4", "2", "1"]
    lines = CrisisResourceVersion.objects.in_force(["CA", "US"], "es")
    assert [line.first_dialled for line in lines] == ["4", "3", "2", "1"]


def test_code_of_a_language_counts_however_it_is_written(db, verifier):
    factories.make_verified_line("1", user=verifier)
    factories.make_verified_line("2", user=verifier, languages="EN, es-MX")
    assert get_numbers(language="es-mx") == ["2", "1"]


def test_lines_take_one_query_however_many(db, verifier, django_assert_num_queries):
    for number in range(12):
        factories.make_verified_line(str(100 + number), user=verifier)
    with django_assert_num_queries(1):
        assert len(get_shown()) == 12


def test_line_is_named_in_the_page_s_language_where_it_has_a_name(line, verifier):
    line.texts.add(CrisisText(language="es", name="Línea de vida"))
    line.save()
    line.verify(verifier)
    names = [get_shown(language=code)[0].name for code in ("en", "es-mx", "de")]
    assert names == ["Lifeline", "Línea de vida", "Lifeline"]


# Forms


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"languages": ""}, "languages"),
        ({"languages": " , "}, "languages"),
        ({"languages": "English"}, "languages"),
        ({"languages": "en; es"}, "languages"),
        ({"source_url": "http://example.org"}, "source_url"),
        ({"country": "QQ"}, "country"),
        ({"review_months": 0}, "review_months"),
        ({"review_months": 25}, "review_months"),
    ],
)
def test_facts_are_refused(values, field):
    facts = {"country": "US", "languages": "en, pt-BR", "source_url": "https://example.org"}
    CrisisResource(**facts).full_clean(validate_unique=False, validate_constraints=False)
    with pytest.raises(ValidationError) as refused:
        CrisisResource(**{**facts, **values}).full_clean(
            validate_unique=False, validate_constraints=False
        )
    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"dialled": ""}, "dialled"),
        ({"dialled": "988-TALK"}, "dialled"),
        ({"kind": "text", "dialled": "741741 HOME"}, "dialled"),
        ({"kind": "whatsapp", "dialled": ""}, "dialled"),
        ({"kind": "relay", "dialled": ""}, "dialled"),
        ({"kind": "chat", "dialled": ""}, "url"),
        ({"kind": "chat", "url": "http://example.org"}, "url"),
        ({"kind": "chat", "url": "javascript:alert(1)"}, "url"),
        ({"kind": "email", "dialled": ""}, "email"),
        ({"kind": "pigeon"}, "kind"),
        ({"languages": "Spanish"}, "languages"),
        ({"opens": time(9), "time_zone": "UTC"}, "closes"),
        ({"closes": time(9), "time_zone": "UTC"}, "opens"),
        ({"opens": time(9), "closes": time(9), "time_zone": "UTC"}, "closes"),
        ({"opens": time(20), "closes": time(2), "time_zone": "UTC"}, "closes"),
        ({"opens": time(9), "closes": time(17)}, "time_zone"),
        ({"opens": time(9), "closes": time(17), "time_zone": "Mars/Base"}, "time_zone"),
    ],
    ids=repr,
)
def test_channel_is_refused(values, field):
    channel = CrisisChannel(**{"kind": "call", "dialled": "988", **values})
    with pytest.raises(ValidationError) as refused:
        channel.full_clean(exclude=["resource"])
    assert field in refused.value.message_dict


@pytest.mark.parametrize(
    "values",
    [
        {"dialled": "*4141"},
        {"dialled": "13 11 14", "languages": "en, es", "always_open": True},
        {"kind": "chat", "dialled": "", "url": "https://example.org/chat"},
        {"kind": "email", "dialled": "", "email": "jo@example.org"},
        {"opens": time(9), "closes": time(17), "time_zone": "America/New_York"},
        {"opens": time(20), "closes": time(2), "always_open": True},
    ],
    ids=repr,
)
def test_channel_is_accepted(values):
    CrisisChannel(**{"kind": "call", "dialled": "988", **values}).full_clean(exclude=["resource"])


def test_channel_is_frozen_as_plain_values():
    channel = CrisisChannel(
        kind="call", dialled=" 988 ", languages="en, es", opens=time(9), closes=time(17, 30)
    )
    snapshot = channel.get_snapshot()
    assert (snapshot["dialled"], snapshot["languages"]) == ("988", ["en", "es"])
    assert (snapshot["opens"], snapshot["closes"]) == ("09:00", "17:30")
    assert channel.to_channel().href == "tel:988"
    assert str(channel) == "Call: 988"


def test_facts_of_a_channel_are_one_list():
    """What is stored, frozen, shown and shipped follows from it."""
    facts = {field.name for field in fields(ChannelFacts)}
    stored = {field.name for field in CrisisChannel._meta.concrete_fields}
    assert stored - {"id", "resource", "sort_order"} == facts
    assert set(CrisisChannel().get_snapshot()) == facts


def test_facts_are_the_same_when_they_are_stored_again():
    channel = CrisisChannel(
        kind="call", dialled="988", languages="en, es", opens=time(9), closes=time(17, 30),
        days="weekdays", time_zone="UTC", mobile_only=True, cost="free",
    )  # fmt: skip
    snapshot = channel.get_snapshot()
    assert CrisisChannel.from_snapshot(snapshot).get_snapshot() == snapshot


def test_what_was_frozen_with_other_facts_can_be_read(line, verifier):
    """An older row of the ledger lacks a fact, or has one that there is no more."""
    snapshot = {**line.verify(verifier).snapshot, "channels": [{"kind": "call", "dialled": "988",
                                                               "pager": "7"}]}  # fmt: skip
    read = CrisisLine.from_snapshot(snapshot, language="en", resource_id=1, version_id=1)
    assert [channel.href for channel in read.channels] == ["tel:988"]


@pytest.mark.parametrize("code", ["English", "", "e", "en,es"])
def test_name_needs_one_language_code(line, code):
    with pytest.raises(ValidationError):
        CrisisText(resource=line, language=code, name="x").full_clean()


def test_code_of_a_name_s_language_is_tidied(line):
    text = CrisisText(resource=line, language=" ES-mx ", name="x")
    text.full_clean()
    assert text.language == "es-mx"


def test_second_name_in_a_language_is_a_form_error(line):
    with pytest.raises(ValidationError, match="has a name in this language already"):
        CrisisText(resource=line, language="en", name="Other").full_clean()


# Previews and names


def test_preview_shows_the_draft_in_the_active_language(line, rf):
    line.texts.add(CrisisText(language="es", name="Línea de vida"))
    with translation.override("es"):
        context = line.get_preview_context(rf.get("/"), "")
        assert line.country_name == "Estados Unidos"
    assert context["line"].name == "Línea de vida"
    assert line.get_preview_template(rf.get("/"), "").startswith("wagtail_attachment/")


def test_preview_of_a_line_without_a_name_is_possible(rf):
    line = CrisisResource(country="US")
    assert line.get_preview_context(rf.get("/"), "")["line"] is None
    assert str(line) == "United States"


def test_line_is_named_by_its_first_text(line):
    assert str(line) == "Lifeline"
