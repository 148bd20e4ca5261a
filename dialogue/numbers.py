"""Numbers that come from an address or a form."""

# The largest number that the key columns of comments can hold.
LARGEST = 2**31 - 1


def number_in(text: str | None) -> int | None:
    """Return the key that `text` writes, or None where no row can have such a key."""
    # isascii as well: other scripts' digits are decimal too, and no address of ours is written in them.
    if not text or not (text.isascii() and text.isdecimal()) or len(text) > 10:
        return None
    number = int(text)
    return number if 0 < number <= LARGEST else None
