"""A glossary as a spreadsheet file, written and read with the same columns."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.texts import collapse
from wagtail_attachment.translation.glossary import GlossaryTerm

from .cells import as_cell, from_cell

COLUMNS = ("term", "source_language", "translation", "language", "keep_as_is", "note")
"""The first line of a file, with the same names in every admin language."""

_REQUIRED = COLUMNS[:4]
_YES, _NO = "yes", "no"
_MEANS_YES = {_YES, "true", "1", "x"}
_MEANS_NO = {_NO, "false", "0", ""}
MOST_TERMS = 5000
_ERRORS_AT_MOST = 10
"""How many bad lines are named: the rest are found at the next attempt."""


def write_cell(column: str, value: object) -> object:
    """Return a value of a term as written to a file."""
    if column == "keep_as_is":
        return _YES if value else _NO
    return as_cell(value)


def read_terms(content: bytes, languages: Collection[str]) -> list[GlossaryTerm]:
    """Return the terms of a CSV file, unsaved; ``languages`` are the languages it may use.

    Raises ``ValidationError`` if the file is invalid, naming the lines that are wrong.
    """
    rows = list(_read_rows(content))
    if len(rows) > MOST_TERMS:
        raise ValidationError(
            _("This file has more than %(count)d terms. Divide it, and import it in parts.")
            % {"count": MOST_TERMS}
        )
    codes = {code.lower(): code for code in languages}
    terms: dict[tuple[str, str, str], int] = {}
    found, errors = [], []
    for line, row in rows:
        try:
            term = _read_term(row, codes)
            key = (term.term.lower(), term.source_language, term.language)
            if key in terms:
                raise ValidationError(
                    _("“%(term)s” is on line %(line)d too.")
                    % {"term": term.term, "line": terms[key]}
                )
        except ValidationError as error:
            sentences = {"line": line, "errors": " ".join(error.messages)}
            errors.append(_("Line %(line)d: %(errors)s") % sentences)
        else:
            terms[key] = line
            found.append(term)
    if errors:
        raise ValidationError([*errors[:_ERRORS_AT_MOST], _("Nothing was imported.")])
    if not found:
        raise ValidationError(_("There is no term in this file."))
    return found


def _read_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not blank, with its line number."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("This file is not saved as UTF-8. Save it as “CSV UTF-8”, and choose it again.")
        ) from error
    head = text.splitlines()[0] if text.strip() else ""
    # The separator that a spreadsheet writes depends on its language.
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in _REQUIRED if name not in names]:
            raise ValidationError(
                _(
                    "The first line of the file has to name its columns. Missing: %(columns)s. "
                    "Export the glossary to see how it looks."
                )
                % {"columns": join_items(missing)}
            )
        for row in reader:
            cells = {name: from_cell(cell) for name, cell in zip(names, row, strict=False)}
            if any(cell.strip() for cell in row):
                yield reader.line_num, cells
    except csv.Error as error:
        raise ValidationError(
            _("This isn't a CSV file, or it is damaged at line %(line)d.")
            % {"line": reader.line_num}
        ) from error


def _read_term(row: dict[str, str], codes: dict[str, str]) -> GlossaryTerm:
    term = GlossaryTerm(
        term=collapse(row.get("term")),
        translation=collapse(row.get("translation")),
        source_language=_read_language(row, "source_language", codes),
        language=_read_language(row, "language", codes),
        keep_as_is=_read_yes(row.get("keep_as_is", "")),
        note=row.get("note", "").strip(),
    )
    try:
        term.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        sentences = [
            f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
        ]
        raise ValidationError(sentences) from error
    return term


def _read_language(row: dict[str, str], column: str, codes: dict[str, str]) -> str:
    code = row.get(column, "").strip()
    if code.lower() not in codes:
        raise ValidationError(
            _("%(column)s: “%(code)s” is no language of this site. Write one of these: %(codes)s.")
            % {"column": column, "code": code, "codes": join_items(codes.values())}
        )
    return codes[code.lower()]


def _read_yes(cell: str) -> bool:
    word = cell.strip().lower()
    if word not in _MEANS_YES | _MEANS_NO:
        raise ValidationError(
            _("keep_as_is: write “yes” or “no”, not “%(word)s”.") % {"word": cell.strip()}
        )
    return word in _MEANS_YES
