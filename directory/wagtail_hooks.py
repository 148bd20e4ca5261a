"""People and their registers in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from directory.forms import UnitForm
from directory.models import Location, Person, Subject, Unit


class PersonViewSet(SnippetViewSet):
    """Colleagues: many rows and a chooser, so a snippet and not a register."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "job_title", "unit", "location"]
    list_per_page = 50
    ordering = ["sort_name", "pk"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("sort_name"), FieldPanel("spoken_name"), FieldPanel("slug")],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("job_title"),
                FieldPanel("unit"),
                FieldPanel("location"),
                FieldPanel("workdays"),
                FieldPanel("started_on"),
                FieldPanel("left_on"),
            ],
            heading=_("Work"),
        ),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone")], heading=_("How to reach")),
        MultiFieldPanel([FieldPanel("ask_me_about"), FieldPanel("subjects")], heading=_("Ask me about")),
        FieldPanel("user"),
    ]


class UnitAdmin(ModelAdmin):
    model = Unit
    menu_icon = "group"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    ordering = ["path"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug"), FieldPanel("parent")], base_form_class=UnitForm
    )


class LocationAdmin(ModelAdmin):
    model = Location
    menu_icon = "site"
    list_display = ["name", "address"]
    search_fields = ["name", "address"]


class SubjectAdmin(ModelAdmin):
    model = Subject
    menu_icon = "tag"
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en"]


class OrganisationGroup(ModelAdminGroup):
    """The small registers that editors look up and administrators keep."""

    menu_label = _("Organisation")
    menu_icon = "home"
    menu_order = 260
    items = [UnitAdmin, LocationAdmin, SubjectAdmin]


register_snippet(PersonViewSet)
modeladmin_register(OrganisationGroup)
