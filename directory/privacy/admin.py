"""Erasing a former colleague, in the Wagtail admin."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.contrib.settings.registry import register_setting

from access.inviting import administrator_of
from access.models import User
from access.traces import Erasing, Policy
from directory.models import Person, PrivacySettings
from directory.privacy.begun import erased_among
from directory.privacy.chapters import EXCEPTIONS
from directory.privacy.erasing import erase_in_background, fates_of
from directory.privacy.forms import ErasureForm

ROWS_PER_PAGE = 50


def former_colleagues(request: HttpRequest) -> HttpResponse:
    """List who has left and is not erased, the last who left first."""
    administrator_of(request)
    people = Person.objects.filter(erased_at=None).exclude(left_on=None)
    # The sign that no text holds, and that PostgreSQL does not take.
    words = request.GET.get("q", "").replace("\x00", "").strip()
    if words:
        people = people.filter(Q(name__icontains=words) | Q(email__icontains=words))
    people = people.select_related("unit").order_by("-left_on", "pk")
    page_obj = Paginator(people, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/privacy/former_colleagues.html", {"page_obj": page_obj, "words": words})


def erase_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes and what stays, and have it done by a worker once the name is typed."""
    actor = administrator_of(request)
    person = get_object_or_404(Person.objects.select_related("user"), pk=pk, erased_at=None)
    chosen = request.POST.get("policy", PrivacySettings.load().policy)
    policy = Policy(chosen) if chosen in set(Policy) else Policy.ANONYMISE
    form = ErasureForm(request.POST or None, person=person, initial={"policy": policy.value})
    # Choosing another policy only shows what it would do.
    if request.method == "POST" and "show" in request.POST:
        form = ErasureForm(person=person, initial=request.POST.dict())
    elif request.method == "POST" and form.is_valid():
        erase_in_background.enqueue(
            person.pk, form.cleaned_data["policy"], actor.pk, form.cleaned_data.get("reason", "")
        )
        messages.success(request, _("It is being done. The name is gone when the list no longer shows it."))
        return redirect("directory_former_colleagues")
    fates = fates_of(person, policy)
    context = {
        "person": person,
        "policy": policy.value,
        "form": form,
        "goes": [fate for fate in fates if fate.becomes == Erasing.DELETE],
        "stays": [fate for fate in fates if fate.becomes != Erasing.DELETE],
        "exceptions": EXCEPTIONS,
        "is_under_way": bool(erased_among([person])),
    }
    return render(
        request, "directory/privacy/erase_colleague.html", context, status=422 if form.errors else 200
    )


class AdministratorsItem(MenuItem):
    """A line of the menu that only administrators see."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def erasing_urls() -> list[URLPattern]:
    return [
        path("erasing/", former_colleagues, name="directory_former_colleagues"),
        path("erasing/<int:pk>/", erase_colleague, name="directory_erase_colleague"),
    ]


@hooks.register("register_settings_menu_item")  # type: ignore[untyped-decorator]  # Wagtail's
def erasing_item() -> MenuItem:
    address = reverse("directory_former_colleagues")
    return AdministratorsItem(
        gettext_lazy("Erase a former colleague"), address, icon_name="user", order=620, name="erasing"
    )


@hooks.register("register_snippet_listing_buttons")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_erase(snippet: Model, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Offer beside each colleague who has left what is for them alone."""
    if isinstance(snippet, Person) and user.is_superuser and snippet.left_on and not snippet.erased_at:
        address = reverse("directory_erase_colleague", args=[snippet.pk])
        yield Button(_("Erase"), url=address, icon_name="bin", priority=90)


register_setting(PrivacySettings, icon="lock", order=20)
