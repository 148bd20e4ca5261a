"""Everything that is read of groups, members, posts and questions."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from access.scopes import ScopedQuerySet, Viewer, visible_scope_ids


class GroupQuerySet(QuerySet[Any]):  # Any: the models are named where this is used
    """Groups."""

    def visible_to(self, viewer: Viewer) -> "GroupQuerySet":
        """Return the groups of which `viewer` may know: a secret one is there for its members alone."""
        return self.filter(front_scope__in=visible_scope_ids(viewer))

    def readable_by(self, viewer: Viewer) -> "GroupQuerySet":
        """Return the groups of which `viewer` may read what is written there."""
        return self.filter(scope__in=visible_scope_ids(viewer))

    def active(self) -> "GroupQuerySet":
        """Return the groups that are not archived; a frozen one is still read as before."""
        return self.exclude(state="archived")

    def with_member(self, viewer: Viewer) -> "GroupQuerySet":
        """Return the groups of which `viewer` is a member."""
        members = self.model._meta.get_field("memberships").related_model
        mine = members.objects.of_user(viewer).filter(group=OuterRef("pk"))
        return self.filter(Exists(mine))


class MembershipQuerySet(QuerySet[Any]):  # Any: as above
    """How people stand to groups."""

    def members(self) -> "MembershipQuerySet":
        """Return those who are in, and work here."""
        return self.filter(state="member", person__left_on=None)

    def hosts(self) -> "MembershipQuerySet":
        """Return the hosts and co-hosts, hosts first."""
        return self.members().exclude(role="member").order_by("-role", "since", "pk")

    def of_user(self, viewer: Viewer) -> "MembershipQuerySet":
        """Return where `viewer` is in."""
        return self.members().filter(person__user=viewer.pk) if viewer.pk else self.none()


class PostQuerySet(ScopedQuerySet[Any]):  # Any: as above
    """Posts."""

    def standing(self) -> "PostQuerySet":
        """Return the posts whose words readers see."""
        return self.filter(stands=True)

    def newest_first(self) -> "PostQuerySet":
        return self.order_by("-posted_at", "-pk")


class QuestionQuerySet(ScopedQuerySet[Any]):  # Any: as above
    """Questions, of groups and of pages."""

    def standing(self) -> "QuestionQuerySet":
        """Return the questions whose words readers see, on pages that are live."""
        return self.filter(Q(page=None) | Q(page__live=True), stands=True)

    def open(self) -> "QuestionQuerySet":
        """Return the questions that wait for an answer, the most urgent first."""
        return self.filter(state="open").order_by("due_at", "pk")
