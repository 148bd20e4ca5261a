"""Small pictures for the news of a synthetic organisation."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

from content.models import BrinkImage
from home.organisation.invention import Inventor
from home.organisation.plan import Plan

IMAGE_COUNT = 6
WIDTH, HEIGHT = 960, 630
SKIES = ("#dbe8ba", "#cfe4e6", "#f5d7c9", "#f3e3a6", "#e8d9e9", "#dedfd2")
HILLS = ("#2c5a1c", "#5d8c2c", "#86ad3e", "#2b5f70", "#b9543d", "#8c6a8d")


def draw_images(plan: Plan) -> list[BrinkImage]:
    """Store pictures of hills, each under another sky."""
    inventor = plan.inventor("images")
    return [
        BrinkImage.objects.create(
            title=f"Heuvels {plan.seed}.{number}",
            file=ImageFile(_hills(inventor, sky), name=f"heuvels-{plan.seed}-{number}.png"),
        )
        for number, sky in enumerate(SKIES[:IMAGE_COUNT])
    ]


def _hills(inventor: Inventor, sky: str) -> BytesIO:
    picture = Image.new("RGB", (WIDTH, HEIGHT), sky)
    pencil = ImageDraw.Draw(picture)
    for colour in inventor.random.sample(HILLS, k=3):
        middle = inventor.random.randint(0, WIDTH)
        top = inventor.random.randint(HEIGHT // 3, HEIGHT - 100)
        pencil.ellipse((middle - WIDTH, top, middle + WIDTH, top + HEIGHT * 2), fill=colour)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    file.seek(0)
    return file
