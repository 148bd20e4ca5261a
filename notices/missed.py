"""What was meant for somebody while they were away, first in what they missed."""

from datetime import datetime

from django.utils import timezone

from access.models import User
from following.gathering import ForMe, register_for_me
from notices.reading import notices_of
from notices.sorting import CONDITIONS, Heap
from notices.telling import told


@register_for_me
def meant_for(reader: User, since: datetime, size: int) -> list[ForMe]:
    """Return the newest notices that are meant for `reader` and not read yet."""
    unread = notices_of(reader, timezone.now()).unread().filter(CONDITIONS[Heap.ME], made_at__gt=since)
    return [ForMe("notices/missed.html", {"line": line}) for line in told(unread[:size], reader)]
