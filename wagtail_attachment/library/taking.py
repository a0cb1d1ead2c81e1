"""The import of one source article into a page, as a new draft or as a new text of its draft."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.importing import Picture, ReadArticle, make_body, make_lead, read_article
from wagtail_attachment.importing.archives import MAX_FILE
from wagtail_attachment.importing.characters import clean
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.rules.languages import describe_other_language
from wagtail_attachment.translation.texts import get_texts

from .choices import get_open_choices, guess_choice
from .facts import put_facts
from .images import store_image
from .kinds import describe_doubtful
from .matching import Names
from .sources import Found, SourceArticle
from .sources.shelf import Shelf, hold

TITLE_LENGTH = 255


@dataclass
class Place:
    """The destination of imported articles: parent page, page type, user and available pictures."""

    parent_id: int
    model: Any
    user: Any
    shelf: Shelf

    @cached_property
    def locale(self) -> Any:
        return get_base_page_model().objects.get(pk=self.parent_id).locale

    @cached_property
    def names(self) -> Names:
        return Names(self.locale)

    def lock_parent(self) -> Any:
        """Return the current parent page, locked so that no one else adds pages below it."""
        return get_base_page_model().objects.select_for_update().get(pk=self.parent_id).specific


def _identify(picture: Picture, found: Found | None) -> list[Any]:
    words = [picture.alt, picture.caption]
    if picture.data:
        return [*words, hashlib.sha256(picture.data).hexdigest()]
    return [*words, found.name, found.size] if found else [*words, picture.name]


@dataclass
class Reading:
    """The contents of a source article, read once. Raises ``ValidationError`` if unreadable."""

    article: SourceArticle
    place: Place
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        article = self.article
        self.text: ReadArticle = read_article(article.load(), name=article.name, known=article.meta)
        self.notes += [*article.notes, *self.text.notices]
        self.notes += [
            describe_doubtful(each.kind, each.text)
            for each in self.text.removable
            if not each.is_sure
        ]

    @cached_property
    def title(self) -> str:
        title = " ".join(clean(self.text.title or self.article.name_as_title).split())
        if len(title) > TITLE_LENGTH:
            self.notes.append(_("The title was cut. It is: %(title)s") % {"title": title})
        return title[:TITLE_LENGTH]

    @cached_property
    def subtitle(self) -> str:
        subtitle = clean(self.text.subtitle)
        if len(subtitle) > TITLE_LENGTH:
            message = _("The subtitle was cut. It is: %(subtitle)s")
            self.notes.append(message % {"subtitle": subtitle})
        return subtitle[:TITLE_LENGTH]

    @property
    def is_empty(self) -> bool:
        return not (self.text.lead or self.text.sections)

    @cached_property
    def pictures(self) -> list[tuple[Picture, Found | None]]:
        """The picture above the text, if any, and those in it; ``None`` for a missing file."""
        above = [self.article.image] if self.article.image else []
        return [(picture, self._find(picture)) for picture in [*above, *self.text.pictures]]

    def _find(self, picture: Picture) -> Found | None:
        if picture.data:
            return hold(picture.data, picture.name)
        return self.place.shelf.find(picture.name, self.article.folder)

    @cached_property
    def digest(self) -> str:
        """The sha256 of everything that goes into the page, including pictures added later.

        The digest covers the text read, not the file, because a Word file changes every time it is
        saved.
        """
        text, meta = self.text, self.text.meta
        facts = [
            *(text.title, text.subtitle, text.lead, text.sections, text.references),
            *(str(meta.date or ""), meta.authors, meta.topics, meta.address, meta.description),
            [_identify(picture, found) for picture, found in self.pictures],
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    @cached_property
    def left_out(self) -> list[list[str]]:
        """The passages left out of the draft: the type and the words of each."""
        return [[each.kind, clean(each.lines)] for each in self.text.removable if each.is_sure]

    def make_page(self, *, is_trial: bool = False) -> Any:
        """Return the unsaved page; add names not found to the notes. A trial stores no image."""
        meta = self.text.meta
        images = self._store_images(is_trial)
        page = self.place.model(
            title=self.title,
            subtitle=self.subtitle,
            locale=self.place.locale,
        )
        offset = 1 if self.article.image else 0
        if self.article.image:
            page.image_id = images.get(0)
        in_text = {place - offset: pk for place, pk in images.items() if place >= offset}
        page.lead, page.body = make_lead(self.text, in_text), make_body(self.text, in_text)
        self._choose(page)
        self.notes += put_facts(page, meta, self.place.names)
        words = (text.words for text in get_texts(page))
        if sentence := describe_other_language(words, self.place.locale.language_code):
            self.notes.append(sentence)
        return page

    def _note(self, message: str, names: list[str]) -> None:
        self.notes.append(message % {"names": join_items(names)})

    def _choose(self, page: Any) -> None:
        for choice in get_open_choices(self.place.model):
            guess = guess_choice(choice, page.title, self.place.locale.language_code)
            setattr(page, choice.name, guess)
            if not guess:
                self._note(_("Still to be chosen: %(names)s."), [str(choice.verbose_name)])

    def _store_images(self, is_trial: bool) -> dict[int, Any]:
        """Return image keys by the index of their pictures; note missing pictures, and why."""
        images: dict[int, Any] = {}
        for place, (picture, found) in enumerate(self.pictures):
            name = clean(picture.name)[-200:] or "?"
            if found is None:
                self._note(
                    _(
                        "Picture missing: %(names)s. Import again, together with the picture in a "
                        "ZIP archive."
                    ),
                    [name],
                )
                continue
            if found.size > MAX_FILE:
                self._note(_("Picture too large: %(names)s."), [name])
                continue
            if not is_trial:
                images |= self._store_image(place, found, picture.words, name)
        return images

    def _store_image(self, place: int, found: Found, alt: str, name: str) -> dict[int, Any]:
        try:
            return {place: store_image(found, alt, self.place.user).pk}
        except ValidationError as error:
            self.notes.append(
                _("Picture not imported: %(name)s. %(reason)s")
                % {"name": name, "reason": " ".join(error.messages)}
            )
            return {}
