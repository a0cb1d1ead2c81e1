"""A kind of channel is named in one place, and a site has its own without touching another."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.admin.test_crisis_lines import CHANNEL, add
from wagtail_attachment.crisis.channels import CrisisChannel
from wagtail_attachment.crisis.kinds import (
    ChannelKind,
    KindError,
    get_kind_choices,
    register_channel_kind,
    unregister_channel_kind,
)
from wagtail_attachment.crisis.kinds.ours import OURS
from wagtail_attachment.crisis.lines import Channel
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.safety.resolver import Safety

SIGNAL = "+49 30 123456"


def find_fault(address):
    return "" if address.startswith("+") else "Begin with the country's code."


def make_kind(**values):
    return ChannelKind(
        **{
            "id": "signal",
            "label": "Signal",
            "address": "dialled",
            "get_href": lambda channel: f"https://signal.me/#p/{channel.dialled.replace(' ', '')}",
            "button": 'Signal <bdi dir="ltr">%(number)s</bdi>',
            "find_fault": find_fault,
            **values,
        }
    )


def fail(*args):
    raise LookupError


@pytest.fixture
def signal(register_kind):
    return register_kind(make_kind())


@pytest.fixture
def line(practice, signal, verifier):
    """A verified line that can be reached by the site's own kind alone."""
    CrisisResource.objects.get().withdraw(verifier)
    line = factories.make_crisis_line(name="Chatline")
    line.channels = [CrisisChannel(kind="signal", dialled=SIGNAL, always_open=True)]
    line.save()
    line.verify(verifier)
    return line


# A site's own kind


def test_own_kind_says_its_label_link_button_and_hours(signal):
    channel = Channel("signal", SIGNAL, always_open=True)
    assert channel.kind_label == "Signal"
    assert channel.href == "https://signal.me/#p/+4930123456"
    assert channel.button == f'Signal <bdi dir="ltr">{SIGNAL}</bdi>'
    assert channel.hours == "24 hours a day"


def test_own_kind_may_have_a_word_to_send_and_hours_of_its_own(register_kind):
    register_kind(
        make_kind(keyword_button="Send %(word)s", describe_hours=lambda channel: "At night")
    )
    assert Channel("signal", SIGNAL, sms_keyword="HOME").button == "Send HOME"
    assert Channel("signal", SIGNAL).button != "Send "
    assert Channel("signal", SIGNAL, always_open=True).hours == "At night"


def test_what_an_editor_wrote_is_escaped(signal):
    assert Channel("signal", "<b>").button == 'Signal <bdi dir="ltr">&lt;b&gt;</bdi>'


@pytest.mark.parametrize(
    ("dialled", "message"),
    [
        ("030 123456", "Begin with the country's code."),
        ("", "Write the number as it is dialed."),
        ("+call", "Use digits"),
    ],
)
def test_address_of_an_own_kind_is_checked(signal, dialled, message):
    channel = CrisisChannel(kind="signal", dialled=dialled, always_open=True)
    with pytest.raises(ValidationError) as refused:
        channel.full_clean(exclude=["resource"])
    assert message in refused.value.message_dict["dialled"][0]


@pytest.mark.django_db
def test_own_kind_is_chosen_in_the_form_and_needs_no_migration(signal, client, superuser):
    client.force_login(superuser)
    assert 'value="signal"' in client.get("/admin/practice/crisis-lines/add/").content.decode()
    add(client, channels=[{**CHANNEL, "kind": "signal", "dialled": SIGNAL}])
    assert CrisisChannel.objects.get().get_kind_display() == "Signal"
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_own_kind_is_shown_to_readers_and_given_by_the_api(line, client):
    page = factories.make_blog_page(live=True)
    html = client.get(page.url).content.decode()
    assert 'href="https://signal.me/#p/+4930123456"' in html
    assert f'Signal <bdi dir="ltr">{SIGNAL}</bdi>' in html
    data = client.get(f"/api/pages/{page.pk}/").json()
    (channel,) = data["crisis_resources"]["lines"][0]["channels"]
    assert (channel["kind"], channel["label"]) == ("signal", SIGNAL)


def test_sentence_that_says_to_call_never_names_a_number_that_is_not_called(line, verifier):
    """Else it would say "call" with the number of a messenger."""
    page = factories.make_blog_page()
    assert Safety(page).first_number == ("911", "tel:911")
    line.channels.add(CrisisChannel(kind="text", dialled="741741"))
    line.channels.add(CrisisChannel(kind="call", dialled="988"))
    line.save()
    line.verify(verifier)
    assert Safety(page).first_number == ("988", "tel:988")
    assert Safety(page).crisis_lines[0].first_dialled == "988"


# A kind that is gone, or fails


@pytest.fixture
def orphan(practice, verifier):
    """A live page whose line was verified with a kind that the site has removed since."""
    kind = make_kind()
    register_channel_kind(kind)
    line = CrisisResource.objects.get()
    line.channels = [CrisisChannel(kind="signal", dialled=SIGNAL, always_open=True)]
    line.save()
    line.verify(verifier)
    unregister_channel_kind(kind)
    return factories.make_blog_page(live=True)


def test_what_was_verified_stays_readable_when_its_kind_is_gone(orphan, client, superuser):
    html = client.get(orphan.url).content.decode()
    assert f'<bdi dir="ltr">{SIGNAL}</bdi>' in html
    assert "signal.me" not in html
    client.force_login(superuser)
    line = CrisisResource.objects.get()
    for url in (
        reverse("wagtail_attachment:verify_line", args=[line.pk]),
        reverse(CrisisResource.snippet_viewset.get_url_name("edit"), args=[line.pk]),
        reverse("wagtail_attachment:disclosure"),
    ):
        assert client.get(url).status_code == 200
    line.channels.all()[0].get_snapshot()
    assert line.digest == line.get_in_force().digest


@pytest.mark.parametrize(
    "get_href", [fail, lambda channel: None, lambda channel: "javascript:alert(1)"]
)
def test_number_shows_without_its_link_if_that_fails_or_is_not_safe(register_kind, get_href):
    register_kind(make_kind(get_href=get_href))
    channel = Channel("signal", SIGNAL)
    assert channel.href == ""
    assert SIGNAL in channel.button


def test_number_shows_without_its_hours_if_those_fail(register_kind):
    register_kind(make_kind(describe_hours=fail))
    assert Channel("signal", SIGNAL).hours == ""


def test_kind_that_fails_is_logged(register_kind, caplog):
    register_kind(make_kind(get_href=fail))
    assert Channel("signal", SIGNAL).href == ""
    assert "signal" in caplog.text


# What cannot be registered


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"id": "call"}, "already"),
        ({"id": "Signal"}, "no id"),
        ({"id": "s" * 21}, "no id"),
        ({"id": ""}, "no id"),
        ({"button": "Signal %(numbr)s"}, "cannot be filled in"),
        ({"button": "100 %"}, "cannot be filled in"),
        ({"keyword_button": "%(word)"}, "cannot be filled in"),
    ],
    ids=repr,
)
def test_kind_that_could_not_be_stored_or_shown_is_refused(values, words):
    before = get_kind_choices()
    with pytest.raises(KindError, match=words):
        register_channel_kind(make_kind(**values))
    assert get_kind_choices() == before


@pytest.mark.parametrize("kind", [*OURS, make_kind()], ids=lambda kind: kind.id)
def test_only_a_site_s_own_kind_can_be_removed(kind):
    with pytest.raises(KindError):
        unregister_channel_kind(kind)
    assert [kind.id for kind in OURS] == [choice for choice, _label in get_kind_choices()]


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.id)
def test_buttons_of_ours_can_be_filled_in_in_every_language(kind):
    for language in ("en", "es", "fr", "de", "pt-br", "ar"):
        with override(language):
            for word in ("", "HOME"):
                assert Channel(kind.id, "988", sms_keyword=word, email="a@b.org").button
