"""What a practice says of itself: its country, its people, its topics and how to book."""
