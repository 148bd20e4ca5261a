"""Who may see a group and what is written there."""

from django.db import transaction

from access.models import Scope
from content.scopes import hold_scopes
from groups.models import Group, Post, Question
from groups.signals import scope_changed

Access = Group.Access


def scopes_for(access: str, group_id: int) -> tuple[Scope, Scope]:
    """Return the scopes of what is written in a group, and of its name and purpose."""
    everyone, members = Scope.objects.everyone(), Scope.objects.for_sets([[f"group:{group_id}"]])
    return (
        everyone if access in (Access.OPEN, Access.ON_REQUEST) else members,
        members if access == Access.SECRET else everyone,
    )


@transaction.atomic
def give_access(group: Group, access: str) -> None:
    """Open or close `group` to others, with all that was ever written there, in a few queries."""
    hold_scopes(alone=True)
    group.access = access
    group.scope, group.front_scope = scopes_for(access, group.pk)
    group.save(update_fields=["access", "scope", "front_scope"])
    for model in (Post, Question):
        model._default_manager.filter(group=group).exclude(scope=group.scope).update(scope=group.scope)
    scope_changed.send(sender=Group, group=group)
