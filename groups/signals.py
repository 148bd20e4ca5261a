"""News from groups to the rooms above and to its own; the first of each are sent inside the transaction."""

from django.dispatch import Signal

# `group` and all that is written there may be seen by others than before.
scope_changed = Signal()
# `post` was made, changed, moved, withdrawn, hidden or put back: whoever keeps rows about it does so anew.
post_changed = Signal()
# `question` was asked, answered, closed or asked again: as above.
question_changed = Signal()
# Once it is committed: `post` was made.
post_made = Signal()
# Once it is committed: `membership` has begun. Those whom a rule brings in many at once are not told of here.
member_joined = Signal()
# `group` is called or described otherwise than before, inside the transaction.
group_changed = Signal()
