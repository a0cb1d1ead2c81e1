"""Somebody waited for the database in vain."""

import pytest
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse

from wagtail_attachment.middleware import EditionMiddleware


@pytest.fixture
def answer(rf):
    def answer(exception):
        middleware = EditionMiddleware(lambda request: HttpResponse())
        return middleware.process_exception(rf.post("/"), exception)

    return answer


@pytest.mark.parametrize("said", ["database is locked", "database table is locked: a"])
def test_they_are_asked_to_look_and_try_again(answer, said):
    response = answer(OperationalError(said))
    assert response.status_code == 503
    assert response["Retry-After"] == "1"
    assert response["Cache-Control"] == "no-store"
    assert "try again" in response.text


@pytest.mark.parametrize(
    "exception", [OperationalError("no such table: a"), IntegrityError("a is locked"), ValueError()]
)
def test_other_errors_stay_errors(answer, exception):
    assert answer(exception) is None
