"""A page as the translation of another one: its texts, their source, and what is left to do."""
