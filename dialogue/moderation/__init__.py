"""What moderators do: the queue they work from, who may decide what, and who is told of it."""
