"""Moments that an editor types, in the hours that the clock really shows."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Lists offer these; with a calendar that is far from them nobody can count.
YEARS = range(1900, 2200)


class ClockTimeFormField(forms.DateTimeField):
    """Explains which moment is meant by no clock, or by the same clock twice."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            found: datetime | None = super().to_python(value)
            if found is not None and found.year not in YEARS:
                raise ValidationError(_("Choose a year from 1900 to 2199."), code="far_year")
            return found
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            # Django knows that something is wrong with the hour, and not what.
            moment: datetime = (error.params or {})["datetime"]
            words = {"day": date_format(moment, "DATE_FORMAT"), "time": date_format(moment, "TIME_FORMAT")}
            if _is_skipped(moment):
                sentence = _("On %(day)s the clock goes forward and skips %(time)s. Choose another hour.")
            else:
                sentence = _("On %(day)s the clock goes back: %(time)s comes twice. Choose another hour.")
            raise ValidationError(sentence % words, code=error.code) from error


class ClockTimeField(models.DateTimeField):  # type: ignore[type-arg]  # at runtime it takes none
    """A moment that people come together."""

    def formfield(self, **kwargs: Any) -> Any:  # Any: as Django's own fields have it
        return super().formfield(**{"form_class": ClockTimeFormField, **kwargs})


def _is_skipped(moment: datetime) -> bool:
    there = moment.replace(tzinfo=timezone.get_current_timezone())
    return there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None) != moment
