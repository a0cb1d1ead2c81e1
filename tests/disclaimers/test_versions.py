"""Which wording readers see: by kind, language, site and time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Site

from tests import factories
from wagtail_attachment.models import Disclaimer, DisclaimerVersion

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def other_site(home):
    return Site.objects.create(hostname="other.example", root_page=home)


def record(text, *, day=0, approved=None, language="en", kind="general", site_id=None, **values):
    """Append a row as it would have been approved then."""
    return DisclaimerVersion.record(
        kind=kind, site_id=site_id, language=language, heading="Note", html=f"<p>{text}</p>",
        text=text, digest=text, person_id=1, person_name="Ada",
        approved_at=START + timedelta(days=day if approved is None else approved),
        effective_from=START + timedelta(days=day), **values,
    )  # fmt: skip


def find(language="en", *, kind="general", site=None, day=100):
    row = DisclaimerVersion.objects.in_force(kind, language, site, START + timedelta(days=day))
    return row and row.text


def test_nothing_is_in_force_at_first(db):
    assert DisclaimerVersion.objects.in_force("general", "en") is None


def test_last_wording_is_in_force(db):
    record("old", day=1)
    record("new", day=2)
    assert find() == "new"


@pytest.mark.parametrize(("day", "text"), [(0, None), (1, "old"), (5, "old"), (6, "new")])
def test_wording_of_a_past_time_is_found(db, day, text):
    record("old", day=1)
    record("new", day=6)
    assert find(day=day) == text


def test_row_recorded_later_wins_at_the_same_instant(db):
    record("first", day=1)
    record("second", day=1)
    assert find() == "second"


def test_site_s_own_wording_comes_before_that_of_all_sites(db, other_site):
    record("own", day=1, site_id=other_site.pk)
    record("all", day=2)
    assert find(site=other_site) == "own"
    assert find(site=other_site.pk) == "own"
    assert find(site=factories.get_site()) == "all"
    assert find() == "all"


def test_site_s_wording_is_not_used_where_no_site_is_known(db, other_site):
    record("own", site_id=other_site.pk)
    assert find() is None


@pytest.mark.path("resolver: no language falls back to another", stopped_by="serve", case=45)
@pytest.mark.parametrize(
    ("language", "text"),
    [("es-mx", "base"), ("es", "base"), ("ES-MX", "base"), ("en", None), ("de", None)],
)
def test_region_may_use_its_base_language_and_nothing_else(db, language, text):
    record("base", language="es")
    assert find(language) == text


def test_base_language_never_uses_a_region(db):
    record("mexican", language="es-mx")
    assert find("es") is None


def test_region_s_own_wording_comes_before_its_base(db, other_site):
    record("base of the site", language="es", site_id=other_site.pk)
    record("region of all sites", language="es-mx")
    assert find("es-mx", site=other_site) == "region of all sites"


def test_locale_may_be_given_for_its_code(db):
    record("base", language="es")
    assert DisclaimerVersion.objects.in_force("general", factories.get_locale("es-mx"))


def test_kinds_do_not_mix(db):
    record("general")
    record("grief", kind="grief")
    assert find(kind="grief") == "grief"
    assert find(kind="other") is None


def test_all_kinds_are_found_in_one_query(db, django_assert_num_queries, other_site):
    for number in range(20):
        record(f"{number}", kind=f"kind{number % 4}", language=["en", "es"][number % 2], day=number)
        record(f"{number}", kind=f"kind{number % 4}", site_id=other_site.pk, day=number)
    kinds = [f"kind{number}" for number in range(5)]
    with django_assert_num_queries(1):
        found = DisclaimerVersion.objects.in_force_by_kind(kinds, "en", other_site)
    assert set(found) == {"kind0", "kind1", "kind2", "kind3"}


# Rows that are yet to take effect


def test_wording_approved_ahead_takes_effect_then(db):
    record("now", day=0)
    pending = record("later", day=10, approved=1)
    at = START + timedelta(days=2)
    assert find(day=9) == "now"
    assert find(day=10) == "later"
    assert DisclaimerVersion.objects.pending(at).get() == pending
    assert not DisclaimerVersion.objects.pending(START + timedelta(days=10)).exists()


def test_wording_withdrawn_before_it_took_effect_never_did(db):
    record("now", day=0)
    pending = record("later", day=10, approved=1)
    record("later", day=5, withdraws=pending)
    assert find(day=4) == "now"
    assert find(day=6) == "now"
    assert find(day=11) == "now"
    assert not DisclaimerVersion.objects.pending(START + timedelta(days=6)).exists()


def test_site_s_withdrawn_wording_gives_way_to_that_of_all_sites(db, other_site):
    record("all", day=0)
    own = record("own", day=1, site_id=other_site.pk)
    record("own", day=5, site_id=other_site.pk, withdraws=own)
    assert find(site=other_site, day=4) == "own"
    assert find(site=other_site, day=5) == "all"
    record("own again", day=7, site_id=other_site.pk)
    assert find(site=other_site, day=8) == "own again"


def test_withdrawal_ahead_of_time_leaves_the_site_s_present_wording(db, other_site):
    record("all", day=0)
    record("own", day=1, site_id=other_site.pk)
    pending = record("own later", day=10, approved=2, site_id=other_site.pk)
    record("own later", day=3, site_id=other_site.pk, withdraws=pending)
    assert find(site=other_site, day=20) == "own"


# withdraw()


def test_last_wording_of_all_sites_cannot_be_withdrawn(practice, approver):
    with pytest.raises(ValidationError, match="Approve another one instead"):
        practice.withdraw(approver)
    assert DisclaimerVersion.objects.in_force("general", "en") == practice


def test_pending_wording_of_all_sites_can_be_withdrawn(practice, approver):
    disclaimer = Disclaimer.objects.get()
    disclaimer.body = "<p>Later words.</p>"
    disclaimer.save()
    pending = disclaimer.approve(approver, factories.in_days(3))
    withdrawal = pending.withdraw(approver)
    assert withdrawal.withdraws == pending
    assert withdrawal.person_name == "Ada Approver"
    at = factories.in_days(4)
    assert DisclaimerVersion.objects.in_force("general", "en", at=at) == practice
    assert disclaimer.get_pending() is None


def test_site_s_own_wording_can_be_withdrawn(practice, approver):
    own = factories.put_in_force("<p>Own words.</p>", site=factories.get_site())
    own.withdraw(approver)
    disclaimer = Disclaimer.objects.get(site=factories.get_site())
    assert disclaimer.get_in_force() is None
    found = DisclaimerVersion.objects.in_force("general", "en", factories.get_site())
    assert found == practice


def test_wording_is_withdrawn_once(practice, approver):
    own = factories.put_in_force("<p>Own words.</p>", site=factories.get_site())
    withdrawal = own.withdraw(approver)
    for row in (own, withdrawal):
        with pytest.raises(ValidationError, match="already withdrawn"):
            row.withdraw(approver)


def test_site_s_superseded_wording_cannot_be_withdrawn(practice, approver):
    """Else its withdrawal would end the one that took its place."""
    site = factories.get_site()
    old = factories.put_in_force("<p>Own words.</p>", site=site)
    disclaimer = Disclaimer.objects.get(site=site)
    disclaimer.body = "<p>Newer own words.</p>"
    disclaimer.save()
    new = disclaimer.approve(approver)
    with pytest.raises(ValidationError, match="taken the place"):
        old.withdraw(approver)
    assert DisclaimerVersion.objects.in_force("general", "en", site) == new


def test_withdrawing_needs_the_right(practice):
    own = factories.put_in_force("<p>Own words.</p>", site=factories.get_site())
    with pytest.raises(PermissionDenied):
        own.withdraw(factories.make_user("change_disclaimer"))
    assert DisclaimerVersion.objects.count() == 2


# fill()


@pytest.mark.parametrize(
    ("filling", "expected"),
    [
        (("988", "tel:988"), '<a href="tel:988"><bdi dir="ltr">988</bdi></a>'),
        (("*4141", ""), '<bdi dir="ltr">*4141</bdi>'),
        (("", ""), "your local emergency number"),
        (("<b>", 'x"'), '<a href="x&quot;"><bdi dir="ltr">&lt;b&gt;</bdi></a>'),
    ],
    ids=["number", "star code", "none", "escaped"],
)
def test_wording_is_filled(db, filling, expected):
    row = record("In a crisis, {crisis_line}. Again: {crisis_line}.")
    assert row.fill(*filling) == f"<p>In a crisis, {expected}. Again: {expected}.</p>"
