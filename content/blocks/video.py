"""A video that nobody is told about before the reader wants to see it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import VideoChooserBlock

from content.videos import UnknownVideo, Video, hosts_of, video_at


def allowed_hosts() -> str:
    """Return the names of the hosts from which pages may show videos, for a sentence."""
    return ", ".join(host.name for host in hosts_of(settings.VIDEO_HOSTS))


class VideoAddressBlock(blocks.URLBlock):
    """The address of a video at a host that is allowed."""

    def clean(self, value: str) -> str:
        address: str = super().clean(value)
        if address:
            try:
                video_at(address, hosts_of(settings.VIDEO_HOSTS))
            except UnknownVideo as error:
                raise ValidationError(
                    _("Videos come from %(hosts)s. For one from elsewhere, upload the file or link to it.")
                    % {"hosts": allowed_hosts()}
                ) from error
        return address


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150, label=gettext_lazy("What there is to see"))
    address = VideoAddressBlock(required=False, label=gettext_lazy("Address of the video"))
    file = VideoChooserBlock(required=False, label=gettext_lazy("Or a file of our own"))
    poster = ImageChooserBlock(required=False, label=gettext_lazy("Picture until it plays"))
    words = blocks.TextBlock(
        required=False,
        label=gettext_lazy("What is said"),
        help_text=gettext_lazy("For who cannot hear or play it. A file of our own needs it."),
    )

    def clean(self, value: Any) -> Any:  # Any: values of blocks have no types
        clean = super().clean(value)
        errors = {}
        if bool(clean["address"]) == bool(clean["file"]):
            errors["address"] = ValidationError(_("Give an address or a file, one of the two."))
        if clean["file"] and not clean["words"].strip():
            errors["words"] = ValidationError(_("Write down what is said, for who cannot hear it."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return clean

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "video": self._video(value)}

    def _video(self, value: Any) -> Video | None:
        """Return the video at a host; None for a file, and for a host that is no longer allowed."""
        if not value["address"]:
            return None
        try:
            return video_at(value["address"], hosts_of(settings.VIDEO_HOSTS))
        except UnknownVideo:
            return None

    class Meta:
        icon = "media"
        label = gettext_lazy("Video")
        description = gettext_lazy("Plays after a click; until then its host knows of nobody who looks.")
        template = "content/blocks/video.html"
        preview_value = {
            "title": gettext_lazy("How the bridge opens"),
            "address": "https://vimeo.com/76979871",
            "file": None,
            "poster": None,
            "words": "",
        }
