"""What was typed into a form whose page had grown too old, so that nothing is lost."""

from dataclasses import dataclass

from django.http import HttpRequest

from access.asking import own_address

SHOWN_AT_MOST = 3
TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class SentAgain:
    """A form to send once more: where to, the page it stood on, every field, and the sentences among them."""

    address: str
    page: str
    fields: list[tuple[str, str]]
    sentences: list[str]


def sent_again(request: HttpRequest) -> SentAgain | None:
    """Return the form in `request`, ready for a fresh token.

    None when it came from another site, since one click would then do that site's bidding; when it holds a
    password, which is never written into a page; or a file, which cannot be.
    """
    if not _came_from_here(request) or request.FILES:
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    if not fields or any("password" in name for name, _ in fields):
        return None
    sentences = [value.strip() for _, value in fields if _is_sentence(value)]
    return SentAgain(request.get_full_path(), _page_of(request), fields, sentences[:SHOWN_AT_MOST])


def _came_from_here(request: HttpRequest) -> bool:
    # Browsers set this header themselves; pages cannot. Without it we would have to guess.
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _page_of(request: HttpRequest) -> str:
    return own_address(request, request.headers.get("Referer", ""), "/")


def _is_sentence(value: str) -> bool:
    words = value.strip()
    return " " in words and not words.startswith(("{", "["))
