"""Ready-made page types for sites that use Wagtail's own base page."""
