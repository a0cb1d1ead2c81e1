"""Wagtail's API v3, as a client with somebody's token uses it; from Wagtail 8.0 on."""

import pytest
from django.test import Client
from wagtail import VERSION as WAGTAIL_VERSION

needs_api_v3 = pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 8 brings API v3")


def use_token_of(user):
    """Return a client that is who the token says: no session, no cookie."""
    from wagtail.models import APIToken

    _token, text = APIToken.create_token(user=user, name="test")
    return Client(headers={"authorization": f"Bearer {text}"})


def get_problems(answer):
    """Return the texts of a refusal (RFC 7807)."""
    problem = answer.json()
    return [error["msg"] for error in problem.get("errors", [])] or [problem.get("detail", "")]
