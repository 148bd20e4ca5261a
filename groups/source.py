"""Groups, as they are followed."""

from collections.abc import Collection

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.scopes import Viewer, visible_scope_ids
from following.sources import Place
from groups.models import Group

GROUP = "group"


class GroupSource:
    """What is written in a group; who may not read it can stop, and does not begin."""

    name = GROUP
    label: str | Promise = _("group")
    plural: str | Promise = _("groups")

    def places(self, ids: Collection[int], viewer: Viewer) -> dict[int, Place]:
        readable = visible_scope_ids(viewer)
        return {
            group.pk: Place(
                title=group.name,
                address=group.get_absolute_url(),
                language=group.language,
                has_ended=group.state == Group.State.ARCHIVED or group.scope_id not in readable,
            )
            for group in Group.objects.visible_to(viewer).filter(pk__in=ids)
        }
