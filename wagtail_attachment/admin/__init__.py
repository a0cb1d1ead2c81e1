"""The practice's part of Wagtail's admin."""
