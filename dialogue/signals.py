"""News from dialogue to the rooms above."""

from django.dispatch import Signal

# Sent once the comment is committed, with `comment` and `target`.
comment_posted = Signal()
