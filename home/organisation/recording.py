"""What is heard in the podcast of a synthetic organisation: nothing, for as long as an episode lasts."""

import wave
from io import BytesIO

from django.core.files.base import ContentFile

from content.models import BrinkMedia
from home.organisation.plan import Plan

SECONDS = 900
# Few and small samples: silence needs no better ones.
SAMPLES_PER_SECOND = 50


def record_silence(plan: Plan) -> BrinkMedia:
    """Store a quarter of an hour of silence."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, SAMPLES_PER_SECOND, 0, "NONE", ""))
        sound.writeframes(b"\x80" * SAMPLES_PER_SECOND * SECONDS)
    recording: BrinkMedia = BrinkMedia.objects.create(
        title=f"Stilte {plan.seed}",
        type="audio",
        duration=SECONDS,
        file=ContentFile(file.getvalue(), name=f"stilte-{plan.seed}.wav"),
    )
    return recording
