"""Disclaimers: the text as drafted, and the versions that a named person approved."""
