"""The practice's snippets in the admin: one module a noun, and the menu that holds them."""
