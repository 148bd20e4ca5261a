"""Looking at live pages in the background, so that what was found is there when an editor asks."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from background.queue import task
from content.checks import checks_of
from content.links import judge_all, keep_links
from content.models import Examination, Finding
from content.page_types import content_page_types

BATCH = 100
# What a check finds may change while the page does not.
HOLDS_FOR = timedelta(days=7)


@transaction.atomic
def examine(page: Any, *, now: datetime) -> list[Finding]:
    """Store what the checks find on the live `page` now, and where it leads. Any: a page of any type."""
    keep_links(page)
    findings = [Finding(page_id=page.pk, code=check.code, details=check.details) for check in checks_of(page)]
    Finding.objects.filter(page_id=page.pk).delete()
    Finding.objects.bulk_create(findings)
    Examination.objects.update_or_create(
        page_id=page.pk, defaults={"examined_at": now, "finding_count": len(findings)}
    )
    return findings


def enqueue_due(now: datetime) -> None:
    """Queue the pages that nobody looked at since they changed, and judge all links again."""
    due = pages_to_examine(now)
    for start in range(0, len(due), BATCH):
        examine_pages.enqueue(due[start : start + BATCH])
    judge_all()


def pages_to_examine(now: datetime) -> list[int]:
    """Return the live pages of the newsroom that were not looked at since they changed, or for a week."""
    stale = (
        Q(examination=None)
        | Q(examination__examined_at__lt=F("last_published_at"))
        | Q(examination__examined_at__lt=now - HOLDS_FOR)
    )
    return list(
        Page.objects.live()
        .filter(stale, content_type__in=content_page_types())
        .order_by("pk")
        .values_list("pk", flat=True)
    )


@task(idempotent=True)
def examine_pages(page_ids: Iterable[int]) -> None:
    """Look at these pages, as far as they are live."""
    for page in Page.objects.live().filter(pk__in=list(page_ids)).specific():
        examine(page, now=timezone.now())
