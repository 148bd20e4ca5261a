"""Where the newsroom's pages hook into Wagtail."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from content.models import may_see
from content.newsroom import (  # noqa: F401  # they register themselves
    broken_links,
    choosing,
    dashboard,
    explorer,
    findings,
    guide,
    handed_over,
    handing_in,
    look,
    menus,
    planned,
    translating,
)
from content.rich_text import LINK_RULE, DocumentLink, OwnLanguagePageLink


@hooks.register("register_rich_text_features", order=100)  # type: ignore[untyped-decorator]  # Wagtail's
def link_pages_in_their_own_language(features: FeatureRegistry) -> None:
    features.register_link_type(OwnLanguagePageLink)
    features.register_link_type(DocumentLink)
    features.register_converter_rule("contentstate", "link", LINK_RULE)


# First of all: what another hook answers would tell that the page exists.
@hooks.register("before_serve_page", order=-100)  # type: ignore[untyped-decorator]  # Wagtail's
def hide_what_the_reader_may_not_see(page: Page, request: HttpRequest, *args: Any) -> None:
    if not may_see(request.user, page):
        raise Http404


@hooks.register("on_serve_page", order=-100)  # type: ignore[untyped-decorator]  # Wagtail's
def serve_without_asking_again(next_in_chain: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Stand in the place of Wagtail's own check, which would send the reader to sign in."""

    def serve(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> HttpResponse:
        response: HttpResponse = page.serve(request, *args, **kwargs)
        return response

    return serve
