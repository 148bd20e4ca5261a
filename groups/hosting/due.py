"""What falls due for hosts: telling them of newcomers without a reply, and how their group does."""

from datetime import timedelta

from background import due
from groups.hosting.health import reckon_all
from groups.hosting.telling import tell_hosts


def register() -> None:
    """Let a worker look for newcomers without a reply, and reckon once a day how each group does."""
    due.register("groups.newcomers", every=timedelta(minutes=10), run=tell_hosts)
    due.register("groups.health", every=timedelta(days=1), run=reckon_all)
