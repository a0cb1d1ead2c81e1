"""What readers must see with a page: the one resolver, and the checks that protect its answer."""
