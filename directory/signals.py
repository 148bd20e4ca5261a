"""News about people for higher rooms, where Django's own signals stay silent."""

from django.dispatch import Signal

# Sent with `person_ids` inside the transaction that changed them in bulk: by `update`, `bulk_create` or COPY.
people_changed = Signal()
