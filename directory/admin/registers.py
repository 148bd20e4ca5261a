"""The small registers that editors look up and keep: places, subjects, duties and closing days."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import holidays
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList

from access.registers import Register, RegisterView
from directory.models import ClosingDay, Duty, Location, Subject


class LocationAdmin(Register):
    model = Location
    menu_label = capfirst(Location._meta.verbose_name_plural)
    menu_icon = "site"
    list_display = ["name", "address", "people_count"]
    search_fields = ["name", "address"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Location]:
        return Location.objects.annotate(people_count=Count("people", filter=Q(people__left_on=None)))

    def people_count(self, location: Any) -> int:  # Any: as above
        return int(location.people_count)

    people_count.short_description = _("colleagues")  # type: ignore[attr-defined]  # as above


class SubjectAdmin(Register):
    model = Subject
    menu_label = capfirst(Subject._meta.verbose_name_plural)
    menu_icon = "tag"
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en"]


class DutyAdmin(Register):
    """Special tasks that colleagues are looked for, each with how many have it."""

    model = Duty
    menu_label = capfirst(Duty._meta.verbose_name_plural)
    menu_icon = "tick-inverse"
    list_display = ["name_nl", "name_en", "slug"]
    search_fields = ["name_nl", "name_en"]


class ClosingDayIndexView(RegisterView):
    """The organisation's own days, and for reference the public holidays that count without being listed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # Any: as above
        context: dict[str, Any] = super().get_context_data(**kwargs)
        year = timezone.localdate().year
        return {**context, "public_holidays": public_holidays((year, year + 1), get_language())}


class ClosingDayAdmin(Register):
    model = ClosingDay
    menu_label = capfirst(ClosingDay._meta.verbose_name_plural)
    menu_icon = "calendar-alt"
    index_view_class = ClosingDayIndexView
    index_template_name = "directory/admin/closing_days.html"
    list_display = ["on", "name", "is_open"]
    ordering = ["-on"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Public holidays count as closed without being listed. Add a day here on which the "
                    "organisation is closed all the same, or a public holiday on which people work."
                )
            ),
            FieldPanel("on"),
            FieldPanel("name"),
            FieldPanel("is_open"),
        ]
    )


def public_holidays(years: Iterable[int], language: str | None) -> list[tuple[date, str]]:
    """Return the public holidays of `years` with their names, in `language` where these are known in it."""
    code = "en_US" if language == "en" else "nl"
    found = holidays.country_holidays(settings.PHONENUMBER_DEFAULT_REGION, years=years, language=code)
    return sorted(found.items())
