"""“Try it” in a form about searches: what the change would do, before it is saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from wagtail.admin.panels import Panel
from wagtail.snippets.views.snippets import CreateView, EditView

from search.rules import rules_now
from search.trying import try_out
from search.words import clean

# The name of the button.
TRY = "try"
# The fields that a link may fill in.
FILLED_IN = ("words", "searches", "language")


class TryPanel(Panel):
    """The search to try, the button, and both answers side by side."""

    def get_form_options(self) -> dict[str, Any]:
        """Name the field, or Wagtail shows it once more below the form, and reads that one."""
        return {"fields": ["try_with"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "search/admin/trying.html"


def tried(view: Any, request: HttpRequest) -> HttpResponse:  # Any: one of the views below
    """Return the form as it was filled in, with what it would do; nothing is saved."""
    form = view.get_form()
    if form.is_valid() and (search := form.search_to_try()):
        before = rules_now()
        after = form.changed(before)
        # As those find it for whom the rule is.
        with override(getattr(form.instance, "language", "") or get_language()):
            form.trial = try_out(search, before, after, editor=request.user, today=timezone.localdate())
    view.form = form
    answer: HttpResponse = view.render_to_response(view.get_context_data(form=form))
    return answer


class CreateOrTry(CreateView):
    """Adding a rule; a link here may fill in fields in its address, as from a report of what fails."""

    # Any, here and below: Wagtail's own.
    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        if self.request.method != "GET":
            return initial
        asked = {name: clean(self.request.GET.get(name, "")) for name in FILLED_IN}
        return {**initial, **{name: text for name, text in asked.items() if text}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if TRY not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = None
        return tried(self, request)


class EditOrTry(EditView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if TRY not in request.POST:
            return super().post(request, *args, **kwargs)
        if not hasattr(self, "object"):
            self.object = self.get_object()
        return tried(self, request)
