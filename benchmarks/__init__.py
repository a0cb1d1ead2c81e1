"""How fast the reader's pages are beside a bare Wagtail page with the same words, in one run."""
