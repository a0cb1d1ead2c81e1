"""Whatever is translated, the translation has its original's build, ids, links and numbers."""

import copy
import json
import os
import re
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from tests.testapp.models import OwnArticlePage
from wagtail_attachment.localize.segments import put_links
from wagtail_attachment.publishing.numbers import compare
from wagtail_attachment.translation.texts import get_passages, read_passages

EXAMPLES = int(os.environ.get("WAGTAIL_ATTACHMENT_EXAMPLES", "60"))
KNOWN = {"988", "741741"}

words = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="<>&"),
    min_size=1,
    max_size=20,
).filter(lambda text: text.strip())
numbers = st.sampled_from(["", " 988", " 741741", " +1 800 273 8255", " 24/7"])
sentence = st.builds("{}{}".format, words, numbers)
link = st.builds(
    '<a href="{}">{}</a>'.format,
    st.sampled_from(["tel:988", "sms:741741", "https://example.org/", "mailto:a@example.org"]),
    words,
)
html = st.lists(
    st.builds("<p>{} {}</p>".format, sentence, st.one_of(st.just(""), link, words)), max_size=3
).map("".join)
block = st.one_of(
    st.builds(lambda text: {"type": "paragraph", "value": text}, html),
    st.builds(lambda text: {"type": "key_point", "value": {"text": text}}, sentence),
    st.builds(
        lambda lines: {"type": "reflection", "value": {"introduction": None, "questions": lines}},
        st.lists(sentence, max_size=3),
    ),
    st.builds(
        lambda lines: {
            "type": "signs",
            "value": {"items": [{"statement": line, "explanation": ""} for line in lines]},
        },
        st.lists(sentence, max_size=3),
    ),
    st.just({"type": "crisis_resources", "value": {}}),
)
bodies = st.lists(
    st.builds(
        lambda heading, content: {
            "type": "section",
            "value": {"heading": heading, "purpose": "signs", "content": content},
        },
        sentence,
        st.lists(block, max_size=4),
    ),
    max_size=4,
)


def strip(raw):
    """Return a body's build: its types, ids and purposes, without texts and what is empty."""
    if isinstance(raw, dict):
        kept = {name: strip(value) for name, value in raw.items()}
        names = ("type", "id", "purpose")
        own = {name: raw[name] for name in names if raw.get(name)}
        return {name: value for name, value in kept.items() if value} | own
    return [strip(value) for value in raw] if isinstance(raw, list) else None


def translate(data, word):
    """Replace the words of a string, and leave its tags, its numbers and codes such as A1.

    What was a code is a figure beside a letter of a script without capitals.
    """
    return "".join(
        part if part.startswith(("<", "&")) else re.sub(r"\b[^\W\d_]+\b", word, part)
        for part in re.split(r"(<[^>]+>|&\w+;)", data)
    )


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=bodies, lead=html, word=st.sampled_from(["palabra", "слово", "كلمة", "語"]))
@pytest.mark.translation_case(10, 14)
def test_translation_is_built_as_its_original(body, lead, word):
    english, spanish = Locale(language_code="en"), Locale(language_code="es")
    source = OwnArticlePage(title="Title", lead=lead, body=json.dumps(body))
    target = OwnArticlePage(title="Title", lead=lead, body=json.dumps(body))
    before = source.body.stream_block.get_prep_value(copy.deepcopy(source.body))
    stored = source.body.get_prep_value()
    known = get_passages(source)
    segments = [
        StringSegmentValue(
            segment.path,
            StringValue(translate(segment.string.data, word)),
            attrs=segment.attrs,
            order=segment.order,
        )
        if isinstance(segment, StringSegmentValue)
        else segment
        for segment in extract_segments(source)
    ]
    ingest_segments(source, target, english, spanish, segments)
    after = target.body.stream_block.get_prep_value(target.body)
    assert strip(after) == strip(before)
    texts = get_passages(target)
    assert [text.path for text in texts] == [text.path for text in known]
    assert [[href for href, _words in text.links] for text in texts] == [
        [href for href, _words in text.links] for text in known
    ]
    assert compare(known, texts, KNOWN).refused == []
    # A list reads the strings without putting the page together, and finds the same.
    written = defaultdict(str)
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            written[segment.path] += f"<p>{put_links(segment.string.data, segment.attrs or {})}</p>"
    listed = read_passages(
        OwnArticlePage, {"title": "Title", "lead": lead, "body": stored}, written
    )
    assert listed == texts
