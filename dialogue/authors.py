"""Who speaks in a thread, as readers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from access.models import User
from access.roles import Role
from access.scopes import Viewer, visible_scope_ids
from directory.faces import face_of, initials_of
from directory.models import Person
from directory.visibility import Portrait, as_seen_by


@dataclass(frozen=True)
class Author:
    """A name and a face; `person` is there for who may see the profile."""

    name: str
    note: str = ""
    person: Person | None = None
    is_leader: bool = False
    portrait: Portrait | None = None

    @property
    def initials(self) -> str:
        """One or two letters for the drawn face."""
        return initials_of(self.name)

    @property
    def face(self) -> str:
        """The paper of the drawn face."""
        return face_of(self.name)


def authors_for(user_ids: Iterable[int | None], viewer: Viewer) -> dict[int | None, Author]:
    """Return each author as `viewer` may see them, in two queries; None is whose account is gone."""
    leading = User.groups.through.objects.filter(user=OuterRef("pk"), group__role__role=Role.LEADER)
    users = (
        User.objects.filter(pk__in={user_id for user_id in user_ids if user_id is not None})
        .select_related("person__unit", "person__photo")
        .annotate(is_leader=Exists(leading))
    )
    authors: dict[int | None, Author] = {None: Author(name=_("Former colleague"))}
    people = [user.person for user in users if hasattr(user, "person")]
    portraits = {shown.pk: shown.portrait for shown in as_seen_by(people, viewer)}
    for user in users:
        authors[user.pk] = _author(user, viewer, portraits, is_leader=user.is_leader)
    return authors


def _author(
    user: User, viewer: Viewer, portraits: Mapping[int, Portrait | None], *, is_leader: bool
) -> Author:
    person: Person | None = getattr(user, "person", None)
    if not user.is_active or (person is not None and person.left_on is not None):
        return Author(name=_("Former colleague"))
    if person is None:
        return Author(name=user.get_full_name() or user.username, is_leader=is_leader)
    if person.scope_id not in visible_scope_ids(viewer):
        return Author(name=_("Colleague"), is_leader=is_leader)
    # A leader speaks from a post, a colleague from a team.
    notes = [person.unit.name if person.unit else "", person.job_title]
    note = next(filter(None, reversed(notes) if is_leader else notes), "")
    return Author(person.name, note, person, is_leader, portraits.get(person.pk))
