"""What streams let a worker do."""

from django.utils import timezone
from wagtail.models import Page

from background.queue import task
from following.changes import stand_changes
from following.rebuilding import stand_all
from following.standing import mind_versions
from following.talking import stand_talk_under


@task(idempotent=True)
def stand_anew(page_id: int) -> None:
    """Put the pages of a branch under the sources that they have now."""
    branch = Page.objects.filter(pk=page_id).first()
    if branch is not None:
        stand_all(below=branch, now=timezone.now())


@task(idempotent=True)
def bring_back(page_id: int) -> None:
    """Let the talk under a page that is read again stand in streams, and what changed in it."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is not None:
        stand_talk_under(page)
        stand_changes([page.specific], now=timezone.now())


@task(idempotent=True)
def mind_versions_of(page_ids: list[int]) -> None:
    """See anew in which language these pages are shown to whom, after others may read them."""
    keys = Page.objects.filter(pk__in=page_ids).values_list("translation_key", flat=True)
    mind_versions(list(keys.distinct()))
