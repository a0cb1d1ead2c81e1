"""The sample answers in the documentation are what the API gives."""

import json
import re
from pathlib import Path

import pytest

from tests import factories

PAGE = Path(__file__).parents[2] / "docs/reference/api.md"
FIELDS = "_,title,content_language,withheld,disclaimers,crisis_resources,booking_cta"
# Of the database and of the day.
VARYING = {"id", "version", "effective_from"}


def mask(value, key=""):
    if isinstance(value, dict):
        return {key: mask(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [mask(each) for each in value]
    return type(value).__name__ if key in VARYING else value


@pytest.mark.parametrize("is_withheld", [False, True])
def test_sample_is_what_the_api_gives(client, practice, is_withheld):
    text = PAGE.read_text("utf-8")
    assert f"?fields={FIELDS}" in text
    sample = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[is_withheld])
    factories.set_country(booking=factories.make_booking())
    article = factories.make_article(factories.section(), live=True, title="Closeness")
    if is_withheld:
        factories.force_delete(practice)
    answer = client.get(f"/api/pages/{article.pk}/?fields={FIELDS}").json()
    if is_withheld:  # the rest is as in the first sample
        answer = {key: answer[key] for key in ("title", "withheld", "disclaimers")}
    assert mask(answer) == mask(sample)
