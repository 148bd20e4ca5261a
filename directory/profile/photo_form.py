"""A photo to choose, and which part of it is the face."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import PersonPhoto
from directory.photos.cutting import SMALLEST_SHARE, Cut

KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif"
WHOLE = 100


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG, WebP or HEIC, at most 20 MB. Where it was taken is removed from it."),
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )


class CutForm(forms.Form):
    """Where the square lies, in hundredths, so that it works by keyboard and without scripts."""

    # A slider always has a value, and may not be marked as required.
    use_required_attribute = False

    left = forms.IntegerField(label=_("From left to right"), min_value=0, max_value=WHOLE)
    top = forms.IntegerField(label=_("From top to bottom"), min_value=0, max_value=WHOLE)
    side = forms.IntegerField(
        label=_("How much of the photo"), min_value=round(SMALLEST_SHARE * WHOLE), max_value=WHOLE
    )

    # Any: as any form.
    def __init__(self, photo: PersonPhoto, data: Any = None) -> None:
        shares = {"left": photo.left, "top": photo.top, "side": photo.side}
        super().__init__(data, initial={name: round(share * WHOLE) for name, share in shares.items()})
        for name, field in self.fields.items():
            field.widget = forms.NumberInput(attrs={"type": "range", "data-cut": name, "step": 1})
            field.widget.attrs |= {"min": field.min_value, "max": field.max_value}  # type: ignore[attr-defined]  # of an IntegerField

    def cut(self) -> Cut:
        """Return the chosen square; asked of a valid form."""
        return Cut(**{name: self.cleaned_data[name] / WHOLE for name in ("left", "top", "side")})
