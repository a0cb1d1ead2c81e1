"""What a stranger sees first: the package's page, its links and its claims."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPOSITORY = PROJECT["urls"]["Repository"]
README = (ROOT / "README.md").read_text("utf-8")


def test_links_and_pictures_work_away_from_the_repository():
    addresses = re.findall(r"\]\(([^)]+)\)", README)
    raw = REPOSITORY.replace("//github.com/", "//raw.githubusercontent.com/")
    paths = [
        address.removeprefix(f"{REPOSITORY}/blob/main/").removeprefix(f"{raw}/main/")
        for address in addresses
    ]
    assert [path for path in paths if "://" not in path and not (ROOT / path).exists()] == []
    assert all(address.startswith("https://") for address in addresses)
    others = {path for path in paths if "://" in path}
    assert others == {"https://wagtail.org"}


@pytest.mark.parametrize("page", ["README.md", "docs/reference/versions.md"])
def test_versions_are_those_of_the_metadata(page):
    text = (ROOT / page).read_text("utf-8")
    for name, form in (("Python", r"\d\.\d+"), ("Django", r"\d\.\d")):
        found = re.findall(rf"^\| {name} \| (.*) \|$", text, re.MULTILINE)
        claimed = re.findall(form, found[0])
        classified = [
            classifier.rsplit(" ", 1)[1]
            for classifier in PROJECT["classifiers"]
            if re.search(rf":: {name} :: {form}$", classifier)
        ]
        assert claimed == classified


def test_actions_are_pinned_by_their_commit():
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        used = re.findall(r"uses: (\S+)", workflow.read_text("utf-8"))
        assert used
        assert [action for action in used if not re.search(r"@[0-9a-f]{40}$", action)] == []
