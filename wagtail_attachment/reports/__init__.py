"""Reports for the people responsible for what is public."""
