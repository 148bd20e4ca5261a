"""Best bets that end: a week before, the colleague who keeps one is told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from access.models import Scope, User
from notices.concerned import number_of
from notices.happening import note
from notices.models import Event, Notice
from notices.tellers import Subject, register_teller
from search.models import BestBet

TOLD_BEFORE = timedelta(days=7)
CHANGE = "search.change_bestbet"


def tell_keepers(now: datetime) -> list[Event]:
    """Note of each best bet that ends within a week that its keeper should look, once for each last day."""
    today = timezone.localdate(now)
    everyone = Scope.objects.everyone()
    return [
        note(
            kind=Event.Kind.QUESTION,
            key=f"bet:{bet.pk}:{bet.ends_on:%Y%m%d}",
            happened_at=now,
            scope_id=everyone.pk,
            page_id=None,
        )
        for bet in BestBet.objects.ending_between(today, today + TOLD_BEFORE).order_by("pk")
    ]


class BetTeller:
    """That a best bet ends."""

    name = "bet"

    def concerned(self, event: Event) -> dict[int, Notice.Reason]:
        bets = BestBet.objects.filter(pk=number_of(event), keeper__user__isnull=False)
        return dict.fromkeys(bets.values_list("keeper__user_id", flat=True), Notice.Reason.KEEPER)

    def sentence(self, event: Event) -> str:
        return _("Your best bet for %(what)s ends soon. Is it still right?")

    def subjects(self, events: Iterable[Event], viewer: User) -> dict[int, Subject]:
        by_bet = {number_of(event): event for event in events}
        may_change = viewer.has_perm(CHANGE)
        # What the newsroom looks for is theirs and the keeper's.
        own = BestBet.objects.filter(pk__in=by_bet, keeper__user=viewer)
        return {
            by_bet[bet.pk].pk: Subject(str(bet), address=_address_of(bet, may_change), is_open=False)
            for bet in own
        }


def _address_of(bet: BestBet, may_change: bool) -> str:
    """Return where it is kept, or for who does not come there, where it shows."""
    if may_change:
        return reverse("wagtailsnippets_search_bestbet:edit", args=[bet.pk])
    return f"{reverse('search:search')}?{urlencode({'q': bet.searches.partition(chr(10))[0]})}"


def register() -> None:
    """Let notices tell of best bets that end."""
    register_teller(BetTeller())
