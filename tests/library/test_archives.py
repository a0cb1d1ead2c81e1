"""Archives that lie: bombs, paths that lead out, damage. Each is refused in words, and read no further."""

import io
import stat
import warnings
import zipfile

import pytest
from django.core.exceptions import ValidationError

from tests.library import sources
from wagtail_attachment.library.sources import Library, open_file, open_path
from wagtail_attachment.library.sources import containers as limits


def open_bytes(data, name="a.zip"):
    return open_file(io.BytesIO(data), name)


def read_all(data, name="a.zip"):
    library = Library([open_bytes(data, name)])
    return list(library.read()), library.problems


@pytest.mark.parametrize(
    "path", ["../a.md", "/a.md", "x/../../a.md", "..\\a.md", "C:/a.md", "a\\b.md"]
)
def test_path_that_leads_out(path):
    with pytest.raises(ValidationError, match="outside of the archive"):
        open_bytes(sources.make_zip({path: "# One"}))


def test_link():
    info = zipfile.ZipInfo("a.md")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ValidationError, match="outside of the archive"):
        open_bytes(sources.make_zip({info: "/etc/passwd"}))


def test_bomb():
    with pytest.raises(ValidationError, match="times its size"):
        open_bytes(sources.make_zip({"a.md": b"\0" * 20_000_000}))


def test_file_that_is_larger_than_it_says(monkeypatch):
    """What an archive says of a file's size is not believed."""
    monkeypatch.setattr(limits, "MAX_FILE", 1000)
    container = open_bytes(sources.make_zip({"a.md": "word " * 1000}))
    with pytest.raises(ValidationError, match="larger than"):
        limits.read_file(container, "a.md", 1000)


def test_archive_with_too_much(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    with pytest.raises(ValidationError, match="Import it in parts"):
        open_bytes(sources.make_zip({"a.md": "word " * 1000}))


def test_nested_bomb(monkeypatch):
    monkeypatch.setattr("wagtail_attachment.library.sources.containers.MAX_EXPORT", 100)
    inner = sources.make_zip({f"{n}.md": "# One" for n in range(20)})
    articles, problems = read_all(sources.make_zip({"b.md": "# Two", "inner.zip": inner}))
    assert [article.name for article in articles] == ["b.md"]
    assert "inner.zip" in problems[0]


def test_damaged_archive():
    with pytest.raises(ValidationError, match="damaged"):
        open_bytes(sources.make_zip({"a.md": "# One"})[:-10])


def test_damaged_file_in_an_archive():
    data = bytearray(sources.make_zip({"a.md": "# One " * 50, "b.md": "# Two"}))
    data[38] ^= 0xFF
    articles, _problems = read_all(bytes(data))
    with pytest.raises(ValidationError, match="damaged"):
        articles[0].load()
    assert articles[1].load() == b"# Two"


def test_password():
    data = bytearray(sources.make_zip({"a.md": "# One"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    data[6] |= 1
    (article,), _problems = read_all(bytes(data))
    with pytest.raises(ValidationError, match="password"):
        article.load()


@pytest.mark.parametrize("prolog", ['<!DOCTYPE rss [<!ENTITY a "b">]>', "<!DOCTYPE rss>"])
def test_export_that_defines_names_of_its_own(prolog):
    export = sources.make_wordpress(sources.make_item(1)).decode()
    export = export.replace("<rss", f"{prolog}<rss", 1)
    articles, problems = read_all(export.encode(), "export.xml")
    assert articles == []
    assert "DOCTYPE" in problems[0]


def test_link_in_a_folder_leads_nowhere_else(tmp_path):
    (tmp_path / "secret.md").write_text("# Secret")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "a.md").write_text("# One")
    assert [article.name for article in Library([open_path(folder)]).read()] == ["a.md"]


def test_json_that_is_no_export_of_ghost():
    articles, problems = read_all(b'{"db": [{"data": {"posts": 7}}]}', "a.json")
    assert articles == []
    assert "Ghost" in problems[0]


def test_picture_is_found_by_its_path_and_never_guessed():
    pictures = {"a/boat.png": sources.make_png(), "b/boat.png": sources.make_png("blue")}
    shelf = Library([open_bytes(sources.make_zip(pictures))]).shelf
    assert shelf.find("https://old.example.org/uploads/b/boat-300x200.png").path == "b/boat.png"
    assert shelf.find("boat.png", "a").path == "a/boat.png"
    assert shelf.find("/boat.png") is None, "either may be meant"
    assert shelf.find("data:image/png;base64,AAAA") is None


def test_files_of_one_name_in_an_archive_are_all_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("tea.md", "# One")
        archive.writestr("tea.md", "# Two")
    library = Library([open_file(file, "a.zip")])
    assert [article.load() for article in library.read()] == [b"# Two", b"# One"]
    assert [article.key for article in library.read()] == ["file:tea (no. 2).md", "file:tea.md"]
