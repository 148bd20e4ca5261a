"""What came with an answer."""

from django.http.response import HttpResponseBase


def body_of(response: HttpResponseBase) -> bytes:
    """Return the body, whether it came at once or in pieces."""
    return bytes(response.getvalue())
