from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from content.sound import NotSound, read_sound

# Two hours of talk as .mp3; the proxy lets a little more through, so that the form can explain.
LARGEST_MEDIA_BYTES = 60 * 1024**2


class ImageForm(BaseImageForm):
    """An image in the admin, which tells when its file broke off on the way here."""

    # Any: Wagtail decides what a form gets.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].to_python = _told(self.fields["file"].to_python)


class MediaForm(BaseMediaForm):
    """A recording in the admin: it is listened to before it is kept, and says itself how long it lasts."""

    def clean_file(self) -> Any:  # Any: a file that was sent, or the one that is kept
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        if file.size > LARGEST_MEDIA_BYTES:
            raise ValidationError(
                _("This file is larger than %(size)d MB. Save the recording smaller, such as an .mp3.")
                % {"size": LARGEST_MEDIA_BYTES // 1024**2},
                code="too_large",
            )
        if self.instance.type != "video":
            try:
                self.instance.duration = read_sound(file.name, file).seconds
            except NotSound as refusal:
                raise ValidationError(str(refusal), code="invalid_sound") from refusal
        return file


def _told(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return `read`, with a sentence for the editor where the picture's data end too early."""

    def read_whole(file: Any) -> Any:
        try:
            return read(file)
        except OSError as error:
            raise ValidationError(
                _("This picture is damaged: part of it is missing. Save it again and choose the new file."),
                code="invalid_image",
            ) from error

    return read_whole
