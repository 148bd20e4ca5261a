"""What closes a page."""

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction


def restrict(page: Page, *groups: Group, kind: str = PageViewRestriction.GROUPS) -> PageViewRestriction:
    """Close `page` and what lies below it to everyone outside `groups`, in two steps as Wagtail does."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction
