"""The part of a text that holds the found words."""

Spots = list[tuple[int, int]]

LONGEST = 120
# How much to show before the first found word.
BEFORE = 40


def excerpt(text: str, spots: Spots, longest: int = LONGEST) -> tuple[str, Spots]:
    """Return the part of `text` around its first spot, cut between words, and the spots that it shows."""
    if len(text) <= longest:
        return text, spots
    first = min(start for start, _end in spots)
    begin = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = len(text)
    if end - begin > longest:
        last = text.rfind(" ", begin, begin + longest)
        end = last if last > first else begin + longest
    before, after = "… " if begin else "", " …" if end < len(text) else ""
    moved = len(before) - begin
    shown = [(start + moved, stop + moved) for start, stop in spots if begin <= start and stop <= end]
    return f"{before}{text[begin:end]}{after}", shown
