"""The way to invite a colleague who is listed, in the Wagtail admin."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from access.inviting import administrator_of, confirm, where_the_mail_goes
from access.models import User
from directory.invitations import invite_person
from directory.models import Person


def invite_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a colleague who is listed, with a new account if there is none yet."""
    actor, person = administrator_of(request), get_object_or_404(Person, pk=pk)
    email = person.user.email if person.user else person.email
    return confirm(
        request,
        title=_("Invite %(name)s") % {"name": person.name},
        text=where_the_mail_goes(email),
        button=_("Send the invitation"),
        act=lambda: invite_person(actor=actor, person=person, now=timezone.now()),
        done=_("The invitation is on its way."),
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def invitation_urls() -> list[URLPattern]:
    return [path("invitations/colleague/<int:pk>/", invite_colleague, name="directory_invite_person")]


@hooks.register("register_snippet_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_invite(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Offer an invitation beside each colleague who cannot sign in yet."""
    if not isinstance(snippet, Person) or not user.is_superuser or snippet.left_on is not None:
        return
    if snippet.user is None or not snippet.user.has_usable_password():
        address = reverse("directory_invite_person", args=[snippet.pk])
        yield Button(_("Invite"), url=address, icon_name="mail", priority=30)
