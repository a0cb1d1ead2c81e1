import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def log_in(db):
    """Return a client as somebody's browser: a 500 raises there."""

    def log_in(user):
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def owner(log_in, superuser):
    return log_in(superuser)


@pytest.fixture
def visitor(log_in):
    """Somebody who may enter the admin and has no other right."""
    return log_in(factories.make_user("access_admin"))
