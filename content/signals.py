"""What the newsroom's pages tell the rooms above."""

from django.dispatch import Signal

# `files`, a set of `(kind, key)`, are shown by other things or to other people than before. Sent in the
# transaction that changes it.
files_shown_anew = Signal()
