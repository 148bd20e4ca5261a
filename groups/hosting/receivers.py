"""What the room of hosts keeps in step with: the first words of newcomers, and the replies to them."""

from typing import Any

from django.dispatch import receiver

from groups import signals
from groups.hosting.newcomers import keep_first_post
from groups.models import Post


@receiver(signals.post_changed)
def keep_first(post: Post, **kwargs: Any) -> None:  # Any: what a signal brings along
    keep_first_post(post)
