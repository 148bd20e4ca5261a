"""Keys of comments, in addresses and forms."""

from access.keys import key_in

# The largest number that the key columns of comments can hold.
LARGEST = 2**31 - 1


def number_in(text: str | None) -> int | None:
    """Return the key that `text` writes, or None where no comment can have such a key."""
    return key_in(text, largest=LARGEST)
