"""Sending a file that the reader may open: parts, conditions, and nothing that runs in our name."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

# A browser shows these and runs nothing in them. All else is downloaded: a picture in SVG or a page of
# HTML could act in the name of its reader.
SHOWN_TYPES = {"application/pdf", "image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
SHOWN_FAMILIES = ("audio/", "video/")
DOWNLOADED_TYPE = "application/octet-stream"

# What the browser puts around a file that it shows needs a style and the file itself. The viewer of PDF
# refuses to work in a sandbox.
SHOWN_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'; frame-ancestors 'self'"
)
DOWNLOADED_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

BLOCK_BYTES = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Span(NamedTuple):
    """The bytes of a file from `start` up to and without `end`; none if the file is too short."""

    start: int
    end: int


def deliver(request: HttpRequest, file: FieldFile, *, name: str | None = None) -> HttpResponseBase:
    """Return `file`, or the part that `request` asks for. Raises Http404 if the store has lost it.

    `name` is what it is called on the reader's computer, where that is not how the store calls it.
    """
    if not file.name:
        raise Http404
    kind, is_shown = _kind_of(file.name)
    name = name or PurePosixPath(file.name).name
    headers = {
        # Stored by the reader's browser alone, which asks each time: permission may have ended.
        "Cache-Control": "private, no-cache",
        "Content-Disposition": content_disposition_header(not is_shown, name) or "inline",
        "Content-Security-Policy": SHOWN_POLICY if is_shown else DOWNLOADED_POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    path = _path_on_disk(file)
    if path is None:
        # The store answers parts and conditions itself.
        return HttpResponseRedirect(_signed_address(file, kind, headers), headers=headers)
    if settings.FILES_PROXY_PATH:
        # So does the proxy; this address works inside it alone.
        headers["X-Accel-Redirect"] = settings.FILES_PROXY_PATH + quote(file.name)
        return HttpResponse(content_type=kind, headers=headers)
    return _from_disk(request, file, path, kind, headers)


def _from_disk(
    request: HttpRequest, file: FieldFile, path: Path, kind: str, headers: dict[str, str]
) -> HttpResponseBase:
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise Http404 from error
    size, modified = stat.st_size, int(stat.st_mtime)
    etag = f'"{stat.st_mtime_ns:x}-{size:x}"'
    headers |= {"ETag": etag, "Last-Modified": http_date(modified), "Accept-Ranges": "bytes"}
    empty = HttpResponse(content_type=kind, headers=headers)
    answer = get_conditional_response(request, etag, modified, empty)
    if answer is not empty and answer is not None:
        return answer
    span = _asked_span(request, size, headers)
    if span is None:
        if request.method == "HEAD":
            empty.headers["Content-Length"] = str(size)
            return empty
        whole = FileResponse(path.open("rb"), content_type=kind, headers=headers)
        # It takes what it opens for something to show.
        whole.headers["Content-Disposition"] = headers["Content-Disposition"]
        return whole
    if span.start >= span.end:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers |= {
        "Content-Range": f"bytes {span.start}-{span.end - 1}/{size}",
        "Content-Length": str(span.end - span.start),
    }
    return StreamingHttpResponse(_read(path, span), status=206, content_type=kind, headers=headers)


def _kind_of(name: str) -> tuple[str, bool]:
    """Return the type to send a file as, and whether the browser shows it."""
    guessed, encoding = mimetypes.guess_type(name)
    if guessed and not encoding and (guessed in SHOWN_TYPES or guessed.startswith(SHOWN_FAMILIES)):
        return guessed, True
    return DOWNLOADED_TYPE, False


def _path_on_disk(file: FieldFile) -> Path | None:
    try:
        return Path(file.path)
    except NotImplementedError:
        return None


def _signed_address(file: FieldFile, kind: str, headers: dict[str, str]) -> str:
    """Return an address that the store honours for a short while, with our type and disposition."""
    answer = {
        "ResponseCacheControl": headers["Cache-Control"],
        "ResponseContentDisposition": headers["Content-Disposition"],
        "ResponseContentType": kind,
    }
    return file.storage.url(file.name, parameters=answer)  # type: ignore[call-arg]  # of stores that sign


def _asked_span(request: HttpRequest, size: int, headers: dict[str, str]) -> Span | None:
    """Return the part that is asked for, or None for the whole; several parts at once are the whole."""
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    known = request.headers.get("If-Range")
    if request.method != "GET" or match is None or known not in (None, headers["ETag"]):
        return None
    first, last = match.groups()
    if not first:
        return Span(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None
    return Span(int(first), min(int(last) + 1, size) if last else size)


def _read(path: Path, span: Span) -> Iterator[bytes]:
    with path.open("rb") as opened:
        opened.seek(span.start)
        left = span.end - span.start
        while left > 0 and (block := opened.read(min(BLOCK_BYTES, left))):
            left -= len(block)
            yield block
