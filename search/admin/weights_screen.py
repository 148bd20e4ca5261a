"""The weights of search in the Wagtail admin: tried on the judged searches, then set."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from access.models import User
from search.admin.viewsets import MENU_HOOK
from search.models import SearchWeights
from search.silencing import MAY_CHANGE
from search.weighing import set_weights, try_weights
from search.weights import AS_SHIPPED, LEAST, MOST, NAMES, weights_of

MOST_SHOWN = 20
BOUNDS = {"least": LEAST, "most": MOST}


class WeightsForm(forms.ModelForm[SearchWeights]):
    """The weights, in percent of what Brink comes with."""

    class Meta:
        model = SearchWeights
        fields = (*NAMES, "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: what Django gives a form
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].help_text = _("A whole number from %(least)s to %(most)s.") % BOUNDS

    @property
    def shares(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in NAMES}


@require_http_methods(["GET", "HEAD", "POST"])
def weights_screen(request: HttpRequest) -> HttpResponse:
    """Show the weights; try others on what was judged, or let them hold."""
    editor = request.user
    if not (isinstance(editor, User) and editor.has_perm(MAY_CHANGE)):
        raise PermissionDenied
    held = SearchWeights.objects.select_related("set_by").order_by("-pk")
    # Any: what a template shows.
    context: dict[str, Any] = {"held": held[:MOST_SHOWN], "has_index": bool(settings.ELASTICSEARCH_URL)}
    if request.method != "POST":
        last = held.first()
        form = WeightsForm(initial={name: getattr(last, name, AS_SHIPPED) for name in NAMES})
        return render(request, "search/admin/weights.html", {**context, "form": form})
    form = WeightsForm(request.POST)
    context["form"] = form
    if not form.is_valid():
        return render(request, "search/admin/weights.html", context, status=422)
    if request.POST.get("act") == "set":
        set_weights(form.shares, why=form.cleaned_data["why"], by=editor, now=timezone.now())
        messages.success(request, _("The weights hold from the next search on."))
        return redirect("search_weights")
    trial = try_weights(weights_of(form.shares), editor, today=timezone.localdate())
    return render(request, "search/admin/weights.html", {**context, "trial": trial})


class WeightsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_CHANGE))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail's
def weights_address() -> list[URLPattern]:
    return [path("search/weights/", weights_screen, name="search_weights")]


@hooks.register(MENU_HOOK)  # type: ignore[untyped-decorator]  # Wagtail's
def weights_item() -> MenuItem:
    return WeightsItem(
        gettext_lazy("Weights"),
        reverse("search_weights"),
        name="search-weights",
        icon_name="sliders",
        order=8,
    )
