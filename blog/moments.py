"""Moments in a recording: read from what people and files write, and shown as people write them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import FieldBlock

# 12.40, 12:40, 1:02:03, and 00:12:40,250 as files of subtitles write it.
WRITTEN = re.compile(r"(?:(\d{1,2})[:.])?(\d{1,3})[:.](\d{2})(?:[.,]\d{1,3})?", re.ASCII)


def seconds_of(text: str) -> int:
    """Return the whole seconds of a moment such as “12.40”. Raises ValueError for what is none."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if seconds > 59 or (match[1] and minutes > 59):
        raise ValueError(text)
    return hours * 3600 + minutes * 60 + seconds


def written(seconds: float) -> str:
    """Return a moment in the reader's language: “12.40”, or “1.02.03” past the first hour."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [str(hours), f"{minutes:02}"] if hours else [str(minutes)]
    # Translators: what stands between minutes and seconds.
    return gettext(":").join([*parts, f"{rest:02}"])


class MomentField(forms.CharField):
    """A moment that is typed as minutes and seconds and kept as whole seconds."""

    def clean(self, value: Any) -> int | None:  # Any: what a form was sent, or what a block holds
        if isinstance(value, int):
            return value
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return seconds_of(text)
        except ValueError as error:
            raise ValidationError(_("Write minutes and seconds, such as 12:40."), code="moment") from error

    def prepare_value(self, value: Any) -> Any:  # Any: as above
        return written(value) if isinstance(value, int) else value


class MomentBlock(FieldBlock):
    """A moment in a recording, in seconds."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:  # Any: options of Wagtail's blocks
        self.field = MomentField(
            required=required,
            max_length=12,
            widget=forms.TextInput(attrs={"size": 8, "placeholder": "12:40"}),
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "time"
