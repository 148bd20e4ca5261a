"""Which pages an editor may point at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.scopes import Viewer
from content.reading import visible_pages


@hooks.register("construct_page_chooser_queryset")  # type: ignore[untyped-decorator]  # Wagtail's
def choose_from_what_may_be_known(pages: Any, request: HttpRequest) -> Any:
    """Return the pages of `pages` that the editor reads or edits. Any: Wagtail's querysets have no types."""
    match = request.resolver_match
    parent_id = match.kwargs.get("parent_page_id") if match else None
    if parent_id and not may_be_known(request.user).filter(pk=parent_id).exists():
        # The chooser shows the page whose children it lists.
        raise PermissionDenied
    return pages.filter(pk__in=may_be_known(request.user).values("pk"))


def may_be_known(user: Viewer) -> Any:
    """Return the live pages that `user` may read and every page in the branches that `user` edits."""
    in_own_branches = policy_registry.get_by_type(Page).explorable_instances(user)
    return Page.objects.filter(
        Q(depth=1) | Q(pk__in=visible_pages(user).values("pk")) | Q(pk__in=in_own_branches.values("pk"))
    )
