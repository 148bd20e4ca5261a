"""Cutting the square of a face from a photo, in the sizes in which faces are drawn."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

# {size of a face: dots of a side}, twice as many as a screen of ordinary sharpness shows.
SIZES = {"s": 80, "l": 112, "xl": 256}
SMALLEST_SHARE = 0.2
QUALITY = 82


@dataclass(frozen=True)
class Cut:
    """A square within a photo: its side as a share of the shorter side, its place as shares of what is left.

    So every cut lies within its photo, whatever the shape of that is.
    """

    left: float = 0.5
    top: float = 0.5
    side: float = 1.0

    def __post_init__(self) -> None:
        if not (0 <= self.left <= 1 and 0 <= self.top <= 1 and SMALLEST_SHARE <= self.side <= 1):
            raise ValueError(f"{self} lies outside of the photo")

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in a photo of these sides."""
        side = round(min(width, height) * self.side)
        left, top = round((width - side) * self.left), round((height - side) * self.top)
        return left, top, left + side, top + side


def cut_faces(picture: Image.Image, cut: Cut) -> dict[str, bytes]:
    """Return {size: the square as WebP}."""
    square = picture.crop(cut.box(*picture.size))
    return {
        size: as_webp(square.resize((dots, dots), Image.Resampling.LANCZOS)) for size, dots in SIZES.items()
    }


def as_webp(picture: Image.Image) -> bytes:
    """Return the dots as a file, and nothing else."""
    file = BytesIO()
    picture.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()
