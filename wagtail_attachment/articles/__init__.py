"""Page types: what any covered page, an article and a list of articles can do."""
