"""A practice's finished articles, brought in: one that was pasted, or a whole library."""
