"""Whatever a site sets: no check raises, and readers keep the disclaimer and a number to call."""

from decimal import Decimal

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests import factories
from tests.delivery.reading import read
from wagtail_attachment.checks.settings import (
    check_middleware,
    check_setting_names,
    check_settings,
    check_translation,
)
from wagtail_attachment.conf import SETTINGS, conf
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.pages.models import ArticlePage

OURS = [check_middleware, check_setting_names, check_settings, check_translation]


class Awkward:
    """Neither shown, compared, counted nor gone through."""

    def _raise(self, *args):
        raise RuntimeError

    __repr__ = __str__ = __eq__ = __bool__ = __len__ = __iter__ = __getitem__ = _raise
    __hash__ = object.__hash__


WORDS = [
    "enforce", "observe", "Observe", "always", "never", "machine", "required", "advice", "safety",
    "section.empty", "disclaimer.missing", "US", "us", "MX", "GB", "QQ", "en", "EN", "en-us", "es",
    "911", "112", "call", "", " ", "https://example.com/", "example.com", "a.b.c", "\x00", "12", "60",
]  # fmt: skip
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.sampled_from([Decimal("NaN"), 10**400, object(), len])
    | st.builds(Awkward)
)
hashable = st.sampled_from(WORDS) | st.none() | st.integers() | st.text(max_size=5)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner)
        | st.sets(hashable, max_size=3)
        | st.dictionaries(hashable, inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.fixture
def article(practice):
    return factories.make_article(model=ArticlePage, live=True)


@pytest.mark.parametrize("name", SETTINGS)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=values)
def test_any_value_leaves_checks_and_readers_alone(article, name, value):
    with override_settings(**{name: value}):
        messages = [message for check in OURS for message in check(None)]
        assert all(message.hint for message in messages if name in message.msg)
        response = read(article.url)
        numbers = [
            number
            for country in conf.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES.get("en", ["US"])
            if (number := get_emergency_number(country))
        ]
    assert response.status_code == 200
    html = response.content.decode()
    assert "This is education, not treatment." in html
    assert numbers
    assert all(f'href="{number.href}"' in html for number in numbers)


@pytest.mark.parametrize("value", [{"en": "MX"}, {"en": "QQ"}, {"en": []}, ["MX"], None], ids=repr)
def test_practice_s_lines_stay_where_no_country_is_set(article, value):
    with override_settings(WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES=value):
        html = read(article.url).content.decode()
    assert 'href="tel:911"' in html  # Mexico's emergency number too
    assert ('href="tel:988"' in html) is (value != {"en": "MX"})
