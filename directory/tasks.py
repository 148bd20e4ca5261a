"""What a worker does for the directory."""

from django.utils import timezone

from background.queue import task
from directory.models import Person
from directory.outside_groups import follow_groups


@task(idempotent=True)
def let_follow_groups(person_ids: list[int]) -> None:
    """Bring the roles and units of these people up to date with what their groups stand for now."""
    for person in Person.objects.filter(pk__in=person_ids).order_by("pk"):
        follow_groups(person=person, now=timezone.now())
