"""Reports for those who answer for what is public."""
