"""What streams let a worker do."""

from django.utils import timezone
from wagtail.models import Page

from background.queue import task
from following.rebuilding import stand_all
from following.standing import mind_versions


@task(idempotent=True)
def stand_anew(page_id: int) -> None:
    """Put the pages of a branch under the sources that they have now."""
    branch = Page.objects.filter(pk=page_id).first()
    if branch is not None:
        stand_all(below=branch, now=timezone.now())


@task(idempotent=True)
def mind_versions_of(page_ids: list[int]) -> None:
    """See anew in which language these pages are shown to whom, after others may read them."""
    keys = Page.objects.filter(pk__in=page_ids).values_list("translation_key", flat=True)
    mind_versions(list(keys.distinct()))
