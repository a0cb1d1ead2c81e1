"""Every setting of the package: typed, with its default, read when it is needed.

Nothing is cached, so ``override_settings`` works, and no block or field definition may read a
setting: a setting in a definition would write a migration into this package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.conf import settings


class Settings:
    """Typed access to the ``WAGTAIL_ATTACHMENT_*`` settings."""

    @property
    def WAGTAIL_ATTACHMENT_ENFORCEMENT(self) -> Literal["enforce", "observe"]:
        """``observe`` injects, logs and reports but refuses and withholds nothing.

        Whatever else is set counts as ``enforce``: a slip of the pen must not switch safety off.
        """
        observes = _get("WAGTAIL_ATTACHMENT_ENFORCEMENT", "enforce") == "observe"
        return "observe" if observes else "enforce"

    @property
    def is_enforcing(self) -> bool:
        """Whether what is unsafe is refused and hidden; else it is reported only."""
        return self.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce"

    @property
    def WAGTAIL_ATTACHMENT_SEVERITIES(self) -> Mapping[str, str]:
        """Violation id to ``"required"`` or ``"advice"``; SAFETY rules cannot be moved.

        Whatever is no mapping counts as none.
        """
        severities = _get("WAGTAIL_ATTACHMENT_SEVERITIES", {})
        return severities if isinstance(severities, Mapping) else {}

    @property
    def WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES(self) -> Mapping[str, Sequence[str]]:
        """Language code to ISO 3166-1 countries, where a locale's readers live elsewhere."""
        return _get("WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES", {})

    @property
    def WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS(self) -> Mapping[str, str]:
        """ISO 3166-1 country to the number to call, over the package's own list."""
        return _get("WAGTAIL_ATTACHMENT_EMERGENCY_NUMBERS", {})

    @property
    def WAGTAIL_ATTACHMENT_BOOKING_HOSTS(self) -> Sequence[str] | None:
        """Hosts a booking link may lead to, sub-domains included; ``None`` allows any."""
        return _get("WAGTAIL_ATTACHMENT_BOOKING_HOSTS", None)

    @property
    def WAGTAIL_ATTACHMENT_REVIEW_MONTHS(self) -> int:
        """Months after which a clinical review of an article is due again."""
        return _get("WAGTAIL_ATTACHMENT_REVIEW_MONTHS", 12)

    @property
    def WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW(self) -> Literal["machine", "always", "never"]:
        """Which translated texts a person must have reviewed before they go live.

        Whatever else is set counts as ``machine``.
        """
        mode = _get("WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW", "machine")
        return mode if mode in ("always", "never") else "machine"

    @property
    def WAGTAIL_ATTACHMENT_RELEASE(self) -> str:
        """Anything that changes with a deployment; what was kept before it is not shown any more."""
        return _get("WAGTAIL_ATTACHMENT_RELEASE", "")

    @property
    def WAGTAIL_ATTACHMENT_KEPT_SECONDS(self) -> float:
        """How long readers may see what was changed past Django's signals; 0 keeps nothing.

        A day at most; whatever is no number of seconds counts as 0.
        """
        seconds = _get("WAGTAIL_ATTACHMENT_KEPT_SECONDS", 60)
        is_number = isinstance(seconds, int | float) and seconds > 0
        return min(seconds, 86_400) if is_number else 0

    @property
    def WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS(self) -> Sequence[str]:
        """Hooks on serving a page that need not run for a page that is kept, by dotted name."""
        return _get("WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS", [])


def _get(name: str, default: Any) -> Any:
    return getattr(settings, name, default)


conf = Settings()
