"""Telling many colleagues of a page, with a reason that each of them reads."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.audit import record
from access.models import Scope, User
from content.models import ContentPage
from content.scopes import carried_scope_id
from directory.models import Audience
from notices.announcing.reaching import reach_of
from notices.announcing.spending import hold_limit, spending_of_month
from notices.happening import note
from notices.models import Announcement, Event

# Whoever tells of the same page within this time says why.
SHORTLY = timedelta(days=1)


class NotSent(Exception):
    """The message is not sent; `sentence` says what to do, and `field` what it is about."""

    sentence: str | Promise
    field: str | None = None


class NobodyToTell(NotSent):
    """Nobody but the sender belongs to the audiences and may see the page."""

    sentence = _("Nobody else here may see this page. Choose other people.")
    field = "audiences"


class NeedsWhyAgain(NotSent):
    """The page was told of shortly before, and nobody said why once more."""

    sentence = _("Write in one sentence why you tell of it again so soon.")
    field = "why_again"


class NothingLeft(NotSent):
    """The organisation has spent what it allows itself this month; an administrator decides."""

    sentence = _(
        "This goes past what your organisation allows itself this month. Ask an administrator to send it."
    )


def may_announce(sender: User, page: Page) -> bool:
    """Tell whether `sender` may tell many of `page`: who publishes there, once it is live."""
    return bool(
        page.live
        and page.alias_of_id is None
        and issubclass(page.specific_class or Page, ContentPage)
        and page.permissions_for_user(sender).can_publish()
    )


def told_shortly(page: Page, now: datetime) -> Announcement | None:
    """Return the last time that many were told of `page`, if that was within a day."""
    lately = Announcement.objects.filter(page=page.pk, sent_at__gt=now - SHORTLY)
    return lately.order_by("-sent_at", "-pk").first()


@transaction.atomic
def announce(
    *,
    sender: User,
    page: Page,
    audiences: Collection[Audience],
    reason: str,
    now: datetime,
    why_again: str = "",
) -> Announcement:
    """Return the message to everyone of `audiences` (without any: everyone) who may see `page`.

    A worker passes it on. Sending the same once more within a day, as by a double click, sends nothing and
    returns what was sent. Raises PermissionDenied, NobodyToTell, NeedsWhyAgain or NothingLeft.
    """
    # One at a time: what is left, and whether it was sent before, are asked when nobody else is sending.
    hold_limit()
    page = Page.objects.get(pk=page.pk)
    if not may_announce(sender, page):
        raise PermissionDenied("Only who publishes a page tells many of it.")
    before = told_shortly(page, now)
    if before is not None:
        if _is_the_same(before, sender, audiences, reason):
            return before
        if not why_again:
            raise NeedsWhyAgain
    scope = _scope_of(page)
    receiver_count = reach_of(scope, audiences, sender=sender, now=now).receivers
    if not receiver_count:
        raise NobodyToTell
    if not (spending_of_month(now).covers(receiver_count) or sender.is_superuser):
        raise NothingLeft
    made = Announcement.objects.create(
        page=page,
        sender=sender,
        reason=reason,
        why_again=why_again,
        receiver_count=receiver_count,
        sent_at=now,
    )
    made.audiences.set(audiences)
    note(
        kind=Event.Kind.ANNOUNCEMENT,
        key=f"announcement:{made.pk}",
        happened_at=now,
        scope_id=scope.pk,
        page_id=page.pk,
        actor_id=sender.pk,
        announcement=made,
    )
    details = {"page": page.pk, "audiences": sorted(one.pk for one in audiences), "to": receiver_count}
    record(actor=sender, action="announcement.sent", thing=made, details=details, now=now)
    return made


def _scope_of(page: Page) -> Scope:
    """Return the scope of `page`, which stays as it is until the transaction ends. Raises NobodyToTell."""
    scope_id = carried_scope_id(page)
    if scope_id is None:
        raise NobodyToTell
    return Scope.objects.get(pk=scope_id)


def _is_the_same(before: Announcement, sender: User, audiences: Collection[Audience], reason: str) -> bool:
    chosen = set(before.audiences.values_list("pk", flat=True))
    return (
        before.sender_id == sender.pk
        and before.reason == reason
        and chosen == {audience.pk for audience in audiences}
    )
