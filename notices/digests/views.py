"""The screen of the last digest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.asking import reader_of
from notices.digests.contents import digest_again
from notices.digests.planning import coming_digest_at
from notices.digests.writing import intro_of
from notices.models import Digest
from notices.preferences import preference_of


@require_safe
def last_digest(request: HttpRequest) -> HttpResponse:
    """Show what the last digest told, as far as its receiver may see it now, and when the next comes."""
    user = reader_of(request)
    sent = user.digests.filter(state__in=(Digest.State.SENT, Digest.State.MARKED))
    digest = sent.select_related("receiver__person").order_by("-due_on").first()
    contents = digest_again(digest) if digest is not None else None
    context = {
        "digest": digest,
        "contents": contents,
        "intro": intro_of(contents) if contents is not None else "",
        "next_at": coming_digest_at(preference_of(user), timezone.now()),
    }
    return render(request, "notices/digest.html", context)
