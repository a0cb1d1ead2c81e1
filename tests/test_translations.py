"""Every text that a person reads is in every catalogue, whole, and what is compiled is the same."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from gettext import c2py
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from wagtail_attachment.articles.requests import PageRequest
from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.ledger.edition import Edition
from wagtail_attachment.ledger.rows import WrittenOnce
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.library.runs import ImportRun
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.practice.reader_text_drafts import ReaderTextDraft
from wagtail_attachment.translation.bases import TranslationBase
from wagtail_attachment.translation.batches import TranslationBatch, TranslationBatchItem
from wagtail_attachment.translation.in_original import TextInOriginal
from wagtail_attachment.translation.memory_lookups import MemoryLookup

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_attachment"
LANGUAGES = sorted(path.name for path in (PACKAGE / "locale").iterdir())
CATALOGUE = "locale/{}/LC_MESSAGES/django.po"


def read_catalogue(language: str, package: Path = PACKAGE) -> polib.POFile:
    return polib.pofile(str(package / CATALOGUE.format(language)))


def get_key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def get_texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


# --- The catalogues ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package whose catalogues were made anew from its source."""
    copy = tmp_path_factory.mktemp("messages") / "wagtail_attachment"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    command = [str(ROOT / ".ci/messages"), sys.executable, str(copy)]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, f"gettext is needed: {made.stdout}{made.stderr}"
    return copy


def test_the_promised_languages_are_there() -> None:
    assert set(LANGUAGES) >= {"ar", "de", "es", "fr", "pt_BR"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_from_a_catalogue_nor_left_over(refreshed: Path, language: str) -> None:
    written = {get_key(entry) for entry in read_catalogue(language)}
    needed = {get_key(entry) for entry in read_catalogue(language, refreshed)}
    assert needed - written == set(), "run make messages and translate these"
    assert written - needed == set(), "run make messages: these are in the source no more"
    assert [entry.msgid for entry in read_catalogue(language) if entry.obsolete] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_in_every_form(language: str) -> None:
    catalogue = read_catalogue(language)
    [forms] = re.findall(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])
    unfinished = [
        entry.msgid
        for entry in catalogue
        if entry.fuzzy
        or not all(text.strip() for text in get_texts(entry))
        or (entry.msgid_plural and len(entry.msgstr_plural) != int(forms))
    ]
    assert unfinished == []
    assert language != "ar" or forms == "6"


FIXED = re.compile(r"%\(\w+\)[ds]|\{\w+\}|</?\w[^>]*>|https://|[0-9]+(?:[.,:/ -][0-9]+)*|\n")
COUNTED = frozenset({"%(count)d", "%(count)s", "%(minutes)s", "%(number)d", "%(number)s"})


def get_exact_forms(catalogue: polib.POFile) -> set[int]:
    """Return the plural forms for one number alone, which may be a word: دقيقتان, two minutes."""
    [rule] = re.findall(r"plural=([^;]+)", catalogue.metadata["Plural-Forms"])
    numbers = Counter(c2py(rule)(number) for number in range(200))
    return {form for form, count in numbers.items() if count == 1}


def is_kept(entry: polib.POEntry, text: str, exact: bool) -> bool:
    # The English singular may itself leave the number out: "out of date by one version".
    needed, given = FIXED.findall(entry.msgid_plural or entry.msgid), FIXED.findall(text)
    if exact:
        needed = [piece for piece in needed if piece not in COUNTED or piece in given]
    return sorted(given) == sorted(needed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_tags_and_numbers(language: str) -> None:
    """Also in the singular, where a language has 'one' for other numbers than 1."""
    catalogue = read_catalogue(language)
    exact_forms = get_exact_forms(catalogue)
    changed = [
        (entry.msgid, text)
        for entry in catalogue
        for form, text in enumerate(get_texts(entry))
        if not is_kept(entry, text, bool(entry.msgid_plural) and form in exact_forms)
    ]
    assert changed == []


def test_own_words_are_in_british_spelling() -> None:
    american = (
        r"(?:re|dis|un)?(?:cogniz|organiz|summariz|stigmatiz|emphasiz|behavior|color\b|center\b)\w*"
    )
    texts = [f"{entry.msgid} {entry.msgid_plural}" for entry in read_catalogue("es")]
    assert [text for text in texts if re.search(rf"\b{american}", text, re.IGNORECASE)] == []


def test_only_a_form_for_one_number_may_leave_the_number_out() -> None:
    assert get_exact_forms(read_catalogue("ar")) == {0, 1, 2}
    assert get_exact_forms(read_catalogue("de")) == {0}
    assert get_exact_forms(read_catalogue("fr")) == set()
    entry = polib.POEntry(msgid="%(number)s of %(name)s", msgid_plural="%(number)s of %(name)s")
    assert is_kept(entry, "%(name)s", exact=True)
    assert not is_kept(entry, "%(number)s", exact=True)
    assert not is_kept(entry, "%(name)s", exact=False)


def test_addresses_and_grouped_digits_run_left_to_right_in_arabic() -> None:
    """Without isolates 13 11 14 is shown as 14 11 13, and https:// as //:https."""
    isolated = re.compile("\u2066[^\u2066\u2069]*\u2069")
    turned = re.compile("https://|[0-9][ -][0-9]|[*+][0-9]|[\u2066\u2069]")
    rest = [isolated.sub("", text) for entry in read_catalogue("ar") for text in get_texts(entry)]
    assert [text for text in rest if turned.search(text)] == []
    assert turned.search("مثل 13 11 14")


def test_french_marks_do_not_begin_a_line() -> None:
    """They stand behind a no-break space."""
    breaking = re.compile(r"(?<![\u00a0\u202f])[;?!»]| :|\u00ab(?!\u00a0)")
    texts = [text for entry in read_catalogue("fr") for text in get_texts(entry)]
    assert [text for text in texts if breaking.search(text)] == []
    assert breaking.search("Besoin d’aide ?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_as_the_source_does(language: str) -> None:
    """Else a space or a line's end is lost where texts are put together."""
    changed = [
        (entry.msgid, text)
        for entry in read_catalogue(language)
        for text in get_texts(entry)
        if text.strip() != text or entry.msgid.strip() != entry.msgid
    ]
    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_say_who_has_still_to_read_them(language: str) -> None:
    catalogue = read_catalogue(language)
    assert "Awaiting review by a native-speaking clinician." in catalogue.header
    assert catalogue.metadata["Language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = PACKAGE / CATALOGUE.format(language)
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    written = {get_key(entry): get_texts(entry) for entry in read_catalogue(language)}
    assert {get_key(entry): get_texts(entry) for entry in compiled} == written


# --- What never reached a catalogue -----------------------------------------------------------


class TextFinder(HTMLParser):
    """Collects what a template's HTML says by itself: words between tags and in attributes."""

    READ_ATTRIBUTES = frozenset({"alt", "aria-label", "aria-description", "placeholder", "title"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_code = False
        self.feed(html)

    def handle_data(self, data: str) -> None:
        if self.is_code:  # what is typed at a terminal is the same in every language
            return
        self.found += [
            line.strip() for line in data.splitlines() if re.search(r"[^\W\d_]{2}", line)
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_code = tag == "code"
        for name, value in attrs:
            if name in self.READ_ATTRIBUTES and value:
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False


def get_unmarked_template_texts(source: str) -> list[str]:
    html = ""
    skipped_until = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.strip() else ""
        if skipped_until:
            skipped_until = "" if word == skipped_until else skipped_until
        elif token.token_type == TokenType.BLOCK and word in {"blocktranslate", "comment"}:
            skipped_until = f"end{word}"
        elif token.token_type == TokenType.TEXT:
            html += token.contents
    return TextFinder(html).found


TEMPLATES = sorted(PACKAGE.rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_no_template_has_words_of_its_own(path: Path) -> None:
    texts = get_unmarked_template_texts(path.read_text())
    assert [text for text in texts if not NAMES.issuperset(text.strip(" –()").split())] == []


def test_words_in_a_template_would_be_found() -> None:
    source = '<p title="Hello">{# no #}{% if x %}One {{ y }}{% endif %}{% translate "two" %}</p>'
    assert get_unmarked_template_texts(source) == ["Hello", "One"]


# What these are called with, or given, is read by people.
READ_KEYWORDS = frozenset(
    {
        "description",
        "empty_label",
        "group",
        "heading",
        "help_text",
        "label",
        "menu_label",
        "message",
        "page_description",
        "page_title",
        "header_title",
        "verbose_name",
        "verbose_name_plural",
        "violation_error_message",
    }
)
# The names of registries and formats, the same in every language.
NAMES = frozenset({"Atom", "DOI", "PMID", "PubMed", "RSS", "doi:", "sha256"})
# Read by developers: in English, as in Django.
# So is what somebody runs in a terminal, without the package and its languages.
FOR_DEVELOPERS = ("management/", "migrations/", "checks/", "evidence/verifier/")


def get_unmarked_python_texts(source: str) -> list[tuple[int, str]]:
    return sorted(
        (node.lineno, text)
        for node in ast.walk(ast.parse(source))
        for value in _get_read_values(node)
        for text in _get_literals(value)
        if re.search(r"[^\W\d_]{2}", text) and text not in NAMES
        if not re.fullmatch(r"[a-z]+(_[a-z]+)+", text)  # an app's label
    )


def _get_read_values(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            name = getattr(func, "attr", getattr(func, "id", ""))
            on = getattr(getattr(func, "value", None), "id", "")
            if name in {"ValidationError", "PermissionDenied"} or on == "messages":
                yield from args
            yield from (keyword.value for keyword in keywords if keyword.arg in READ_KEYWORDS)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in READ_KEYWORDS:
            yield value
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="errors"))], value=value):
            yield value


def _get_literals(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value for part in parts if isinstance(part, ast.Constant))
        case ast.Dict(values=values) | ast.List(elts=values):
            for value in values:
                yield from _get_literals(value)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _get_literals(body)
            yield from _get_literals(orelse)
        case ast.BinOp(left=left):
            yield from _get_literals(left)


MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if not path.relative_to(PACKAGE).as_posix().startswith(FOR_DEVELOPERS)
    and "migrations" not in path.parts
)


@pytest.mark.parametrize(
    "path", MODULES, ids=[path.relative_to(PACKAGE).as_posix() for path in MODULES]
)
def test_no_module_says_something_in_english_alone(path: Path) -> None:
    assert get_unmarked_python_texts(path.read_text()) == []


def test_words_in_a_module_would_be_found() -> None:
    source = """
raise ValidationError({"name": "Write it."})
messages.error(request, f"No {thing}.")
field = CharField(help_text="Help.", verbose_name=_("right"))
label = "Label"
errors["x"] = gettext("right")
"""
    found = [text for _line, text in get_unmarked_python_texts(source)]
    assert found == ["Write it.", "No .", "Help.", "Label"]


def _is_link_to_parent(field: Any) -> bool:
    return field.auto_created or getattr(field.remote_field, "parent_link", False)


def get_own_fields() -> Iterator[tuple[str, Any]]:
    for app in ("wagtail_attachment", "wagtail_attachment_pages"):
        for model in apps.get_app_config(app).get_models():
            for field in (*model._meta.fields, *model._meta.many_to_many):
                is_shown = field.editable and not isinstance(field, ParentalKey)
                is_own = not _is_link_to_parent(field) and not issubclass(Page, field.model)
                # No form of what is written once exists, nor of stamps, purges, requests and imports.
                if (
                    is_shown
                    and is_own
                    and not issubclass(
                        model,
                        (
                            WrittenOnce,
                            TranslationBase,
                            Edition,
                            Purge,
                            PageRequest,
                            TextImport,
                            ImportRun,
                            ImportedArticle,
                            TranslationBatch,
                            TranslationBatchItem,
                            MemoryLookup,
                            ReaderTextDraft,
                            TextInOriginal,
                        ),
                    )
                ):
                    yield f"{model.__name__}.{field.name}", field


def test_every_field_has_a_name_in_the_editors_language() -> None:
    """Django's own guess at a name, made from the attribute's, is English."""
    never_shown = {"PracticeSettings.booking_postponed"}  # a button sets it
    named = dict(get_own_fields())
    assert {"Topic.slug", "ArticlePage.lead", "CrisisChannel.opens"} <= named.keys()
    unnamed = {name for name, field in named.items() if not isinstance(field.verbose_name, Promise)}
    assert unnamed - never_shown == set()


def get_blocks(block: Any, path: str = "body") -> Iterator[tuple[str, Any]]:
    children = dict(getattr(block, "child_blocks", {}))
    if hasattr(block, "child_block"):
        children["item"] = block.child_block
    for name, child in children.items():
        yield f"{path}.{name}", child
        yield from get_blocks(child, f"{path}.{name}")


def test_every_field_that_stands_in_a_list_says_its_name() -> None:
    """Wagtail shows the names of a list's blocks and of a block's fields, but not of fields in a list."""
    blocks = dict(get_blocks(ArticlePage._meta.get_field("body").stream_block))
    fields = {
        path: str(block.field.widget.attrs.get("aria-label", ""))
        for path, block in blocks.items()
        if path.endswith(".item") and hasattr(block, "field")
    }
    assert "body.section.content.reflection.questions.item" in fields
    assert not [path for path, name in fields.items() if not name]


def test_every_block_has_a_name_in_the_editors_language() -> None:
    blocks = dict(get_blocks(ArticlePage._meta.get_field("body").stream_block))
    assert "body.section.content.steps" in blocks
    unnamed = {
        path
        for path, block in blocks.items()
        if not isinstance(block.label, Promise)
        and str(block.label) not in NAMES
        and not path.endswith(("image.image", ".item"))  # Wagtail's own; has no name shown
    }
    assert unnamed == set()
