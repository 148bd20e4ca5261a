"""Inviting a colleague who is listed, with or without an account."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from access.accounts import AddressTaken, open_account
from access.invitations import Refused, invite
from access.models import Invitation, User
from directory.models import Person


class NoMailAddress(Refused):
    sentence = _("This colleague has no e-mail address. Fill it in first, and invite again.")


class HasLeft(Refused):
    sentence = _("This colleague no longer works here.")


class AccountOfAnother(Refused):
    sentence = _("There is an account with this e-mail address already. Choose it with this colleague first.")


@transaction.atomic
def invite_person(*, actor: User | None, person: Person, now: datetime) -> Invitation:
    """Mail `person` an invitation, with a new account if there is none yet.

    Raises PermissionDenied unless `actor` is an administrator, and Refused with the reason.
    """
    # Locked, so that two who invite at once open one account.
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.left_on is not None:
        raise HasLeft
    if person.user is None:
        if not person.email:
            raise NoMailAddress
        try:
            person.user = open_account(actor=actor, email=person.email, full_name=person.name, now=now)
        except AddressTaken as taken:
            raise AccountOfAnother from taken
        person.save(update_fields=["user"])
    return invite(actor=actor, user=person.user, now=now)
