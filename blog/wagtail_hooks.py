"""Where blogs and podcasts hook into Wagtail."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from blog.models import BlogPost


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]  # Wagtail's
def propose_a_question(request: HttpRequest, page: Page) -> None:
    if isinstance(page, BlogPost) and not page.question:
        messages.info(
            request,
            _("This post ends without a question. It is published; with a question more colleagues answer."),
        )
