from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.models import User
from news.models import MustKnow
from news.services import confirm_must_know


@require_POST
def must_know_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the reader has read a must-know, and go back to the front page."""
    reader = request.user
    # The middleware has sent strangers to sign in.
    assert isinstance(reader, User)
    must_know = get_object_or_404(MustKnow, pk=pk)
    try:
        confirm_must_know(user=reader, must_know=must_know)
    except MustKnow.DoesNotExist as refusal:
        raise Http404 from refusal
    messages.success(request, _("Thank you for reading it."))
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        address = "/"
    return HttpResponseRedirect(address)
