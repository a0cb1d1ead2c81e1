"""People and topics."""

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from wagtail_attachment.models import Practitioner, Topic


@pytest.mark.parametrize(("credentials", "shown"), [("PsyD, LCSW", "Ada, PsyD, LCSW"), ("", "Ada")])
def test_person_is_shown_with_credentials(credentials, shown):
    assert str(Practitioner(name="Ada", credentials=credentials)) == shown


@pytest.mark.parametrize(("name", "shown"), [("ندى", "ندى، PsyD"), ("Nadá", "Nadá, PsyD")])
def test_comma_before_credentials_is_that_of_the_name_s_script(name, shown):
    assert str(Practitioner(name=name, credentials="PsyD")) == shown


def test_topic_is_named(db):
    assert str(factories.make_topic()) == "Grief"


def test_second_topic_with_a_slug_in_a_language_is_a_form_error(db):
    factories.make_topic()
    with pytest.raises(ValidationError, match="has this slug"):
        Topic(name="Other", slug="grief", locale=factories.get_locale()).full_clean()
    Topic(name="Duelo", slug="grief", locale=factories.get_locale("es")).full_clean()
