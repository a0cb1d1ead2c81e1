"""The admin's own pages: setting up, approving, verifying."""
