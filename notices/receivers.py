"""What people are given notice of: events that dialogue and following tell of."""
