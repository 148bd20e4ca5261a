"""The screen “Your conversations”."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.asking import reader_of
from dialogue.mine import sections
from dialogue.mine.reading import read_in_short, show

ROWS_PER_PAGE = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show all sections in short, or the one that is asked for page by page."""
    reader = reader_of(request)
    name = request.GET.get("show", "")
    context = {"sections": sections(), "name": name}
    if not name:
        return render(request, "dialogue/mine.html", {**context, "shown": read_in_short(reader)})
    section = next((section for section in sections() if section.name == name), None)
    if section is None:
        raise Http404
    page_obj = Paginator(section.find(reader), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = show(section.rows(list(page_obj.object_list), reader), reader)
    part = {"section": section, "rows": rows, "page_obj": page_obj, "query": f"show={name}"}
    return render(request, "dialogue/mine_section.html", {**context, **part})
