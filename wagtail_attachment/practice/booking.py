"""The booking prompt, whose link reveals nothing about the reader."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, RevisionMixin, TranslatableMixin

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.numbers import get_digits, is_dialled
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import say_at_field
from wagtail_attachment.translated_fields import InOwnLanguage, Kept, KeptInLanguage, translate_all

from .forms import BookingCTAForm
from .people import Practitioner

# Hosts of known booking services, for the label; a site may allow others.
PROVIDERS = {
    "simplepractice.com": "SimplePractice",
    "clientsecure.me": "SimplePractice",
    "acuityscheduling.com": "Acuity Scheduling",
    "as.me": "Acuity Scheduling",
    "calendly.com": "Calendly",
    "cal.com": "Cal.com",
    "janeapp.com": "Jane",
    "jane.app": "Jane",
    "therapynotes.com": "TherapyNotes",
    "sessionshealth.com": "Sessions Health",
    "headway.co": "Headway",
    "doctolib.fr": "Doctolib",
    "doctolib.de": "Doctolib",
    "zocdoc.com": "Zocdoc",
}


# White space, control characters, and characters that reorder or hide others on the screen.
_UNFIT_FOR_ADDRESS = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff<>\"'`\\]"
)


class BookingCTA(PreviewableMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A sentence, a button and its target: exactly one of page, address, telephone, e-mail."""

    class State(models.TextChoices):
        OPEN = "open", _("Taking new clients")
        WAITLIST = "waitlist", _("Waiting list")
        CLOSED = "closed", _("Not taking new clients")

    heading = models.CharField(
        max_length=255, default="", verbose_name=_("heading"), help_text=_("As in “Talk with us”.")
    )
    text = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("text"),
        help_text=_("One warm sentence above the button."),
    )
    button_label = models.CharField(
        max_length=100, verbose_name=_("button label"), help_text=_("As in “Book a session”.")
    )
    state = models.CharField(
        max_length=20, choices=State, default=State.OPEN, verbose_name=_("new clients")
    )
    # Not a foreign key: this app must install on any base page model, and a foreign key would bind
    # its migrations to one. The form offers a page chooser.
    page_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    url = models.CharField(
        max_length=500,
        blank=True,
        verbose_name=_("web address"),
        help_text=_("Paste the address of your booking page; it begins with https://."),
    )
    phone = models.CharField(max_length=40, blank=True, verbose_name=_("telephone number"))
    email = models.EmailField(blank=True, verbose_name=_("e-mail address"))
    practitioner = models.ForeignKey(
        Practitioner,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("practitioner"),
    )

    base_form_class = BookingCTAForm
    practitioner_in_own_language = InOwnLanguage("practitioner", members_only=True)
    override_translatable_fields = [
        Kept("state"),
        Kept("page_id"),
        # A practice may have a separate number or booking page for one language.
        Kept("url", overridable=True),
        Kept("phone", overridable=True),
        Kept("email", overridable=True),
        KeptInLanguage("practitioner"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["heading", "pk"]

    def __str__(self) -> str:
        return self.heading or self.button_label

    def repeats(self, other: BookingCTA) -> bool:
        """Say whether all words are the same as in ``other``, so that they are not translated."""
        names = ("heading", "text", "button_label")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    @classmethod
    def find_in_language(cls, cta: BookingCTA, locale_id: int) -> BookingCTA:
        """Return ``cta`` in a language, or unchanged if it is not translated, with one query.

        A copy with the original's words does not count: it would claim to be in the readers'
        language.
        """
        found: BookingCTA = translate_all([cta], locale_id)[0]
        return cta if found.repeats(cta) else found

    @property
    def provider(self) -> str:
        """The name of the service that the link leads to; empty if it is unknown."""
        host = (urlsplit(self.url).hostname or "").lower()
        return next(
            (name for end, name in PROVIDERS.items() if host == end or host.endswith(f".{end}")),
            "",
        )

    @cached_property
    def page(self) -> Any:
        """The page that the button leads to, in the booking prompt's language if translated."""
        page = get_base_page_model().objects.filter(pk=self.page_id).first()
        if page is None or page.locale_id == self.locale_id:
            return page
        translation = page.get_translation_or_none(self.locale)
        return translation if translation and translation.live else page

    def get_href(self, request: Any = None) -> str:
        """Return the button's target; empty if there is no safe one."""
        if self.get_unsafe_reason():
            return ""
        if self.page_id:
            return (self.page.get_url(request) or "") if self.page and self.page.live else ""
        if self.url:
            return self.url.strip()
        if self.phone:
            return f"tel:{get_digits(self.phone)}"
        return f"mailto:{self.email}" if self.email else ""

    def get_representation(self) -> dict[str, Any] | None:
        """Return the prompt as plain data; ``None`` if it has no safe target.

        It is the same for every reader and on every page, so it tells the provider nothing.
        """
        is_closed = self.state == self.State.CLOSED
        href = "" if is_closed else self.get_href()
        if not (href or is_closed):
            return None
        if self.page_id and href:
            href = urljoin(self.page.full_url or "", href)
        return {
            "heading": self.heading,
            "text": self.text,
            "button_label": self.button_label,
            "state": str(self.state),
            "href": href,
            "language": self.locale.language_code,
        }

    def get_unsafe_reason(self) -> str:
        """Return why readers cannot be sent to the target, or an empty string."""
        return next(iter(self._find_unsafe_targets().values()), "")

    def clean(self) -> None:
        super().clean()
        with say_at_field():
            refuse_change(self)
        errors = self._find_unsafe_targets()
        targets = [name for name in ("page_id", "url", "phone", "email") if getattr(self, name)]
        for name in targets[1:]:
            errors.setdefault(name, gettext("Give one destination only; empty the others."))
        if not targets and self.state != self.State.CLOSED:
            errors.setdefault("url", gettext("Say where the button leads: give one destination."))
        if errors:
            raise ValidationError(errors)

    def _find_unsafe_targets(self) -> dict[str, str]:
        errors = {}
        if self.url and (reason := find_unsafe_url_reason(self.url)):
            errors["url"] = reason
        if self.phone and not (is_dialled(self.phone) and get_digits(self.phone)):
            errors["phone"] = gettext("Use digits, spaces and + ( ) . / - only.")
        if self.email:
            try:
                EmailValidator()(self.email)
            except ValidationError:
                errors["email"] = gettext("Write one e-mail address.")
        return errors

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_attachment/booking_cta_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"cta": self, "request": request}


def find_unsafe_url_reason(url: str) -> str:
    """Return why ``url`` is not a safe booking address, or an empty string.

    Browsers drop control characters and white space inside a scheme, so these are refused. So are
    characters that make an address look like a different one.
    """
    if _UNFIT_FOR_ADDRESS.search(url.strip()):
        return gettext("The address contains a character that no web address may have.")
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        _port = parts.port  # reading it may raise ValueError; there may be none
    except ValueError:
        return gettext("This is not a web address.")
    if parts.scheme != "https" or not host:
        return gettext("Use a secure address that starts with https://.")
    if parts.username or parts.password:
        return gettext("Leave the user name and password out of the address.")
    allowed = conf.WAGTAIL_ATTACHMENT_BOOKING_HOSTS
    if allowed is not None and not any(
        host == name.lower() or host.endswith(f".{name.lower()}") for name in allowed
    ):
        return gettext("This site allows booking links only to: %(hosts)s.") % {
            "hosts": join_items(allowed)
        }
    return ""
