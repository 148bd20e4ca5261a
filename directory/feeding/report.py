"""What an import did, or would do, in words."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.feeding.refusal import Refusal

Tell: TypeAlias = Callable[[str], object]
COUNTED = {
    "read": gettext_lazy("Rows read"),
    "made": gettext_lazy("New colleagues"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "left": gettext_lazy("Left"),
    "back": gettext_lazy("Came back"),
    "skipped": gettext_lazy("Had left before, so not made"),
    "units": gettext_lazy("Units made"),
    "locations": gettext_lazy("Locations made"),
    "refused": gettext_lazy("Rows refused"),
}


@dataclass
class Report:
    """Counts, refusals and remarks of one import."""

    file_name: str
    is_trial: bool = False
    understood_as: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, line: int, words: str) -> None:
        self.refusals.append(Refusal(line, words))

    def close(self) -> None:
        """Count the refused rows, and put them in the order of the file."""
        self.refusals.sort(key=lambda refusal: refusal.line)
        self.counts["refused"] = len({refusal.line for refusal in self.refusals})

    def lines(self) -> Iterator[str]:
        """Yield the report; refusals one by one, each with its place."""
        if self.is_trial:
            yield _("Trial: nothing is written. This is what would happen.")
        yield f"{self.file_name}: {self.understood_as}"
        for name, label in COUNTED.items():
            if self.counts[name] or name in ("read", "made", "changed", "unchanged", "left", "refused"):
                yield f"{str(label) + ':':<38} {self.counts[name]}"
        yield from self.remarks
        for refusal in self.refusals:
            place = f"{self.file_name}:{refusal.line}" if refusal.line else self.file_name
            yield f"{place}: {refusal.words}"
