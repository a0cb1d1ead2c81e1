"""The content of the demo: made once, through the package's public names alone."""
