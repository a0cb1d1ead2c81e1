"""The one place where the text of a source article is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from wagtail_attachment.importing import ReadArticle, make_body, make_lead, read_article

from .kinds import describe_doubtful
from .sources import Data, Meta, Picture, SourceArticle


@dataclass(frozen=True)
class Text:
    """What the text of an article holds, and what is known of it."""

    title: str
    article: ReadArticle
    left_out: list[tuple[str, str]]
    """The passages that are not in the draft: the kind and the words of each."""
    pictures: list[Picture]
    meta: Meta
    notices: list[str]

    def make_body(self, images: Mapping[int, Any]) -> list[dict[str, Any]]:
        """Return the raw body; ``images`` gives the key of the image for a picture's place."""
        return make_body(self.article, images)

    def make_introduction(self, images: Mapping[int, Any]) -> str:
        """Return its rich text; a picture in it that has an image stands in the body."""
        return make_lead(self.article, images)

    @property
    def is_empty(self) -> bool:
        return not (self.article.lead or self.article.sections)


def read(article: SourceArticle, data: Data) -> Text:
    """Return what the text of an article holds. Raises ``ValidationError`` if it cannot be read."""
    meta = article.meta
    found = read_article(data, name=article.name, title=meta.title, subtitle=meta.subtitle)
    return Text(
        title=found.title,
        article=found,
        left_out=[(each.kind, each.text) for each in found.removable if each.is_sure],
        pictures=[Picture(each.name, each.alt, each.data) for each in found.pictures],
        meta=complete(meta, found),
        notices=[
            *found.notices,
            *(
                describe_doubtful(each.kind, each.text)
                for each in found.removable
                if not each.is_sure
            ),
        ],
    )


def complete(meta: Meta, found: ReadArticle) -> Meta:
    """Return what the source says, and where it says nothing, what the text itself does."""
    said = found.meta
    day = said.date
    return replace(
        meta,
        subtitle=found.subtitle,
        date=meta.date or (datetime.combine(day, time(12), UTC) if day else None),
        authors=meta.authors or ((said.author,) if said.author else ()),
        slug=meta.slug or said.slug,
        topics=meta.topics or said.tags,
        address=meta.address or said.address,
    )
