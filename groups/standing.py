"""How a reader stands to a group: what they may do there."""

from dataclasses import dataclass

from access.models import User
from access.scopes import Viewer, visible_scope_ids
from groups.models import Group, Membership, Post

Access = Group.Access
Role = Membership.Role
State = Membership.State


@dataclass(frozen=True)
class Standing:
    """What one reader is in one group; ask first whether they may know of it."""

    group: Group
    membership: Membership | None
    may_read: bool

    @property
    def is_member(self) -> bool:
        return self.membership is not None and self.membership.state == State.MEMBER

    @property
    def is_host(self) -> bool:
        """Whether they are its host or a co-host."""
        return self.is_member and self.membership is not None and self.membership.role != Role.MEMBER

    @property
    def is_invited(self) -> bool:
        return self.membership is not None and self.membership.state == State.INVITED

    @property
    def has_asked(self) -> bool:
        """Whether they asked to come in, and wait."""
        return self.membership is not None and self.membership.state == State.ASKED

    @property
    def is_removed(self) -> bool:
        return self.membership is not None and self.membership.state == State.REMOVED

    @property
    def may_join(self) -> bool:
        """Whether they come in at once when they want to."""
        if self.is_member or self.is_removed or not self.group.is_open_for_writing:
            return False
        return self.is_invited or self.group.access == Access.OPEN

    @property
    def may_ask_to_join(self) -> bool:
        """Whether a host decides on their coming in."""
        if self.is_member or self.is_removed or self.has_asked or self.may_join:
            return False
        return self.group.is_open_for_writing and self.group.access in (Access.ON_REQUEST, Access.CLOSED)

    @property
    def may_write(self) -> bool:
        """Whether they post here."""
        return self.is_member and self.may_read and self.group.is_open_for_writing

    @property
    def may_ask(self) -> bool:
        """Whether they ask a question here: anybody who may read does, so that a question costs nothing."""
        return self.may_read and self.group.is_open_for_writing and not self.is_removed


def standing_of(group: Group, viewer: Viewer) -> Standing:
    """Return how `viewer` stands to `group`: one query."""
    membership = None
    if isinstance(viewer, User):
        membership = Membership.objects.filter(group=group, person__user=viewer, person__left_on=None).first()
    return Standing(group, membership, group.scope_id in visible_scope_ids(viewer))


def looks_after(actor: User, post: Post) -> bool:
    """Whether `actor` settles what `post` has besides its words: its author does, and who hosts its group."""
    standing = standing_of(post.group, actor)
    return standing.may_write and (standing.is_host or post.author_id == actor.pk)


def hosts_group(group_id: int, viewer: Viewer) -> bool:
    """Tell whether `viewer` is a host or co-host of that group."""
    return Membership.objects.of_user(viewer).hosts().filter(group=group_id).exists()


def is_removed_from(group_id: int, viewer: Viewer) -> bool:
    """Tell whether a host took `viewer` out of that group, so that they read along at most."""
    removed = Membership.objects.filter(group=group_id, state=State.REMOVED)
    return viewer.pk is not None and removed.filter(person__user=viewer.pk).exists()
