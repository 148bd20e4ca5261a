"""People and their registers in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from directory import inviting  # noqa: F401  # registers its screen and its buttons
from directory.admin import leaving  # noqa: F401  # as above
from directory.admin.audiences import AudienceAdmin
from directory.admin.feeding import ColumnMappingAdmin, ImportRunAdmin
from directory.admin.outside import OutsideGroupAdmin, SourceAdmin
from directory.admin.people import PersonViewSet
from directory.admin.registers import ClosingDayAdmin, DutyAdmin, LocationAdmin, SubjectAdmin
from directory.admin.units import UnitAdmin
from directory.privacy import admin as privacy_admin  # noqa: F401  # registers its screens and its buttons


class OrganisationGroup(ModelAdminGroup):
    """The small registers that editors look up and administrators keep."""

    menu_label = _("Organisation")
    menu_icon = "home"
    menu_order = 260
    items = [
        UnitAdmin,
        LocationAdmin,
        AudienceAdmin,
        SubjectAdmin,
        DutyAdmin,
        ClosingDayAdmin,
        SourceAdmin,
        OutsideGroupAdmin,
        ColumnMappingAdmin,
        ImportRunAdmin,
    ]


register_snippet(PersonViewSet)
modeladmin_register(OrganisationGroup)


@hooks.register("register_permissions")  # type: ignore[untyped-decorator]  # Wagtail's
def offer_to_export() -> QuerySet[Permission]:
    """Let an administrator give the right to export people to a role."""
    return Permission.objects.filter(content_type__app_label="directory", codename="export_people")
