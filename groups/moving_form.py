"""The question to which group a post goes."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from access.models import User
from groups.models import Group, Post
from groups.services.moving import may_be_read_there, may_post
from groups.standing import hosts_group, standing_of

# More than this nobody reads through; who is in more groups names the one by its address.
MOST_SHOWN = 200


class GroupChoice(forms.ModelChoiceField["Group"]):
    """A group by its name, with who reads there."""

    def label_from_instance(self, obj: Any) -> str:  # Any: as Django has it
        return f"{obj.name} ({obj.get_access_display()})"


class MoveForm(forms.Form):
    """Where a post belongs, of the groups in which the mover may post it."""

    group = GroupChoice(
        label=_("Where does it belong?"),
        queryset=Group.objects.none(),
        empty_label=None,
        help_text=_("Its address stays, and so do its answers and who follows it."),
        error_messages={"invalid_choice": _("Choose a group from the list.")},
    )

    def __init__(self, data: QueryDict | None = None, *, post: Post, mover: User) -> None:
        super().__init__(data)
        self.may_open = post.stands and may_post(standing_of(post.group, mover), post.kind)
        field = self.fields["group"]
        assert isinstance(field, GroupChoice)
        field.queryset = self._choices(post, mover)

    def _choices(self, post: Post, mover: User) -> Any:  # Any: the model is named where this is used
        groups = Group.objects.readable_by(mover).filter(state=Group.State.ACTIVE).exclude(pk=post.group_id)
        if post.kind != Post.Kind.QUESTION:
            groups = groups.with_member(mover)
        if not may_be_read_there(post, Group(access=Group.Access.OPEN), mover):
            groups = groups.filter(scope=post.scope_id)
        if post.author_id != mover.pk and not hosts_group(post.group_id, mover):
            groups = groups.exclude(access__in=(Group.Access.CLOSED, Group.Access.SECRET))
        return groups.order_by("name", "pk")
