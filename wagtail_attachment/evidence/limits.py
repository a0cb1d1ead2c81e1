"""What the record cannot prove, in plain words: for the screen, for paper and for the file."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIMITS: tuple[tuple[Promise, Promise], ...] = (
    (
        _("Who read it."),
        _(
            "The record says what this site gave out to anyone who asked for the page. On "
            "purpose, it knows nothing about readers: neither whether anyone opened the page, "
            "nor whether they read it."
        ),
    ),
    (
        _("Copies elsewhere."),
        _(
            "A browser, a cache or a search engine may have shown an older copy for some time. Channels of "
            "the site’s own, such as a newsletter or an export, are not on record."
        ),
    ),
    (
        _("A template of the site."),
        _(
            "Where a page is shown by a template of the site’s own, the record holds the texts that were "
            "stored and what this package showed with them. It does not hold words or pictures that "
            "such a template adds. It never holds colours and layout, and of a picture its digest only."
        ),
    ),
    (
        _("The exact time."),
        _(
            "Times are those of the server’s clock; no third party has confirmed them. A change "
            "that bypassed the editor, in the database or by a setting, has the time at which "
            "it was found."
        ),
    ),
    (
        _("The first hours after a licence has lapsed."),
        _(
            "From midnight on, readers no longer get a review line or a booking prompt that "
            "depended on it, nor a notice that was only for its place. Nothing is stored at "
            "that time: this report still shows them until the next audit, or the next change, "
            "has found it."
        ),
    ),
    (
        _("That a licence was valid."),
        _("The record has what the practice had on file then, with the source that it named."),
    ),
    (
        _("Who edited or published the page."),
        _(
            "The record names who approved texts, who verified numbers and who reviewed. Who wrote, "
            "edited or published the page is in Wagtail’s own history, as long as that is kept; it is not "
            "sealed."
        ),
    ),
    (
        _("Who sat at the keyboard."),
        _(
            "A record names the account that acted, by its number and by the name and role "
            "that it had then. Whether someone else used it is not known."
        ),
    ),
    (
        _("That the whole record was not rewritten."),
        _(
            "A record that was changed, removed or inserted is found, since each is sealed "
            "with the one before it. But someone who can write to the database, and to every "
            "copy of the heads kept elsewhere, could rebuild all of it. A head kept where "
            "they cannot reach it rules that out for everything older than that head."
        ),
    ),
    (
        _("Who was let in."),
        _("A page that was live counts as public, even if only people who log in may see it."),
    ),
)


def get_limits() -> list[dict[str, str]]:
    """Return the limits as plain values, in the active language."""
    return [{"what": str(what), "why": str(why)} for what, why in LIMITS]
