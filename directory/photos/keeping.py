"""Keeping the photo of a person: the files, who changed them, and that no file outlives its photo."""

import hashlib
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction
from PIL import Image

from access.models import User
from directory.models import Person, PersonChange, PersonPhoto
from directory.photos.cutting import SIZES, Cut, as_webp, cut_faces
from directory.photos.picture import read_picture
from directory.policies import refuse_editing

LARGEST = "xl"


class NoPhoto(ValueError):
    """There is no photo to cut from."""


@transaction.atomic
def keep_photo(*, actor: User, person: Person, content: bytes, now: datetime) -> PersonPhoto:
    """Make the picture in `content` the photo of `person`, and return it; an earlier one is removed.

    Raises PermissionDenied, and ValidationError when it is no photo that can be kept.
    """
    refuse_editing(actor, person)
    picture = read_picture(content)
    before = _lock(person)
    photo = PersonPhoto(person=person)
    photo.original.save(f"{uuid4().hex}.webp", ContentFile(as_webp(picture)), save=False)
    _write_faces(photo, picture, Cut(), now)
    _tell(person, actor, "photo", before=before is not None, after=True, now=now)
    if before is not None:
        remove_files_later(before)
    return photo


@transaction.atomic
def cut_photo(*, actor: User, person: Person, cut: Cut, now: datetime) -> PersonPhoto:
    """Show another part of the photo. Raises PermissionDenied and NoPhoto."""
    refuse_editing(actor, person)
    photo = _lock(person)
    if photo is None:
        raise NoPhoto
    if cut == Cut(photo.left, photo.top, photo.side):
        return photo
    with photo.original.open("rb") as file:
        picture = Image.open(BytesIO(file.read()))
    old = face_names(photo)
    _write_faces(photo, picture, cut, now)
    _tell(person, actor, "photo", before=True, after=True, now=now)
    storage = photo.square.storage
    transaction.on_commit(lambda: _delete(storage, old))
    return photo


@transaction.atomic
def remove_photo(*, actor: User, person: Person, now: datetime) -> None:
    """Remove the photo, if there is one, with its files. Raises PermissionDenied."""
    refuse_editing(actor, person)
    photo = _lock(person)
    if photo is None:
        return
    photo.delete()
    person._state.fields_cache.pop("photo", None)
    _tell(person, actor, "photo", before=True, after=False, now=now)


def face_names(photo: PersonPhoto) -> dict[str, str]:
    """Return {size: the name of its file in the store}."""
    largest = PurePosixPath(photo.square.name or "")
    return {size: str(largest.with_stem(largest.stem.removesuffix(LARGEST) + size)) for size in SIZES}


def remove_files_later(photo: PersonPhoto) -> None:
    """Remove the files of a photo that is gone, once that is certain."""
    names, storage = {**face_names(photo), "original": photo.original.name or ""}, photo.original.storage
    transaction.on_commit(lambda: _delete(storage, names))


def read_face(photo: PersonPhoto, size: str) -> bytes:
    """Return the file of one size. Raises FileNotFoundError if the store has lost it."""
    name = (photo.original.name or "") if size == "original" else face_names(photo)[size]
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def _write_faces(photo: PersonPhoto, picture: Image.Image, cut: Cut, now: datetime) -> None:
    faces = cut_faces(picture, cut)
    stem = uuid4().hex
    for size, content in faces.items():
        if size != LARGEST:
            default_storage.save(f"people/{stem}-{size}.webp", ContentFile(content))
    photo.square.save(f"{stem}-{LARGEST}.webp", ContentFile(faces[LARGEST]), save=False)
    photo.digest = hashlib.sha256(faces[LARGEST]).hexdigest()[:32]
    photo.left, photo.top, photo.side = cut.left, cut.top, cut.side
    photo.changed_at = now
    photo.save()


def _lock(person: Person) -> PersonPhoto | None:
    """Return the photo as it is stored; nobody else changes it until the transaction ends."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return PersonPhoto.objects.filter(person=person).first()


def _tell(person: Person, actor: User, field: str, *, before: bool, after: bool, now: datetime) -> None:
    was, now_is = ("yes" if there else "" for there in (before, after))
    PersonChange.objects.create(person=person, at=now, by=actor, field=field, before=was, after=now_is)


def _delete(storage: Storage, names: dict[str, str]) -> None:
    for name in names.values():
        if name:
            storage.delete(name)
