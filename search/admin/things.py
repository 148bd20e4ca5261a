"""Choosing a thing that can be found, in the Wagtail admin: whatever the editor may see."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from access.scopes import Viewer, visible_scope_ids
from search.kinds import KINDS
from search.models import Entry
from search.models.entry import EntryQuerySet
from search.queries import query

# Of what changed last, when nothing is typed.
MOST_OFFERED = 20


def things_seen_by(viewer: Viewer) -> EntryQuerySet:
    """Return what `viewer` may choose."""
    return Entry.objects.findable().filter(scope_id__in=visible_scope_ids(viewer), kind__in=KINDS)


def label_of(entry: Entry) -> str:
    """Return what a thing is called, with its kind."""
    kind = KINDS.get(entry.kind)
    return f"{entry.title} ({kind.label})" if kind else entry.title


class ThingWidget(BaseChooser):
    """What was chosen, with a button to choose another; what the editor may not see has no name here."""

    choose_one_text = _("Choose a page or another thing")
    choose_another_text = _("Choose another one")
    show_edit_link = False
    # Set by the field.
    allowed: EntryQuerySet = Entry.objects.none()

    def get_instance(self, value: Any) -> Entry | None:  # Any: a key as it was sent, or an entry
        key = value.pk if isinstance(value, Entry) else str(value or "")
        return self.allowed.filter(pk=key).first() if str(key).isdecimal() else None

    def get_display_title(self, instance: Entry) -> str:
        return label_of(instance)


class ThingFilter(BaseFilterForm):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)


class OfferedThings:
    """What is offered: what a search finds, or else what came last."""

    filter_form_class = ThingFilter
    request: HttpRequest
    filter_form: Any  # Wagtail's, from here on
    title_column: Any

    def can_create(self) -> bool:
        return False

    def get_object_list(self) -> Sequence[Entry]:
        seen = things_seen_by(self.request.user).defer("text", "headings")
        text = self.filter_form.cleaned_data.get("q", "") if self.filter_form.is_valid() else ""
        if not text:
            return list(seen.order_by("-pk")[:MOST_OFFERED])
        self.filter_form.is_searching, self.filter_form.search_query = True, text
        return [hit.entry for hit in query(self.request.user, text).hits]

    def get_results_page(self, request: HttpRequest) -> Any:
        self.paginator = WagtailPaginator(self.get_object_list(), per_page=MOST_OFFERED)
        return self.paginator.page(1)

    @property
    def columns(self) -> list[Any]:
        kind = Column("kind", label=_("Kind"), accessor=lambda entry: KINDS[entry.kind].label)
        return [self.title_column, kind]


class ChooseThingView(OfferedThings, ChooseView):
    """The list in its window."""


class ChooseThingResultsView(OfferedThings, ChooseResultsView):
    """The list alone, anew with each letter."""


class ChosenThingView(ChosenView):
    """Tells the form what was chosen; what the editor may not see does not exist."""

    def get_object(self, pk: str) -> Entry:
        found = things_seen_by(self.request.user).filter(pk=pk).first() if pk.isdecimal() else None
        if found is None:
            raise Http404
        return found

    def get_display_title(self, instance: Entry) -> str:
        return label_of(instance)


class ThingChooserViewSet(ChooserViewSet):
    model = Entry
    icon = "doc-full"
    choose_one_text = ThingWidget.choose_one_text
    choose_another_text = ThingWidget.choose_another_text
    base_widget_class = ThingWidget
    choose_view_class = ChooseThingView
    choose_results_view_class = ChooseThingResultsView
    chosen_view_class = ChosenThingView
    # Its titles are not for everyone who may give a key.
    register_widget = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return what choosing one needs: nobody makes an entry by hand."""
        return [
            path("", self.choose_view, name="choose"),
            path("results/", self.choose_results_view, name="choose_results"),
            path("chosen/<str:pk>/", self.chosen_view, name="chosen"),
        ]


things = ThingChooserViewSet("search_things", url_prefix="search/things")


class ThingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """A thing by its entry, of those that the editor may see."""

    default_error_messages = {"invalid_choice": _("This is not there any more. Choose another one.")}

    def __init__(self, **more: Any) -> None:  # Any: Django's own
        more.setdefault("label", capfirst(_("page or thing")))
        super().__init__(queryset=Entry.objects.none(), widget=things.widget_class(), **more)

    def allow(self, viewer: Viewer) -> None:
        """Let `viewer` choose."""
        self.queryset = self.widget.allowed = things_seen_by(viewer)
