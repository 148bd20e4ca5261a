"""Makes up names, titles and texts; the same ones for the same seed."""

import json
import random
import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import yaml
from django.utils.text import slugify

_words: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text())

JOBS = _words["jobs"]
SUBJECTS = _words["subjects"]
UNITS = _words["units"]

# The larger, the more often the first words of a list come.
SKEW = 2
SENTENCES_TO_A_TOPIC = 4


class Inventor:
    """A source of chance with a memory of its seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def key(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def name(self) -> tuple[str, str]:
        """Return a first and a last name."""
        return self.random.choice(_words["first_names"]), self.random.choice(_words["last_names"])

    def title(self) -> str:
        return f"{self.random.choice(_words['verbs'])} {self.random.choice(_words['things'])}"

    def distinct_title(self) -> str:
        """Return a title that few others have."""
        return f"{self.title()}: {self.compound()} en {self.compound()}"

    def text(self, sentence_count: int) -> str:
        """Return sentences; one in a few is about something that other texts are not about."""
        sentences = self.random.choices(_words["sentences"], k=sentence_count)
        if self.random.randrange(SENTENCES_TO_A_TOPIC) < sentence_count:
            sentences.append(f"Dit gaat ook over {self.compound()} en {self.compound()}.")
        return " ".join(sentences)

    def compound(self) -> str:
        """Return a long word of two; a few of them come often, and most hardly ever."""
        return self._some("beginnings") + self._some("endings")

    def remark(self) -> str:
        return " ".join(self.random.sample(_words["remarks"], k=self.random.randint(1, 3)))

    def body(self, part_count: int) -> str:
        """Return the stored form of a body of headings and texts."""
        blocks = []
        for _ in range(part_count):
            blocks.append(("heading", self.title()))
            blocks.append(("text", "".join(f"<p>{self.text(5)}</p>" for _ in range(2))))
        return self.stream(blocks)

    def steps(self, step_count: int) -> str:
        """Return the stored form of the steps of a procedure."""
        return self.stream(
            [("step", {"title": self.title(), "text": f"<p>{self.text(2)}</p>"}) for _ in range(step_count)]
        )

    def _some(self, kind: str) -> str:
        words = _words[kind]
        return words[int(len(words) * self.random.random() ** SKEW)]

    def stream(self, blocks: Iterable[tuple[str, object]]) -> str:
        return json.dumps([{"type": kind, "value": value, "id": str(self.key())} for kind, value in blocks])

    def day_before(self, day: date, days: int) -> date:
        return day - timedelta(days=self.random.randint(0, days))

    def moment_before(self, moment: datetime, days: int) -> datetime:
        return moment - timedelta(minutes=self.random.randint(1, days * 24 * 60))


def address(words: str, *numbers: object) -> str:
    """Return a slug that no other thing of any organisation has."""
    return "-".join([slugify(words), *map(str, numbers)])
