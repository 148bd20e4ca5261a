"""Choosing a photo, the part of it that is shown, and who sees it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.asking import reader_of
from directory.models import FieldVisibility, Person, PersonPhoto
from directory.photos.keeping import NoPhoto, cut_photo, keep_photo, remove_photo
from directory.photos.picture import LARGEST_BYTES
from directory.profile.edit_views import FAULTY, editable
from directory.profile.photo_form import CutForm, UploadForm
from directory.visibility import level_of, set_visibility

Level = FieldVisibility.Level


class LevelForm(forms.Form):
    """Who sees the photo."""

    level = forms.ChoiceField(choices=Level.choices)


@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the photo there is, or keep the one that was chosen."""
    person = editable(request, slug)
    if request.method != "POST":
        return _screen(request, person)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # One byte more than may be is enough to know.
            content = file.read(LARGEST_BYTES + 1)
            keep_photo(actor=reader_of(request), person=person, content=content, now=timezone.now())
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            messages.success(request, _("Your photo is here. Choose below which part is shown."))
            return redirect("directory:profile-photo", person.slug)
    return _screen(request, person, upload=form, status=FAULTY)


@require_POST
def photo_cut(request: HttpRequest, slug: str) -> HttpResponse:
    """Show another part of the photo."""
    person = editable(request, slug)
    kept = PersonPhoto.objects.filter(person=person).first()
    if kept is None:
        return redirect("directory:profile-photo", person.slug)
    form = CutForm(kept, request.POST)
    if not form.is_valid():
        return _screen(request, person, cutting=form, status=FAULTY)
    try:
        cut_photo(actor=reader_of(request), person=person, cut=form.cut(), now=timezone.now())
    except NoPhoto:
        messages.warning(request, _("The photo was removed meanwhile."))
    else:
        messages.success(request, _("Saved. This is how colleagues see it."))
    return redirect("directory:profile-photo", person.slug)


@require_POST
def photo_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Remove the photo for good."""
    person = editable(request, slug)
    remove_photo(actor=reader_of(request), person=person, now=timezone.now())
    messages.success(request, _("The photo is gone. Colleagues see the initials."))
    return redirect("directory:profile-photo", person.slug)


@require_POST
def photo_level(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who sees the photo."""
    person = editable(request, slug)
    form = LevelForm(request.POST)
    if form.is_valid():
        level = Level(form.cleaned_data["level"])
        set_visibility(
            actor=reader_of(request), person=person, field="photo", level=level, now=timezone.now()
        )
        messages.success(request, _("Saved: who sees the photo."))
        return redirect("directory:profile-photo", person.slug)
    messages.warning(request, _("Choose who sees the photo."))
    return redirect("directory:profile-photo", person.slug)


def _screen(
    request: HttpRequest,
    person: Person,
    *,
    upload: UploadForm | None = None,
    cutting: CutForm | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = PersonPhoto.objects.filter(person=person).first()
    context = {
        "person": person,
        "is_own": person.user_id == reader_of(request).pk,
        "photo": kept,
        "upload": upload or UploadForm(),
        "cutting": cutting or (CutForm(kept) if kept else None),
        "level": LevelForm(initial={"level": level_of(person, "photo")}),
    }
    return render(request, "directory/profile/photo.html", context, status=status)
