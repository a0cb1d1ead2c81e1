"""Many readers of a large site while its wordings, lines and articles change under them."""
