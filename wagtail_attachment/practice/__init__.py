"""The practice: its country, its people, its topics and how to book."""
