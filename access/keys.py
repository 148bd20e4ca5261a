"""Keys of rows, as an address or a form writes them."""

# The largest that a column of keys can hold; a longer number would be an error of the database.
LARGEST = 2**63 - 1


def key_in(text: str | None, *, largest: int = LARGEST) -> int | None:
    """Return the key that `text` writes, or None where no row can have such a key."""
    # isascii as well: other scripts' digits are decimal too, and no address of ours is written in them.
    if not text or not (text.isascii() and text.isdecimal()) or len(text) > len(str(largest)):
        return None
    number = int(text)
    return number if 0 < number <= largest else None
