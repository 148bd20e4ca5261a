"""What stands on the front page of a synthetic organisation, and what it sets itself."""

from datetime import timedelta
from typing import Any

from wagtail.models import Site

from access.roles import Role, group_of
from directory.models import Audience
from home.models import OrganisationSettings, QuickLink
from home.organisation.library import Library
from home.organisation.people import Staff, root_of
from home.organisation.plan import Plan
from home.organisation.storing import store
from news.models import MustKnow, NewsPage

# One in three items is meant for an audience, for most readers not their own.
ADDRESSED = 3
MUST_KNOW_COUNT = 3


def make_front(plan: Plan, staff: Staff, library: Library) -> None:
    """Store audiences, what is meant for them, things to know, and the settings of the organisation."""
    audiences = _make_audiences(plan, staff)
    _address_news(library.news, audiences)
    for number, item in enumerate(library.news[-MUST_KNOW_COUNT:]):
        MustKnow.objects.create(
            title_nl=f"Belangrijk bericht {plan.seed} {number}",
            text_nl="Vanaf volgende week log je in met een code.",
            reason_nl="Je ziet dit omdat je hier werkt.",
            page_id=item.pk,
            audience=audiences[0],
            starts_on=plan.today - timedelta(days=number),
            ends_on=plan.today + timedelta(days=365),
            keeper=staff.people[number % len(staff.people)],
        )
    _make_settings(plan, library, audiences)


def _make_audiences(plan: Plan, staff: Staff) -> list[Audience]:
    """Store an audience per kind of limit; the first one is the whole organisation."""
    names = ("Iedereen", "Een team", "Een plek", "Leiding op een plek")
    audiences = [Audience.objects.create(name=f"{name} {plan.seed}") for name in names]
    unit, place_of_work, root = staff.people[0].unit, staff.people[0].location, root_of(plan.seed)
    assert unit is not None
    assert place_of_work is not None
    assert root is not None
    everyone, team, place, leaders = audiences
    everyone.units.add(root)
    team.units.add(unit)
    place.locations.add(place_of_work)
    leaders.locations.add(place_of_work)
    leaders.groups.add(group_of(Role.LEADER))
    return audiences


def _address_news(news: list[NewsPage], audiences: list[Audience]) -> None:
    # Any: Wagtail's fields have no types.
    through: Any = NewsPage.audiences.through
    store(
        through(newspage_id=item.pk, audience_id=audiences[place % len(audiences)].pk)
        for place, item in enumerate(news[::ADDRESSED])
    )


def _make_settings(plan: Plan, library: Library, audiences: list[Audience]) -> None:
    """Store a banner, quick links and house rules, unless another organisation on this site has set them."""
    site = Site.objects.get(is_default_site=True)
    settings, is_new = OrganisationSettings.objects.get_or_create(site=site)
    if not is_new:
        return
    settings.banner_nl = "De telefoons doen het vandaag tot drie uur niet."
    settings.banner_until = plan.now + timedelta(days=365)
    settings.banner_page_id = library.news[0].pk
    settings.accent_light, settings.accent_dark = "#01548a", "#7fc3f0"
    settings.house_rules_nl = "<p>Wees hoffelijk en schrijf gewoon.</p>"
    settings.save()
    QuickLink.objects.create(organisation=settings, page_id=library.procedures[1].pk, sort_order=0)
    for place, audience in enumerate(audiences, 1):
        QuickLink.objects.create(
            organisation=settings,
            address="/people/",
            label_nl=f"Snel naar {place}",
            audience=audience,
            sort_order=place,
        )
