"""A year of a practice, and then what a lawyer asks: answered by the screen, the JSON and the ZIP alike.

What is right stands in the book of :mod:`tests.evidence.a_year`, which knows nothing of the record.
"""

import io
import json
import random
import tempfile
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.db import models, transaction
from django.template.base import Template
from django.test import TestCase
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision, Site

from tests import factories
from tests.evidence.a_lawyer import ASKED, UNTIL, make_questions
from tests.evidence.a_year import Year, squeeze
from tests.evidence.test_archive import VERIFIER, find_faults, run
from wagtail_attachment.evidence.ledgers import LEDGERS, find_broken_ledger_rows
from wagtail_attachment.evidence.report import make_report
from wagtail_attachment.evidence.verifier.values import read_members
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    Licence,
    PracticeSettings,
    Practitioner,
    PublicationEvent,
)
from wagtail_attachment.pages.models import ArticlePage

pytestmark = pytest.mark.database


class TestAYear(TestCase):
    @classmethod
    def setUpTestData(cls):
        year = Year()
        year.pass_by()
        cls.book = year.book
        cls.lawyer = factories.make_user(superuser=True, name="Lara Lawyer")

    def ask(self, name, format=""):
        self.client.force_login(self.lawyer)
        query = {"address": ASKED[name], "end": UNTIL, "format": format}
        response = self.client.get(reverse("wagtail_attachment:disclosure"), query)
        assert response.status_code == 200
        return response

    def read_json(self, name):
        return self.ask(name, "json").json()

    def read_zip(self, name):
        content = self.ask(name, "zip").content
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return content, {member: file.read(member) for member in file.namelist()}

    def test_lawyer_is_answered_alike_by_the_screen_the_json_and_the_zip(self):
        files, reports, pages = {}, {}, {}
        for name in ASKED:
            _content, files[name] = self.read_zip(name)
            reports[name] = [self.read_json(name), json.loads(files[name]["disclosure.json"])]
            pages[name] = [
                read_sections(self.ask(name).content),
                read_sections(files[name]["index.html"]),
            ]
        wrong = []
        for question in make_questions(self.book):
            for report in reports[question.page]:
                assert report["page_id"] == self.book.pages[question.page], question.words
                number, state = find_state(report, question.at)
                answer = question.read(state)
                answer = tuple(answer) if isinstance(question.answer, tuple) else answer
                if answer != question.answer:
                    wrong.append((question.words, answer, question.answer))
            for sections in pages[question.page]:
                section = sections[number]
                wrong += [
                    (question.words, f"without {w}") for w in question.said if w not in section
                ]
                wrong += [(question.words, f"with {w}") for w in question.not_said if w in section]
        assert not wrong, "\n".join(map(str, wrong))
        account = str(self.book.accounts["approver"])
        for report in reports["closeness"]:
            [approver] = [each for each in report["accounts"] if each["account"] == account]
            names = {each["name"] for each in approver["names_on_record"]}
            assert names == {"Ada Approver", "Alice Alias"}
            assert approver["was_renamed"]
            assert not approver["exists_today"]

    def test_record_has_each_word_that_readers_got_at_each_time(self):
        reports = {name: self.read_json(name) for name in ASKED}
        assert len(self.book.readings) > 50
        wrong = []
        for got in self.book.readings:
            if got.name not in reports:
                continue
            _number, state = find_state(reports[got.name], got.at)
            expected = (got.status == 200, got.url, got.words)
            found = (state["public"], state["url"], squeeze("".join(state["as_read"])))
            if found != expected:
                wrong += [f"{got.name} {got.at}:\n{found}\n{expected}"]
        assert not wrong, "\n".join(wrong)

    def test_answer_is_made_of_what_was_stored_alone(self):
        page_id = self.book.pages["closeness"]
        end = parse_datetime("2025-12-30T12:00:00Z")
        before = make_report(page_id, None, end).to_dict()
        for model in (Disclaimer, CrisisResource, Licence, Practitioner, PracticeSettings, ArticlePage,
                      Revision, Site):  # fmt: skip
            rows = models.QuerySet(model)
            rows._raw_delete(rows.db)
        with mock.patch.object(Template, "render", side_effect=AssertionError):
            after = make_report(page_id, None, end).to_dict()
        assert {**after, "made_at": ""} == {**before, "made_at": ""}
        # Else the constraints are checked, which nothing of this is about.
        transaction.set_rollback(True)

    def test_zip_is_verified_by_itself_and_one_changed_byte_is_found(self):
        content, members = self.read_zip("closeness")
        folder = self.enterContext(tempfile.TemporaryDirectory())
        path, verifier = Path(folder) / "closeness.zip", Path(folder) / "verify.py"
        path.write_bytes(content)
        verifier.write_text(VERIFIER)
        status, output = run(verifier, path)
        assert status == 0, output
        assert "All that can be checked here holds." in output
        chance = random.Random(2025)
        for name, member in members.items():
            changed = flip(member, chance)
            assert find_faults({**members, name: changed}), name
        # Whatever else is changed of the file leaves what is in it as it was, or is found.
        for _time in range(40):
            path.write_bytes(flip(content, chance))
            try:
                read = read_members(path)
            except Exception:
                continue
            assert read == members or find_faults(read)

    def test_one_value_changed_in_any_table_of_the_record_is_found(self):
        assert find_broken_ledger_rows() == []
        chance = random.Random(2025)
        for model in (*LEDGERS, PublicationEvent, RecordedText):
            rows = list(model.objects.all())
            for column in model._meta.concrete_fields:
                if (model, column.name) == (RecordedText, "at"):
                    continue  # no report says it: the event that names a text has the time
                filled = [row for row in rows if getattr(row, column.attname) not in ("", None)]
                if column.primary_key or not filled:
                    continue
                row = chance.choice(filled)
                value = change(getattr(row, column.attname), chance)
                with transaction.atomic():
                    unguarded = models.QuerySet(model).filter(pk=row.pk)
                    assert unguarded.update(**{column.attname: value}) == 1
                    assert find_broken_ledger_rows(), f"{model.__name__}.{column.name}"
                    transaction.set_rollback(True)


def flip(content, chance):
    """Return bytes of which one is another one."""
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def change(value, chance):
    """Return a value that differs as little as it can."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            place = chance.randrange(len(value))
            return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
        case datetime():
            return value + timedelta(milliseconds=1)
        case date():
            return value + timedelta(days=1)
        case list():
            return [*value, ""]
        case dict():
            return {**value, "": ""}
    return flip(bytes(value), chance)


def find_state(report, at):
    """Return the number and the values of the state of a time."""
    [found] = [
        (number, state)
        for number, state in enumerate(report["states"], 1)
        if parse_datetime(state["from"]) <= at < parse_datetime(state["until"])
    ]
    return found


def read_sections(html):
    """Return the words of each state by its number, without what changed since the one before."""
    found = {}
    for section in BeautifulSoup(html, "html.parser").select("[id^=state-]"):
        for changes in section.select(".wagtail-attachment-changes"):
            changes.decompose()
        found[int(section["id"].removeprefix("state-"))] = " ".join(section.get_text(" ").split())
    return found
