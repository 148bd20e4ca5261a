"""Registers in the Wagtail admin: lists in which somebody looks things up, and keeps them up."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView


class RegisterView(IndexView):
    """The list, filtered by what the register offers and by nothing else.

    The package filters by any column that an address names, also one far away: whoever reads a list could
    guess the password of an author in it letter by letter.
    """

    # Any, here and below: as the package has them.
    def get_filters(self, request: HttpRequest) -> tuple[list[Any], bool, dict[str, Any], bool]:
        offered, has_filters, _others, spawns_duplicates = super().get_filters(request)
        return offered, has_filters, {}, spawns_duplicates

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        # PostgreSQL knows no text with this character, which nobody types.
        return super().get_search_results(request, queryset, search_term.replace("\x00", " "))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(request.path)
        return answer


class Register(ModelAdmin):
    """A register of one model."""

    index_view_class = RegisterView
