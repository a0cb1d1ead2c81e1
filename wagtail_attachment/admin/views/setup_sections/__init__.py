"""The sections of the set-up page: what each shows, and what its buttons do."""

from .article import ArticleSection
from .booking import BookingSection
from .disclaimer import DisclaimerSection
from .lines import LinesSection
from .people import PeopleSection
from .readers import ReadersSection
from .section import Section

SECTIONS: tuple[type[Section], ...] = (
    ReadersSection,
    DisclaimerSection,
    LinesSection,
    BookingSection,
    ArticleSection,
    PeopleSection,
)

__all__ = ["SECTIONS", "Section"]
