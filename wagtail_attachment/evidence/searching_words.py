"""What a search for a page found, or did not, in words for the screen and the command line."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.languages import join_in_words
from wagtail_attachment.times import get_local_time

from .facets import TIME
from .searching import Hit, Search


def describe_miss(search: Search) -> str:
    """Say what was searched for and not found, and what to try next."""
    tried = join_in_words([str(by.words) for by in search.tried], get_language() or "en")
    return _(
        "No page is on record for “%(asked)s”. Searched by: %(tried)s. Try a word of the "
        "title, the last part of the address alone, or the number of the page; one that was "
        "never public is not on record."
    ) % {"asked": search.asked, "tried": tried}


def describe_hit(hit: Hit) -> str:
    """Return a page that may be meant, and when it was what was sought, in one line."""
    since = date_format(get_local_time(hit.since), TIME)
    if hit.until is None:
        span = _("since %(since)s") % {"since": since}
    else:
        until = date_format(get_local_time(hit.until), TIME)
        span = _("from %(since)s until %(until)s") % {"since": since, "until": until}
    return _("Page %(number)s: %(title)s, %(url)s, %(span)s") % {
        "number": hit.page_id,
        "title": hit.title,
        "url": hit.url or "–",
        "span": span,
    }
