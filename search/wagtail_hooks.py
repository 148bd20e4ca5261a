"""Where search hooks into Wagtail."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from search.admin import menu, state_screen, weights_screen  # noqa: F401  # they register themselves
from search.files import report  # noqa: F401  # registers itself
from search.lessons import failed_report, heard_report, heard_screen  # noqa: F401  # they register themselves
from search.lessons.searching import learn_of_opening


@hooks.register("before_serve_page")  # type: ignore[untyped-decorator]  # Wagtail's
def count_what_search_led_to(page: Page, request: HttpRequest, *args: Any) -> None:
    learn_of_opening(request, page)
