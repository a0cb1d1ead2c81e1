"""How pages reach readers: serving, feeds, sitemaps, APIs, and the cache in front of the site."""
