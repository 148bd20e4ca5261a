"""The screen of what is kept of oneself."""

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from access.accounts import refuse_wrong_password
from access.asking import reader_of
from directory.models import DataArchive, PrivacySettings
from directory.privacy.chapters import EXCEPTIONS, chapters, leaving_in_words
from directory.privacy.forms import DownloadForm
from directory.privacy.my_data import PROMISED, NoArchive, archive_to_download, ask_for_archive


@require_safe
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Say what is kept of the reader and how long, with the way to get it all."""
    return _screen(request, DownloadForm(), status=200)


@require_POST
def my_data_ask(request: HttpRequest) -> HttpResponse:
    """Have the archive of the reader made; a second click asks for the same."""
    ask_for_archive(user=reader_of(request), language=get_language() or "", now=timezone.now())
    messages.success(
        request, _("Brink puts your data together. It is ready here within the hour, usually much sooner.")
    )
    return redirect("directory:my-data")


@require_POST
@never_cache
def my_data_download(request: HttpRequest) -> HttpResponseBase:
    """Send the archive of the reader to who knows their password; nobody else's has an address."""
    reader, form = reader_of(request), DownloadForm(request.POST)
    if reader.has_usable_password():
        if not ratelimit.consume(request, action="change_password", user=reader):
            answer: HttpResponse = ratelimit.respond_429(request)
            return answer
        try:
            refuse_wrong_password(reader, form.data.get("password", ""))
        except ValidationError as refusal:
            form.full_clean()
            form.errors.pop("password", None)
            form.add_error(None, refusal)
            return _screen(request, form, status=422)
    try:
        archive = archive_to_download(user=reader, now=timezone.now())
        file = archive.file.open("rb")
    except (NoArchive, FileNotFoundError):
        messages.warning(request, _("There is nothing to download at the moment. Ask for your data again."))
        return redirect("directory:my-data")
    return FileResponse(file, as_attachment=True, filename=f"brink-{archive.ready_at:%Y-%m-%d}.zip")


def _screen(request: HttpRequest, form: DownloadForm, status: int) -> HttpResponse:
    reader, now, kept = reader_of(request), timezone.now(), PrivacySettings.load()
    archive = DataArchive.objects.filter(user=reader).first()
    is_ready = archive is not None and archive.can_be_downloaded(now)
    is_new = archive is not None and now - archive.requested_at < PROMISED
    context = {
        "chapters": chapters(kept),
        "leaving": leaving_in_words(kept),
        "exceptions": EXCEPTIONS,
        "archive": archive,
        "is_ready": is_ready,
        "is_coming": is_new and not is_ready,
        "can_ask": not is_new,
        "has_password": reader.has_usable_password(),
        "form": form,
    }
    return render(request, "directory/privacy/my_data.html", context, status=status)
