"""What groups add to the tokens of a person: `group:7` for each group of which they are a member."""

from typing import Any

from django.db.models import QuerySet

from access.holders import Keys, register_token_holders
from access.models import User
from access.scopes import register_token_source
from groups.models import Membership


@register_token_source
def group_tokens(user: User) -> list[str]:
    """Return a token for each group that `user` is in."""
    groups = Membership.objects.of_user(user).order_by("group_id").values_list("group_id", flat=True)
    return [f"group:{group_id}" for group_id in groups]


def group_holders(groups: list[int], user_ids: Keys) -> "QuerySet[Any, Any]":  # Any: rows of keys
    """Return which of the accounts belong to a member of one of the groups."""
    members = Membership.objects.members().filter(group__in=groups, person__user__in=user_ids)
    return members.order_by().values_list("person__user", flat=True).distinct()


register_token_holders("group", group_holders)
