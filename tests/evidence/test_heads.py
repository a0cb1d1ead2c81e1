"""The heads of the ledgers, kept elsewhere once a day, and looked for later."""

import io
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests import factories
from tests.properties.clock import Clock
from wagtail_attachment.evidence.heads import find_lost, get_heads, read_heads
from wagtail_attachment.models import CrisisResourceVersion, DisclaimerVersion

pytestmark = pytest.mark.django_db


def run(command, *options):
    """Return what a command prints, and what it complains of."""
    out = io.StringIO()
    try:
        call_command(command, *options, stdout=out, stderr=io.StringIO())
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.fixture
def clock():
    clock = Clock(timezone.now())
    with clock.ticking():
        yield clock


def test_file_gets_one_line_a_day_for_each_ledger_and_shows_what_is_lost(practice, tmp_path, clock):
    path = tmp_path / "heads.txt"
    path.write_text("Kept by the lawyer.")
    option = f"--file={path}"
    said, error = run("ledger_head", option)
    assert error == ""
    row = DisclaimerVersion.objects.get()
    assert f"DisclaimerVersion 1 {row.chain}\n" in said
    first = read_heads(path.read_text())
    assert first == get_heads()
    factories.make_verified_line("741741", name="Text line")
    run("ledger_head", option)
    assert read_heads(path.read_text()) == first
    clock.forward(days=1)
    assert run("ledger_head", option)[1] == ""
    kept = read_heads(path.read_text())
    assert len(kept) == 2 * len(first)
    assert [head.rows for head in kept if head.ledger == "CrisisResourceVersion"] == [1, 2]
    assert path.read_text().startswith("Kept by the lawyer.\n2")
    assert run("audit_articles", f"--heads={path}")[1] == ""

    with connection.cursor() as cursor:
        last = CrisisResourceVersion.objects.last().pk
        cursor.execute("DELETE FROM wagtail_attachment_crisisresourceversion WHERE id = %s", [last])
    for command, name in (("audit_articles", "--heads"), ("ledger_head", "--file")):
        complaint = run(command, f"{name}={path}")[1]
        assert str(kept[-len(first) + 1]) in complaint
        assert str(first[1]) not in complaint


def test_head_counts_at_its_place_alone(practice):
    factories.put_in_force("<p>Hinweis.</p>", language="de")
    first, second = DisclaimerVersion.objects.order_by("pk").values_list("chain", flat=True)
    text = "\n".join(
        f"> 2026-01-01T00:00:00+00:00 DisclaimerVersion {rows} {head}"
        for rows, head in ((1, first), (2, second), (2, first), (3, second), (0, "-"))
    )
    heads = read_heads(text)
    assert find_lost(heads) == heads[2:4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2026-01-01T00:00:00+00:00 Review 1",
            "incomplete line: 2026-01-01T00:00:00+00:00 Review 1",
        ),
        ("2026-01-01T00:00:00+00:00 Review one x", "incomplete line"),
        ("Not latin.", "not in UTF-8"),
        ("Nothing.", "no head in it"),
        (None, "cannot be read"),
    ],
)
def test_file_that_holds_no_heads_is_named(home, tmp_path, text, said):
    path = tmp_path / "heads.txt"
    if text is not None:
        path.write_text(text, encoding="utf-16" if "latin" in text else "utf-8")
    complaint = run("audit_articles", f"--heads={path}")[1]
    assert said in complaint
    assert str(path) in complaint
    if text and "incomplete" in said:
        assert said in run("ledger_head", f"--file={path}")[1]
    assert "cannot be written" in run("ledger_head", f"--file={tmp_path}/none/heads.txt")[1]


def test_mail_is_sent_once_a_day_and_noted(practice, clock, monkeypatch):
    options = ("--mail=lawyer@example.com", "--mail=board@example.com")
    assert run("ledger_head", *options)[1] == ""
    assert sorted(message.to[0] for message in mail.outbox) == [
        "board@example.com",
        "lawyer@example.com",
    ]
    assert read_heads(mail.outbox[0].body) == get_heads()
    run("ledger_head", *options)
    assert len(mail.outbox) == 2
    entries = ModelLogEntry.objects.filter(action="wagtail_attachment.tell_heads")
    assert "lawyer@example.com" in " ".join(entry.message for entry in entries)

    clock.forward(days=1)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", _fail)
        assert "could not be sent" in run("ledger_head", *options)[1]
    assert run("ledger_head", *options)[1] == ""
    assert len(mail.outbox) == 4
    assert "not a valid email address" in run("ledger_head", "--mail=lawyer")[1]


def _fail(*args):
    raise smtplib.SMTPException("no server")


def test_mail_says_what_is_lost(practice, tmp_path):
    path = tmp_path / "heads.txt"
    path.write_text(f"2026-01-01T00:00:00+00:00 Review 3 {'f' * 64}\n")
    complaint = run("ledger_head", f"--file={path}", "--mail=lawyer@example.com")[1]
    assert "Lost: 2026-01-01T00:00:00+00:00 Review 3" in complaint
    assert "ATTENTION" in mail.outbox[0].body
