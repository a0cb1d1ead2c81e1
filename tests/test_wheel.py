"""What is published: the wheel built from the sdist holds all of the package and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_attachment"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory with the sdist and the wheel that was built from it."""
    directory = tmp_path_factory.mktemp("dist")
    # Without isolation, which would ask a registry for the build tool.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(directory)]
    build = subprocess.run([*command, str(ROOT)], capture_output=True, text=True)
    assert build.returncode == 0, build.stdout + build.stderr
    return directory


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    [path] = built.glob("*.whl")
    return zipfile.ZipFile(path)


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - set(wheel.namelist()) == set()


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "data/crisis_lines.toml",
        "data/emergency_numbers.toml",
        "data/starter_disclaimers.toml",
        "locale/es/LC_MESSAGES/django.mo",
        "locale/es/LC_MESSAGES/django.po",
        "migrations/0001_initial.py",
        "pages/migrations/0001_initial.py",
        "templates/wagtail_attachment/base.html",
        "templates/wagtail_attachment/article_page.html",
    ],
)
def test_wheel_holds(wheel: zipfile.ZipFile, name: str) -> None:
    assert f"wagtail_attachment/{name}" in wheel.namelist()


def test_wheel_holds_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    roots = {Path(name).parts[0] for name in wheel.namelist()}
    assert {root for root in roots if not root.endswith(".dist-info")} == {"wagtail_attachment"}
    assert [name for name in wheel.namelist() if "__pycache__" in name] == []


def test_sdist_holds_the_package_and_nothing_else(built: Path) -> None:
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        roots = {Path(name).parts[1] for name in sdist.getnames()}
    own = {"LICENSE", "README.md", "CHANGELOG.md", "wagtail_attachment"}
    assert roots == own | {"PKG-INFO", "pyproject.toml", ".gitignore"}


def test_metadata_names_what_it_needs(wheel: zipfile.ZipFile) -> None:
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = message_from_bytes(wheel.read(name))
    required = metadata.get_all("Requires-Dist", [])
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "BSD-3-Clause"
    assert any(requirement.startswith("wagtail>=7.4") for requirement in required)
    assert not any("pytest" in requirement for requirement in required)
