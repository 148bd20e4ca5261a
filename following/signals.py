"""News from streams to the rooms above."""

from django.dispatch import Signal

# Something appeared that was not there before, or is back in a moment; sent once it is committed, with its
# `thing` (Thing).
thing_appeared = Signal()
