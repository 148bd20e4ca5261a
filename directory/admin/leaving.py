"""The way to let a colleague leave by hand, and to let them come back, in the Wagtail admin."""

from collections.abc import Iterator

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from access.inviting import administrator_of, confirm
from access.models import User
from directory.leaving import leave, rejoin
from directory.models import Person
from directory.privacy.begun import erased_among

INDEX = "wagtailsnippets_directory_person:list"


def let_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague leave today, once the administrator is sure."""
    actor, person = administrator_of(request), get_object_or_404(Person, pk=pk)
    return confirm(
        request,
        title=_("%(name)s no longer works here") % {"name": person.name},
        text=_(
            "The account closes at once, and everywhere it was signed in it is signed out. Pages go to their "
            "deputy or to the owner of the section. What was written stays, by a former colleague."
        ),
        button=_("Let them leave"),
        act=lambda: leave(person=person, on=timezone.localdate(), actor=actor, now=timezone.now()),
        done=_("It is arranged: this colleague no longer works here."),
        index=INDEX,
        all_of_them=_("All colleagues"),
    )


def let_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague work here again, once the administrator is sure."""
    actor, person = administrator_of(request), get_object_or_404(Person, pk=pk)
    if erased_among([person]):
        raise Http404
    return confirm(
        request,
        title=_("%(name)s works here again") % {"name": person.name},
        text=_(
            "The account opens again, with the roles that it had, and the name returns to what was written. "
            "Pages and units that went to others stay with them."
        ),
        button=_("Let them come back"),
        act=lambda: rejoin(person=person, actor=actor, now=timezone.now()),
        done=_("It is arranged: this colleague works here again."),
        index=INDEX,
        all_of_them=_("All colleagues"),
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def leaving_urls() -> list[URLPattern]:
    return [
        path("colleagues/<int:pk>/leave/", let_leave, name="directory_person_leave"),
        path("colleagues/<int:pk>/rejoin/", let_back, name="directory_person_rejoin"),
    ]


@hooks.register("register_snippet_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_leave(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Offer it beside each colleague, to administrators."""
    if not isinstance(snippet, Person) or not user.is_superuser:
        return
    if snippet.left_on is None:
        address = reverse("directory_person_leave", args=[snippet.pk])
        yield Button(_("Let leave"), url=address, icon_name="logout", priority=40)
    elif snippet.erased_at is None:
        address = reverse("directory_person_rejoin", args=[snippet.pk])
        yield Button(_("Let come back"), url=address, icon_name="login", priority=40)
