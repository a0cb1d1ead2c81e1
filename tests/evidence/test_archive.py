"""The ZIP for a court: whole by itself, checked by plain Python, and one changed byte is found."""

import ast
import io
import json
import shutil
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from wagtail_attachment.evidence.archive import make_archive
from wagtail_attachment.evidence.ledgers import get_ledger_states
from wagtail_attachment.evidence.report import make_report
from wagtail_attachment.evidence.verifier import states, write_verifier
from wagtail_attachment.evidence.verifier.values import digest, digest_of
from wagtail_attachment.models import (
    CrisisResource,
    Disclaimer,
    DisclaimerVersion,
    PublicationEvent,
    Review,
)

VERIFIER = write_verifier()


def run(*arguments, python=sys.executable):
    """Run the verifier as a lawyer would: by itself, without this project or anybody's packages."""
    result = subprocess.run(
        [python, "-I", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    return result.returncode, result.stdout + result.stderr


@pytest.fixture
def verifier(tmp_path_factory):
    path = tmp_path_factory.mktemp("verifier") / "verify.py"
    path.write_text(VERIFIER)
    return path


@pytest.fixture
def page(practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.make_blog_page(live=True, title="On closeness, القرب")
        factories.make_blog_page(live=True, title="The secret of another client")
        disclaimer = Disclaimer.objects.get()
        disclaimer.body = "<p>The second wording: call {crisis_line}.</p>"
        disclaimer.save()
        disclaimer.approve(factories.make_approver())
        CrisisResource.objects.get().verify(factories.make_verifier())
        for number in (page.pk, page.pk + 1):
            Review.record(
                object_type=page._meta.label, object_id=number, language="en", digest="x",
                kind="clinical", person_id=1, person_name="Rita", note=f"Note on {number}",
            )  # fmt: skip
        page.title = "On distance"
        page.save()
    return page


def make_members(page):
    archive = make_archive(make_report(page.pk, None, timezone.now()), "example.org")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as file:
        return archive, {name: file.read(name) for name in file.namelist()}


def write(folder, members):
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def find_faults(members):
    check = states.Check(members)
    check.everything()
    return check.faults


@pytest.mark.django_db
def test_file_is_checked_without_the_package_and_every_changed_byte_is_found(
    page, tmp_path, verifier
):
    archive, members = make_members(page)
    path = tmp_path / "disclosure.zip"
    path.write_bytes(archive.content)
    write(tmp_path / "opened", members)
    status, output = run(verifier, path, "--expect", archive.digest)
    assert status == 0, output
    assert archive.digest in output
    assert "All that can be checked here holds." in output
    assert "What no file can prove" in output
    assert run(tmp_path / "opened" / "verify.py")[0] == 0
    assert run(verifier, path, "--expect", "0" * 64)[0] == 1
    # Every member, at its beginning, its middle and its end.
    assert find_faults(members) == []
    for name, content in members.items():
        for place in (0, len(content) // 2, len(content) - 1):
            changed = bytearray(content)
            changed[place] ^= 1
            assert find_faults({**members, name: bytes(changed)}), (name, place)
        assert find_faults({other: members[other] for other in members if other != name}), name
        assert find_faults({**members, name: b""}), name
    assert find_faults({**members, "texts/new.json": b"{}"})
    write(tmp_path / "opened", {**members, "index.html": members["index.html"] + b" "})
    status, output = run(verifier, tmp_path / "opened")
    assert status == 1
    assert "WRONG  index.html was changed" in output


WORDINGS, SEALS = "ledgers/DisclaimerVersion.json", "ledgers/PublicationSeal.json"
EVENTS, REPORT, MANIFEST = "events.json", "disclosure.json", "MANIFEST.json"


def forge(members, **changes):
    """Change files, by what each change does to the values, and make the manifest anew."""
    forged = dict(members)
    for name, change in changes.items():
        values = json.loads(members[globals()[name]])
        change(values)
        forged[globals()[name]] = json.dumps(values).encode()
    manifest = json.loads(forged[MANIFEST])
    manifest["files"] = {
        each: digest(content) for each, content in forged.items() if not each.startswith("MANIFEST")
    }
    forged[MANIFEST] = json.dumps(manifest).encode()
    seal = f"{digest(forged[MANIFEST])}  MANIFEST.json\n"
    return {**forged, "MANIFEST.sha256": seal.encode()}


def update(*path, **values):
    """Return a change of the values that stand at a path."""

    def change(file):
        for each in path:
            file = file[each]
        file.update(values)

    return change


@pytest.mark.django_db
def test_who_makes_a_new_manifest_must_make_the_chain_anew_too(page):
    """What somebody changes who knows how the file is made: the records still contradict it."""
    _archive, members = make_members(page)
    assert find_faults(forge(members)) == []
    state = ("states", 0)
    line, wording = (*state, "crisis_resources", 0), (*state, "disclaimers", 0)
    number = (*state, "emergency_numbers", 0)
    for changes in (
        {"WORDINGS": update("rows", 0, "values", person_name="Somebody else")},
        {"WORDINGS": lambda file: file["rows"].pop()},
        {"WORDINGS": lambda file: file["links"].pop()},
        {"WORDINGS": lambda file: file["links"].__setitem__(0, "0" * 64)},
        {"WORDINGS": update("rows", 0, place=2)},
        {"SEALS": lambda file: file["rows"].pop(0)},
        {"MANIFEST": lambda file: file["ledgers"].pop("Review")},
        {"MANIFEST": update(page_id=0)},
        {"EVENTS": update("events", 0, "values", title="Another title")},
        {"EVENTS": lambda file: file["events"].pop(0)},
        {"EVENTS": lambda file: file["events"].insert(0, file["events"][0])},
        {"EVENTS": lambda file: file["events"][0]["texts"].pop()},
        {"REPORT": update(page_id=page.pk + 1)},
        *(
            {"REPORT": update(*state, **{key: value})}
            for key, value in {
                "title": "Another title", "url": "https://example.com/", "language": "de", "at": "2020-01-01T00:00Z",
                "event_sha256": None, "event_id": None, "since": None, "site_id": None, "countries": [], "page_id": 0,
                "public": False, "withheld": True, "uncovered_kinds": ["x"], "shown": None, "as_read": [],
                "from": "2020-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z", "disclaimers": [],
                "crisis_resources": [], "emergency_numbers": [], "enforcement": "observe",
            }.items()
        ),
        {"REPORT": lambda file: file["states"][0]["as_read"].append("Something that nobody read")},
        {"REPORT": lambda file: file["states"].pop(0)},
        {"REPORT": lambda file: file["states"].pop()},
        {"REPORT": update(*state, "shown", "text", title="Another title")},
        {"REPORT": update(*state, "shown", sha256={})},
        {"REPORT": update(*state, "shown", help_above_text=True)},
        {"REPORT": update(*state, "shown", is_sealed=False)},
        {"REPORT": update(*state, "shown", "sha256", text="0" * 64)},
        {"REPORT": update(*wording, approved_by="Nobody")},
        {"REPORT": update(*wording, html="<p>Other.</p>")},
        {"REPORT": update(*wording, text_as_shown="Call nobody.")},
        {"REPORT": update(*wording, approved_at="2020-01-01T00:00:00+00:00")},
        {"REPORT": update(*wording, effective_from="2020-01-01T00:00:00+00:00")},
        {"REPORT": update(*wording, chain="", approved_by="Nobody")},
        {"REPORT": update(*line, "channels", 0, dialled="999")},
        {"REPORT": update(*line, "channels", 0, label="999")},
        {"REPORT": update(*line, verified_at="2020-01-01T00:00:00+00:00")},
        {"REPORT": update(*line, name="Another line")},
        {"REPORT": update(*line, description="Another one")},
        {"REPORT": update(*line, source_url="https://example.com/")},
        {"REPORT": update("states", -1, "crisis_resources", 0, verified_by_id="0")},
        {"REPORT": update(*number, number="999")},
        {"REPORT": update(*number, stated_by="Nobody")},
        {"REPORT": update("accounts", 0, "names_on_record", 0, name="Nobody")},
        {"REPORT": lambda file: file["accounts"].pop()},
    ):  # fmt: skip
        assert find_faults(forge(members, **changes)), changes


@pytest.mark.django_db
def test_event_that_is_left_out_is_found_though_its_state_and_its_seal_are_left_out_too(page):
    _archive, members = make_members(page)

    def hide(file):
        event = file["events"].pop()
        values = dict(event["values"])
        file["others"][str(event["id"])] = [
            event["page_id"], event["groups"], values.pop("at"), digest_of(values)
        ]  # fmt: skip

    def drop_last_state(file):
        *_kept, before, last = file["states"]
        before["until"] = last["until"]
        file["states"].pop()

    def drop_event(file):
        file["events"].pop()

    def drop_seal(file):
        file["rows"].pop()

    assert any(
        "is of this page, and what it says is not given" in each
        for each in find_faults(forge(members, EVENTS=hide, REPORT=drop_last_state))
    )
    assert find_faults(forge(members, EVENTS=drop_event, REPORT=drop_last_state, SEALS=drop_seal))
    # Nor does it help to say that it is of another page.
    events = json.loads(members[EVENTS])
    hidden = update("others", **{str(events["events"][-1]["id"]): [0, [], "", ""]})
    assert find_faults(forge(members, EVENTS=lambda file: (drop_event(file), hidden(file)), REPORT=drop_last_state))  # fmt: skip


@pytest.mark.django_db
def test_help_that_no_event_has_sealed_yet_is_held_against_the_ledgers(
    practice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.make_blog_page(live=True, title="On closeness")
    # Past the signals, as a wording whose time has come.
    row = DisclaimerVersion.objects.get()
    own = {name: getattr(row, name) for name in ("kind", "site_id", "language", "numbers")}
    by = {"person_id": row.person_id, "person_name": row.person_name}
    text = "Not advice: call {crisis_line}."
    content = {"heading": "Please note", "html": f"<p>{text}</p>"}
    now = timezone.now()
    DisclaimerVersion.record(
        **own, **by, **content, text=text, digest=digest_of(content), approved_at=now, effective_from=now,
    )  # fmt: skip
    for site_id, language in ((999, "en"), (None, "de")):
        DisclaimerVersion.record(
            **{**own, "site_id": site_id, "language": language}, **by, heading="Of others", html="", text="",
            digest="", approved_at=now, effective_from=now,
        )  # fmt: skip
    _archive, members = make_members(page)
    assert find_faults(members) == []
    assert b"Of others" not in b"".join(members.values())
    states = json.loads(members[REPORT])["states"]
    assert [each["shown"]["is_sealed"] for each in states] == [True, False]
    shown = ("states", 1, "shown", "help")
    for change in (
        update("states", 1, "shown", is_sealed=True),
        update(*shown, "disclaimers", 0, text="Nothing to note."),
        update(*shown, "card", lines=[]),
        update(*shown, booking={}),
        update(*shown, is_withheld=True),
        update(*shown, "card", "lines", 0, name="Another line"),
    ):
        assert find_faults(forge(members, REPORT=change))


@pytest.mark.django_db
def test_event_of_many_pages_says_nothing_of_the_others(
    practice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (factories.make_blog_page(live=True, title=name) for name in ("A", "B"))
    secret = {"pages": [[second.pk, second.pk]], "renamed": ["http://a", "https://secret.example"]}
    own = {"pages": [[first.pk, first.pk]], "enforcement": "observe"}
    with django_capture_on_commit_callbacks(execute=True):
        PublicationEvent.record(live=True, groups=[secret, own])
    _archive, members = make_members(first)
    assert find_faults(members) == []
    assert b"secret.example" not in b"".join(members.values())
    assert [each["enforcement"] for each in json.loads(members[REPORT])["states"]] == ["enforce", "observe"]  # fmt: skip
    assert find_faults(forge(members, EVENTS=update("events", -1, "group", enforcement="enforce")))


@pytest.mark.django_db
def test_what_is_given_is_of_this_page_and_the_rest_are_digests(page):
    _archive, members = make_members(page)
    everything = b"\n".join(members.values()).decode()
    for said in ("On closeness, القرب", "On distance", "The second wording", "Ada Approver",
                 f"Note on {page.pk}"):  # fmt: skip
        assert said in everything
    for other in ("The secret of another client", f"Note on {page.pk + 1}"):
        assert other not in everything
    reviews = json.loads(members["ledgers/Review.json"])
    assert (len(reviews["links"]), [row["place"] for row in reviews["rows"]]) == (2, [1])
    manifest = json.loads(members["MANIFEST.json"])
    assert manifest["ledgers"] == {
        state.name: {"rows": state.rows, "head": state.head} for state in get_ledger_states()
    }
    html = members["index.html"].decode()
    assert "<script" not in html
    assert "style=" not in html
    assert "http-equiv" not in html


@pytest.mark.django_db
def test_head_that_was_kept_elsewhere_is_looked_for(page, tmp_path, verifier):
    archive, members = make_members(page)
    path = tmp_path / "disclosure.zip"
    path.write_bytes(archive.content)
    states = get_ledger_states()
    lines = [
        f"2026-11-29T00:00:00+00:00 {each.name} {each.rows} {each.head or '-'}" for each in states
    ]
    first = DisclaimerVersion.objects.order_by("pk").first()
    lines.append(f"2026-11-01T00:00:00+00:00 DisclaimerVersion 1 {first.chain}")
    heads = tmp_path / "heads.txt"
    heads.write_text("# kept by the lawyer\n\n" + "\n".join(lines))
    status, output = run(verifier, path, "--heads", heads)
    assert status == 0, output
    assert "DisclaimerVersion: the head of 2026-11-01T00:00:00+00:00 is still row 1 of it" in output
    heads.write_text(lines[-1].replace(first.chain, "f" * 64))
    status, output = run(verifier, path, "--heads", heads)
    assert status == 1
    assert "is not row 1 of it" in output
    later = "2100-01-01T00:00:00+00:00 DisclaimerVersion 99 " + "a" * 64
    heads.write_text("\ufeff" + later)
    status, output = run(verifier, path, "--heads", heads)
    assert status == 0, output
    assert "is later than this file" in output
    for line in ("2026-11-01T00:00:00+00:00 Review 1", "2026-11-01 Review one x", later[:-1],
                 "2026-11-01T00:00:00+00:00 Review " + "9" * 5000 + " -"):  # fmt: skip
        heads.write_text(line)
        status, output = run(verifier, path, "--heads", heads)
        assert (status, "Traceback" in output, "an incomplete line" in output) == (1, False, True)
    heads.write_bytes(later.encode("utf-16"))
    assert "is not in UTF-8" in run(verifier, path, "--heads", heads)[1]
    # In the folder itself, the ZIP and the heads are not among the files that are checked.
    write(tmp_path / "opened", members)
    (tmp_path / "opened" / "disclosure.zip").write_bytes(archive.content)
    (tmp_path / "opened" / "heads.txt").write_text(later)
    status, output = run(tmp_path / "opened/verify.py", "--heads", tmp_path / "opened/heads.txt")
    assert status == 0, output
    assert run(tmp_path / "opened/verify.py")[0] == 1
    assert run(verifier, path, "--heads", tmp_path / "none.txt")[0] == 1
    assert run(verifier, tmp_path / "none.zip")[0] == 1


@pytest.mark.django_db
def test_row_that_was_changed_in_the_database_contradicts_the_chain(page):
    with connection.cursor() as cursor:
        table = Review._meta.db_table  # of another page, of which the file has the digest alone
        cursor.execute(f"UPDATE {table} SET note = 'x' WHERE object_id = %s", [str(page.pk + 1)])
    _archive, members = make_members(page)
    assert any(
        "Review: the chain does not end in its head" in each for each in find_faults(members)
    )


@pytest.mark.django_db
def test_command_writes_a_file_and_never_over_one(page, tmp_path, verifier):
    path = tmp_path / "closeness.zip"
    out = io.StringIO()
    call_command("disclosure", "on distance", format="zip", output=str(path), stdout=out)
    assert run(verifier, path)[0] == 0
    assert "sha256 of the manifest" in out.getvalue()
    with pytest.raises(CommandError, match="--output"):
        call_command("disclosure", str(page.pk), format="zip", output=str(path))
    with pytest.raises(CommandError, match="--output"):
        call_command("disclosure", str(page.pk), format="zip")
    with pytest.raises(CommandError, match=r"This page may be meant.*\n.*On distance"):
        call_command("disclosure", "distance")
    with pytest.raises(CommandError, match="'2999-01-01' is yet to come"):
        call_command("disclosure", str(page.pk), at="2999-01-01")
    out = io.StringIO()
    call_command("disclosure", str(page.pk), until="2999-01-01", format="json", stdout=out)
    assert json.loads(out.getvalue())["until"] < "2999"
    with pytest.raises(CommandError, match="No page is on record for"):
        call_command("disclosure", "https://example.org/none/")
    text = tmp_path / "closeness.json"
    call_command("disclosure", page.full_url, start="2020-01-01", format="json", output=str(text))
    states = json.loads(text.read_text())["states"]
    assert [state["title"] for state in states if state["public"]][-1] == "On distance"
    entries = PageLogEntry.objects.filter(action="wagtail_attachment.disclose", page=page.pk)
    assert sorted(entry.data["format"] for entry in entries) == ["json", "zip"]
    assert any(entry.data.get("sha256", "-") in out.getvalue() for entry in entries)
    with pytest.raises(CommandError, match="No page is on record for"):
        call_command("disclosure", "9" * 20)


def test_verifier_needs_no_more_than_python_3_9():
    tree = ast.parse(VERIFIER, feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported <= set(sys.stdlib_module_names)
