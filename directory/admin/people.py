"""Colleagues in the Wagtail admin: the list, the form, and the chooser of one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from directory.admin.person_form import PersonForm, WholeProfilePanel
from directory.models import Person


class PersonChooser(AdminSnippetChooser):
    """Wagtail's own chooser, which would keep the language of whoever opened the first form."""

    def __init__(self, **kwargs: Any) -> None:  # Any: Wagtail's own
        super().__init__(**kwargs)
        self.choose_one_text = _("Choose a colleague")
        self.choose_another_text = _("Choose another colleague")
        self.link_to_chosen_text = _("Edit this colleague")


class PersonChooserViewSet(SnippetChooserViewSet):
    base_widget_class = PersonChooser


class PersonViewSet(SnippetViewSet):
    """Colleagues: many rows and a chooser, so a snippet and not a register."""

    model = Person
    chooser_viewset_class = PersonChooserViewSet
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "job_title", "unit", "location"]
    list_filter = ["unit", "location"]
    list_per_page = 50
    ordering = ["sort_name", "pk"]
    edit_handler = ObjectList(
        [
            WholeProfilePanel(heading=_("On the site")),
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("sort_name"),
                    FieldPanel("nickname"),
                    FieldPanel("spoken_name"),
                    FieldPanel("slug"),
                ],
                heading=_("Name"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("job_title"),
                    FieldPanel("unit"),
                    FieldPanel("manager"),
                    FieldPanel("location"),
                    FieldPanel("room"),
                    FieldPanel("started_on"),
                ],
                heading=_("Work"),
            ),
            MultiFieldPanel(
                [FieldPanel("email"), FieldPanel("phone"), FieldPanel("extension"), FieldPanel("mobile")],
                heading=_("How to reach"),
            ),
            MultiFieldPanel([FieldPanel("ask_me_about"), FieldPanel("subjects")], heading=_("Ask me about")),
            # Who is whose account decides who signs in as whom.
            FieldPanel("user", permission="superuser"),
        ],
        base_form_class=PersonForm,
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Person]":
        # The list says whose account waits for a password.
        return Person.objects.select_related("unit", "location", "user")
