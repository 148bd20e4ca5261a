"""The catalogues of translations, made ready for use without gettext."""

from pathlib import Path

import polib

REPOSITORY = Path(__file__).resolve().parents[2]


def build() -> list[Path]:
    """Make the `.mo` file of each catalogue that changed, and return what was made."""
    made = []
    for source in sorted(REPOSITORY.glob("locale/**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            made.append(target)
    return made


if __name__ == "__main__":
    build()
