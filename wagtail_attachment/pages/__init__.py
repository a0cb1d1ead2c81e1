"""Page types to use as they are, for sites on Wagtail's own base page."""
