"""The directory screen, and its export."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from access.asking import reader_of
from directory.listing.asked import read_asked
from directory.listing.export import FORMATS, as_csv, as_xlsx, export_people, may_export
from directory.listing.rows import list_people

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the colleagues by name, or who is meant by what was asked, narrowed down by the filters."""
    listing = list_people(request.user, request.GET, timezone.now())
    context = {"listing": listing, "may_export": may_export(request.user)}
    return render(request, "directory/person_list.html", context, status=listing.status)


@require_GET
def person_export(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Send the list that was asked for as a file, to who has the right to take it along."""
    reader = reader_of(request)
    if not may_export(reader) or file_format not in FORMATS:
        # For who may not, it is not there.
        raise Http404
    asked = read_asked(request.GET)
    if asked.errors:
        return person_list(request)
    now, language = timezone.now(), get_language() or "nl"
    keys = export_people(actor=reader, asked=asked, file_format=file_format, now=now)
    name = f"{_('colleagues')}-{timezone.localdate(now)}.{file_format}"
    if file_format == "xlsx":
        return FileResponse(as_xlsx(keys, language), as_attachment=True, filename=name, content_type=XLSX)
    return StreamingHttpResponse(
        as_csv(keys, language),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
