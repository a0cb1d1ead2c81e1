"""Which language lacks a wording, and which did not follow when the source was replaced."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from tests import factories
from wagtail_attachment.disclaimers.languages import find_wording_states
from wagtail_attachment.models import Disclaimer, DisclaimerVersion


def put_in_force_again(body, language="en", site=None):
    disclaimer = Disclaimer.objects.get(locale__language_code=language, site=site)
    disclaimer.body = body
    disclaimer.save()
    return disclaimer.approve(factories.make_approver())


def find_states(*codes):
    states = find_wording_states([factories.get_locale(code) for code in codes])
    return {(state.locale.language_code, state.kind): state for state in states}


def get_state(code="es", kind="general"):
    return find_states(code)[code, kind]


@pytest.fixture
def spanish(practice):
    return factories.put_in_force(factories.WORDING_ES, language="es")


def test_language_without_a_wording_lacks_it(practice):
    state = get_state()
    assert state.is_missing
    assert state.is_due
    assert state.summary == "missing"


def test_source_language_itself_lacks_a_kind_that_another_one_has(practice):
    factories.put_in_force(factories.WORDING_ES, language="es", kind="medication")
    assert find_states("en")["en", "medication"].is_missing


def test_translation_of_the_wording_in_force_is_up_to_date(spanish):
    assert not get_state().is_due
    assert get_state().summary == ""


def test_translation_is_behind_by_each_replacement_of_its_source(spanish):
    put_in_force_again("<p>Education, not treatment.</p>")
    assert get_state().summary == "out of date by one version"
    put_in_force_again("<p>Education, never treatment.</p>")
    assert get_state().behind == 2
    assert get_state().summary == "out of date by 2 versions"


def test_source_language_is_never_behind(spanish):
    put_in_force_again("<p>Education, not treatment.</p>")
    assert not get_state("en").is_due


def test_translation_is_not_behind_a_source_that_was_put_back(spanish):
    put_in_force_again("<p>Education, not treatment.</p>")
    put_in_force_again(factories.WORDING)
    assert not get_state().is_due


def test_translation_is_behind_a_source_that_came_after_it(db):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.put_in_force()
    assert get_state().behind == 1


def test_source_that_takes_effect_later_does_not_count_yet(spanish):
    disclaimer = Disclaimer.objects.get(locale__language_code="en")
    disclaimer.body = "<p>Education, not treatment.</p>"
    disclaimer.save()
    disclaimer.approve(factories.make_approver(), factories.in_days(3))
    assert not get_state().is_due


def test_source_that_was_withdrawn_before_it_took_effect_does_not_count(spanish, approver):
    disclaimer = Disclaimer.objects.get(locale__language_code="en")
    disclaimer.body = "<p>Education, not treatment.</p>"
    disclaimer.save()
    disclaimer.approve(approver, factories.in_days(3)).withdraw(approver)
    put_in_force_again("<p>Education, no treatment.</p>")
    assert get_state().behind == 1


def test_wording_that_still_fits_is_put_in_force_again_as_it_is(spanish, approver):
    put_in_force_again("<p>Education, not treatment.</p>")
    disclaimer = Disclaimer.objects.get(locale__language_code="es")
    assert disclaimer.get_versions_behind() == 1
    disclaimer.approve(approver)
    assert disclaimer.get_versions_behind() == 0
    with pytest.raises(ValidationError, match="already approved"):
        disclaimer.approve(approver)


def test_variant_may_use_the_wording_of_its_base_language(spanish):
    put_in_force_again("<p>Education, not treatment.</p>")
    assert not get_state("es-mx").is_due


def test_wording_of_one_site_is_not_missed_where_all_sites_have_one(spanish, home):
    site = Site.objects.create(hostname="other.example", root_page=home)
    factories.put_in_force("<p>Ours alone.</p>", site=site)
    assert len(find_wording_states([factories.get_locale("es")])) == 1
    assert {state.site_id for state in find_wording_states([factories.get_locale("de")])} == {
        None,
        site.pk,
    }


def test_translation_of_a_site_s_own_wording_is_behind_that_of_all_sites_once_it_ends(
    spanish, home, approver
):
    site = Site.objects.create(hostname="other.example", root_page=home)
    own = factories.put_in_force("<p>Ours alone.</p>", site=site)
    factories.put_in_force("<p>Solo lo nuestro.</p>", site=site, language="es")
    own.withdraw(approver)
    states = find_wording_states([factories.get_locale("es")])
    assert {state.site_id: state.behind for state in states} == {None: 0, site.pk: 1}


def test_draft_without_a_source_is_behind_nothing(db):
    assert factories.make_disclaimer().get_versions_behind() == 0


def test_states_of_many_languages_cost_three_queries(spanish, django_assert_num_queries):
    locales = [factories.get_locale(code) for code in ("en", "es", "de", "ar", "es-mx")]
    assert DisclaimerVersion.objects.count() == 2
    with django_assert_num_queries(3):
        find_wording_states(locales)


def test_site_whose_default_language_has_no_content_has_no_source(spanish, settings):
    settings.LANGUAGE_CODE = "xx"
    assert get_state().source is None
    assert not get_state().is_due


def test_translation_is_not_behind_a_source_whose_numbers_were_checked_again(spanish, approver):
    """Confirming numbers is an act upon the same text."""
    first = factories.get_locale("en")
    draft = Disclaimer.objects.get(locale=first)
    Disclaimer.objects.filter(pk=draft.pk).update(body="<p>Board: (916) 574-7830.</p>")
    draft.refresh_from_db()
    row = draft.approve(approver, numbers={"(916) 574-7830": "bbs.ca.gov"})
    row.confirm_numbers(approver, {"(916) 574-7830": "called them"})
    behind = {
        state.locale.language_code: state.behind
        for state in find_wording_states([first, factories.get_locale("es")])
    }
    assert behind == {"en": 0, "es": 1}


def test_notice_that_shows_nowhere_is_not_missing_in_a_language(spanish, approver):
    notice = factories.make_notice("grief", applies_to="everywhere")
    factories.put_in_force("<p>On grief.</p>", kind="grief", user=approver)
    both = [factories.get_locale("en"), factories.get_locale("es")]
    assert [s.kind for s in find_wording_states(both) if s.is_missing] == ["grief"]
    notice.applies_to = "nowhere"
    notice.save()
    assert "grief" not in {state.kind for state in find_wording_states(both)}


def test_notice_without_a_text_is_missing_in_every_language(spanish):
    factories.make_notice("estimate", applies_to="everywhere")
    factories.make_notice("old", applies_to="nowhere")
    states = find_wording_states([factories.get_locale("en"), factories.get_locale("es")])
    missing = [(s.kind, s.locale.language_code) for s in states if s.is_missing]
    assert missing == [("estimate", "en"), ("estimate", "es")]
