"""The protocol of SCIM, with what people hide left out of every answer."""

from typing import Any

from scim2_models import Resource
from scim2_server.conditions import Conditions
from scim2_server.service import ScimService

from directory.scim.resources import PhoneNumber, User


class DiscreetService(ScimService):
    """Answers with what everyone sees, and with nothing else."""

    # Any, here and below: the resources of SCIM are of either kind.
    def publish(self, base_url: str, resource: Resource[Any]) -> Resource[Any]:
        published = super().publish(base_url, resource)
        if isinstance(published, User):
            _leave_out(published, published._hidden)
        return published

    def apply_replacement(
        self, current: Resource[Any], replacement: Resource[Any], conditions: Conditions
    ) -> Resource[Any] | None:
        """A client sends back what it read: what it was not shown is not taken away by that."""
        if isinstance(current, User) and isinstance(replacement, User):
            _put_back(replacement, current)
        return super().apply_replacement(current, replacement, conditions)


def _leave_out(user: User[Any], hidden: frozenset[str]) -> None:
    if "email" in hidden:
        user.emails = None
    shown = [number for number in user.phone_numbers or [] if _field_of(number) not in hidden]
    user.phone_numbers = shown or None


def _put_back(user: User[Any], current: User[Any]) -> None:
    if "email" in current._hidden and not user.emails:
        user.emails = current.emails
    given = {_field_of(number) for number in user.phone_numbers or []}
    missing = [
        number
        for number in current.phone_numbers or []
        if _field_of(number) in current._hidden and _field_of(number) not in given
    ]
    if missing:
        user.phone_numbers = [*(user.phone_numbers or []), *missing]


def _field_of(number: PhoneNumber) -> str:
    return "mobile" if (number.type or "").lower() == "mobile" else "phone"
