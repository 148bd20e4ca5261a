"""News about people for higher rooms, sent inside the transaction in which it happens."""

from django.dispatch import Signal

# Changed in bulk, by `update`, `bulk_create` or COPY, where Django's own signals stay silent: `person_ids`.
people_changed = Signal()
# They no longer work here, all at once: `people` (list of Person), `now`.
person_left = Signal()
# They work here again: `people`, `now`.
person_rejoined = Signal()
# Nothing says who it was any more: `person` (the emptied row), `now`.
person_erased = Signal()
