"""What readers must see with a page: the one resolver, and what guards its answer."""
