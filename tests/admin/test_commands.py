"""Setting a practice up from the command line."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command, load_command_class
from django.db import OperationalError
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Locale, Site

from tests import factories
from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.management import practice_command
from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
)
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.setup import get_steps

STORED = (PracticeSettings, Disclaimer, DisclaimerVersion, CrisisResource, CrisisResourceVersion,
          BookingCTA, Group, GroupPagePermission)  # fmt: skip


def run(name, *args):
    out = io.StringIO()
    call_command(name, *args, stdout=out)
    return out.getvalue()


def set_up(*args, country="US"):
    return run("setup_practice", "--country", country, *args)


def count_rows():
    return {model: model.objects.count() for model in STORED}


def get_done():
    return {step.name for step in get_steps(factories.get_site()) if step.is_done}


@pytest.mark.parametrize("name", ["audit_articles", "ledger_head"])
def test_command_before_migrate_says_so(monkeypatch, db, name):
    def fail(*args, **options):
        raise OperationalError("no such table: wagtail_attachment_edition")

    command = load_command_class("wagtail_attachment", name)
    monkeypatch.setattr(command, "handle", fail)
    with pytest.raises(OperationalError):  # the tables are there, so it is something else
        call_command(command)
    monkeypatch.setattr(practice_command, "are_migrated", lambda: False)
    with pytest.raises(CommandError, match=r"run manage\.py migrate first"):
        call_command(command)


# setup_practice


def test_country_alone_drafts_the_rest(home):
    output = set_up()
    assert PracticeSettings.objects.get().country == "US"
    assert not DisclaimerVersion.objects.exists()
    assert not CrisisResourceVersion.objects.exists()
    assert "Country: US" in output
    assert "Disclaimer in en: Not approved" in output
    assert "[x] Say where your readers are" in output
    assert "[ ] Approve your disclaimer" in output
    assert get_done() == {"country"}


def test_command_speaks_english_and_names_steps_in_the_site_s_language(home):
    with override("es"):
        output = set_up()
    assert "Country: US" in output
    assert "[x] Diga dónde están sus lectores" in output


def test_country_in_small_letters(home):
    set_up(country="us")
    assert PracticeSettings.objects.get().country == "US"


def test_countries_of_a_language_and_the_list_of_articles(home):
    factories.get_home("es")
    options = ["--countries-of", "es", "mx,US", "--article-list"]
    output = set_up(*options)
    assert PracticeSettings.objects.get().language_countries == {"es": ["MX", "US"]}
    assert "Countries of readers in es: MX, US" in output
    assert CrisisResource.objects.filter(country="MX").exists()
    assert "List of articles: http://localhost/articles/" in output
    set_up("--article-list")
    assert PracticeSettings.objects.get().language_countries == {"es": ["MX", "US"]}
    assert ArticleIndexPage.objects.count() == 2
    with pytest.raises(CommandError, match=r"--countries-of: 'XX' is not an ISO"):
        set_up("--countries-of", "es", "XX")


def test_country_that_would_leave_live_articles_without_a_line_is_named(practice):
    factories.make_article(live=True)
    with pytest.raises(CommandError, match=r"--country: GB: 1 live article .* Nothing was changed"):
        set_up(country="GB")
    assert PracticeSettings.objects.get().country == "US"
    assert not CrisisResource.objects.filter(country="GB").exists()


def test_country_of_live_articles_is_changed_once_its_lines_are_verified(practice, superuser):
    factories.make_article(live=True)
    set_up("--verify-as", superuser.get_username(), "--i-checked", country="GB")
    assert PracticeSettings.objects.get().country == "GB"
    assert CrisisResourceVersion.objects.verified(["GB"]).exists()


@pytest.fixture
def everything(superuser):
    name = superuser.get_username()
    return ["--approve-starter", "--as", name, "--verify-as", name, "--i-checked",
            "--booking-url", "https://calendly.com/practice"]  # fmt: skip


def test_all_options_leave_only_the_article_to_write(home, everything, superuser):
    set_up(*everything)
    assert get_done() == {"country", "disclaimer", "lines", "booking"}
    for model in (DisclaimerVersion, CrisisResourceVersion):
        assert {row.person_id for row in model.objects.all()} == {str(superuser.pk)}


def test_twice_is_as_once(home, everything):
    set_up(*everything, "--group", "editors", factories.make_group("Own").name)
    before = count_rows()
    set_up(*everything, "--group", "editors", "Own")
    assert count_rows() == before


def test_second_run_respects_what_was_withdrawn_and_written(home, everything, superuser):
    set_up(*everything)
    line = CrisisResource.objects.first()
    line.withdraw(superuser)
    Disclaimer.objects.update(heading="Mine")
    set_up(*everything)
    assert line.get_in_force() is None
    assert Disclaimer.objects.get().heading == "Mine"
    assert DisclaimerVersion.objects.count() == 1


def test_dry_run_says_all_and_changes_nothing(home, everything):
    before = count_rows()
    output = set_up(*everything, "--dry-run")
    assert "Country: US" in output
    assert "Disclaimer in en: Approved since" in output
    assert "this was a dry run. Without --dry-run, then:\n[x] Say where" in output
    assert "[x] Approve your disclaimer" in output
    assert count_rows() == before


def test_languages(home):
    factories.get_home("es")
    factories.get_home("de")
    output = set_up("--languages", "en, ES")
    assert "Disclaimer in es" in output
    assert "Disclaimer in de" not in output
    assert Disclaimer.objects.count() == 2
    set_up()
    assert Disclaimer.objects.count() == 3


def test_language_that_the_site_may_have_is_added(home):
    assert not Locale.objects.filter(language_code="de").exists()
    output = set_up("--languages", "en,de")
    assert "Language added: de" in output
    assert Disclaimer.objects.filter(locale__language_code="de").exists()
    assert "Language added" not in set_up("--languages", "en,de")


def test_nothing_is_said_of_what_was_undone(home):
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("setup_practice", country="US", booking_url="http://a.example", stdout=output)
    assert output.getvalue() == ""


def test_language_without_a_starter_is_said(home, monkeypatch):
    monkeypatch.setattr("wagtail_attachment.setup.starters.get_starter_disclaimers", dict)
    assert "No starter text in en" in set_up()


def test_other_site(home):
    other = Site.objects.create(hostname="other.example", port=81, root_page=home)
    set_up("--site", "other.example")
    assert PracticeSettings.objects.get().site == other


def test_existing_group_is_given_a_role(home):
    group = factories.make_group("Own")
    output = set_up("--group", "reviewers", "Own")
    assert group.permissions.filter(codename="approve_disclaimer").exists()
    assert "Permissions of reviewers given to: Own" in output


def test_other_existing_groups_are_left_as_they_are(home):
    group = factories.make_group("Own")
    set_up()
    assert not group.permissions.exists()
    assert Group.objects.filter(name__startswith="Practice ").count() == 3


def test_booking_that_is_there_is_kept(home, everything):
    factories.set_country(booking=factories.make_booking(url="https://cal.com/mine"))
    assert "Booking:" not in set_up(*everything)
    assert PracticeSettings.objects.get().booking.url == "https://cal.com/mine"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--approve-starter"], "--approve-starter needs --as"),
        (["--approve-starter", "--as", "nobody"], "--as: there is no user 'nobody'"),
        (["--verify-as", "nobody"], "--verify-as needs --i-checked"),
        (["--verify-as", "nobody", "--i-checked"], "--verify-as: there is no user 'nobody'"),
        (["--as", "nobody"], "--as approves nothing without --approve-starter"),
        (["--i-checked"], "--i-checked needs --verify-as USER"),
        (["--site", "nowhere.example"], "--site: there is no site 'nowhere.example'; there are: "),
        (
            ["--languages", "fr"],
            "--languages: this site is not set up for fr, but for ar, de, en, es, es-mx. Name some",
        ),
        (["--booking-url", "javascript:alert(1)"], "--booking-url: Use a secure address"),
        (["--booking-url", "http://example.com"], "--booking-url: Use a secure address"),
        (["--group", "kings", "Own"], "--group: 'kings' is not a role; use editors"),
        (["--group", "editors", "Nobody"], "--group: there is no group 'Nobody'"),
    ],
)
def test_mistake_is_named_and_changes_nothing(home, args, says):
    before = count_rows()
    with pytest.raises(CommandError) as refused:
        set_up(*args)
    assert says in str(refused.value)
    assert count_rows() == before


@pytest.mark.parametrize("blamed", ["--approve-starter: en", "--verify-as: Lifeline"])
def test_stored_text_that_cannot_be_used_is_named(home, everything, blamed):
    line = factories.make_crisis_line()
    if blamed.startswith("--verify-as"):
        line.channels.update(dialled="CALL US")
    else:
        factories.make_disclaimer("<p>Call 988.</p>")
    before = count_rows()
    with pytest.raises(CommandError, match=f"^{blamed}: .* Nothing was changed."):
        set_up(*everything)
    assert count_rows() == before


@pytest.mark.parametrize("country", ["XX", "USA", "", "1", "\x00"])
def test_country_that_is_none_is_named(home, country):
    with pytest.raises(CommandError, match="--country"):
        set_up(country=country)


def test_country_is_asked_for(home):
    with pytest.raises(CommandError, match="--country"):
        run("setup_practice")


@pytest.mark.parametrize("option", ["--as", "--verify-as"])
def test_person_without_the_right_is_refused(home, option):
    name = factories.make_user("access_admin").get_username()
    args = {"--as": ["--approve-starter", "--as", name],
            "--verify-as": ["--verify-as", name, "--i-checked"]}[option]  # fmt: skip
    before = count_rows()
    with pytest.raises(CommandError, match=f"^{option}: {name} does not have the permission"):
        set_up(*args)
    assert count_rows() == before


def test_no_site_at_all_is_said(home):
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="There is no site yet"):
        set_up()


# load_crisis_resources


def test_one_country_s_lines(db):
    output = run("load_crisis_resources", "--country", "us", "DE")
    assert set(CrisisResource.objects.values_list("country", flat=True)) == {"US", "DE"}
    assert "Added, not verified: US" in output
    assert not CrisisResourceVersion.objects.exists()


def test_loading_again_adds_nothing(db):
    run("load_crisis_resources", "--country", "US")
    before = CrisisResource.objects.count()
    assert run("load_crisis_resources", "--country", "US").startswith("0 lines added.")
    assert CrisisResource.objects.count() == before


def test_loading_again_keeps_what_was_edited(db):
    run("load_crisis_resources", "--country", "US")
    CrisisResource.objects.update(note="Mine")
    run("load_crisis_resources", "--country", "US")
    assert set(CrisisResource.objects.values_list("note", flat=True)) == {"Mine"}


@pytest.mark.parametrize("code", ["XX", "USA", "\x00"])
def test_country_of_which_no_line_is_known_is_named(db, code):
    with pytest.raises(CommandError, match="No lines are known for") as refused:
        run("load_crisis_resources", "--country", "US", code)
    assert code in str(refused.value)
    assert not CrisisResource.objects.exists()


def test_all_lines_load_and_could_be_verified(db, verifier):
    run("load_crisis_resources")
    lines = list(CrisisResource.objects.all())
    assert len(lines) == len(get_crisis_lines())
    assert len({line.country for line in lines}) >= 40
    for line in lines:
        line.full_clean()
        assert line.verify(verifier).snapshot["channels"]
