"""What of a person stands in the directory."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces
from directory.models import Person

# What stays of a row: that it is there, who may see it, and since when nobody's name is on it.
KEPT_OF_PERSON = {
    "id",
    "user",
    "slug",
    "name",
    "sort_name",
    "scope",
    "left_on",
    "erased_at",
    "made_at",
    "changed_at",
}


def empty_person(rows: Rows, traced: Traced) -> None:
    """Leave a row behind that others' work can point at, and that says nothing of who it was."""
    with translation.override(settings.LANGUAGE_CODE):
        nobody = gettext("Former colleague")
    for person in rows.select_for_update():
        for field in Person._meta.concrete_fields:
            if field.name not in KEPT_OF_PERSON:
                setattr(person, field.name, None if field.null else "")
        person.name = person.sort_name = nobody
        person.slug = f"former-colleague-{person.pk}"
        person.save()


# There a name may be that of a namesake.
NAMES = ("name", "sort_name", "nickname", "spoken_name")


def names_of_others(traced: Traced) -> Q:
    """Find the changes of others' profiles that name the person, such as who became their manager."""
    named = Q(before__in=traced.names) | Q(after__in=traced.names)
    return named & ~Q(field__in=NAMES)


def new_leaders(traced: Traced) -> Q:
    """Find the changes of units that name the person."""
    return Q(before__in=traced.names) | Q(after__in=traced.names)


def forget_name(rows: Rows, traced: Traced) -> None:
    """Keep that something was changed, without the name."""
    for side in ("before", "after"):
        rows.filter(**{f"{side}__in": traced.names}).update(**{side: ""})


def entries_about(traced: Traced) -> Q:
    """Find what the audit log says of the listing; of the account it says it by key."""
    return Q(thing_kind="directory.person", thing_id=str(traced.person_id or ""))


def drop_archives(rows: Rows, traced: Traced) -> None:
    for archive in rows:
        transaction.on_commit(partial(archive.file.storage.delete, archive.file.name))
    rows.delete()


def of_person(model: str, kind: Kind = Kind.PROFILE, *, files: tuple[str, ...] = (), **more: object) -> Trace:
    """Return the place of rows that belong to one listing and go with it."""
    return Trace(
        model=f"directory.{model}",
        kind=kind,
        erasing=Erasing.DELETE,
        person=("person",),
        files=files,
        **more,  # type: ignore[arg-type]  # the fields of a trace
    )


TRACES = [
    of_person("Placement"),
    of_person("Workday"),
    Trace(
        model="directory.Absence",
        kind=Kind.PROFILE,
        erasing=Erasing.DELETE,
        person=("person", "stand_in"),
        title=_("absences and standing in"),
        tells=("starts_on", "ends_on"),
        erase=lambda rows, traced: (
            rows.filter(person=traced.person_id).delete(),
            rows.filter(stand_in=traced.person_id).update(stand_in=None),
        ),
    ),
    of_person("SpokenLanguage", title=_("languages")),
    of_person("Experience"),
    of_person("PersonLink"),
    of_person("PersonPhoto", files=("original", "square"), tells=("changed_at",)),
    of_person("FieldVisibility", tells=("field", "level")),
    of_person("SourceLink", holds=("external_id",), tells=("source", "external_id")),
    of_person(
        "ScimUser",
        holds=(
            *("user_name", "user_name_key", "external_id", "employee_number"),
            *("formatted_name", "family_name", "given_name", "middle_name", "display_name", "nick_name"),
            *("email", "email_is_primary", "phone", "phone_is_primary", "mobile", "mobile_is_primary"),
            "manager",
        ),
        title=_("what the identity provider told of you"),
        tells=(
            *("user_name", "external_id", "employee_number", "active", "title", "department"),
            *("formatted_name", "family_name", "given_name", "middle_name", "display_name", "nick_name"),
            *("preferred_language", "email", "phone", "mobile", "made_at", "changed_at", "removed_at"),
        ),
    ),
    of_person("Person_subjects", title=_("subjects"), tells=("subject",)),
    of_person("Person_duties", title=_("duties"), tells=("duty",)),
    of_person("OutsideMembership", title=_("groups elsewhere")),
    of_person("OutsideGrant"),
    of_person("Unit_editors", title=_("keeping the profiles of units"), tells=("unit",)),
    Trace(
        model="directory.DataArchive",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("file",),
        tells=("requested_at", "ready_at", "expires_at"),
        erase=drop_archives,
    ),
    Trace(
        model="directory.Unit",
        kind=Kind.PROFILE,
        erasing=Erasing.ANONYMISE,
        person=("leader",),
        holds=("editors",),
        title=_("leading units"),
        tells=("name",),
        erase=lambda rows, traced: rows.update(leader=None),
    ),
    of_person("PersonChange", tells=("at", "field", "before", "after")),
    Trace(
        model="directory.PersonChange",
        kind=Kind.LOG,
        erasing=Erasing.ANONYMISE,
        user=("by",),
        holds=("before", "after"),
        also=names_of_others,
        title=_("changes of others' profiles"),
        tells=("at", "field"),
        erase=lambda rows, traced: forget_name(rows.exclude(field__in=NAMES), traced),
    ),
    Trace(
        model="directory.UnitChange",
        kind=Kind.LOG,
        erasing=Erasing.ANONYMISE,
        user=("by",),
        holds=("before", "after"),
        also=new_leaders,
        tells=("at", "unit", "kind"),
        erase=forget_name,
    ),
    Trace(
        model="access.AuditEntry",
        kind=Kind.PROFILE,
        erasing=Erasing.KEEP,
        also=entries_about,
        title=_("entries in the audit log"),
        tells=("at", "action", "details"),
        reason=_("It says who did what by a key alone, so that nobody can change what happened."),
    ),
    Trace(
        model="directory.ImportRun",
        kind=Kind.LOG,
        erasing=Erasing.ANONYMISE,
        user=("by",),
        tells=("started_at", "file_name", "outcome"),
        erase=lambda rows, traced: rows.update(by=None),
    ),
    Trace(
        model="directory.Person",
        kind=Kind.PROFILE,
        erasing=Erasing.ANONYMISE,
        person=("pk",),
        holds=(
            "user",
            "manager",
            "name",
            "sort_name",
            "nickname",
            "spoken_name",
            "email",
            "phone",
            "mobile",
            "contact_by",
        ),
        title=_("profile"),
        tells=tuple(
            field.name
            for field in Person._meta.concrete_fields
            if field.name not in {"id", "user", "scope", "made_at", "erased_at", "asked_again_on"}
        ),
        erase=empty_person,
        is_last=True,
    ),
]


def register() -> None:
    """Let what the directory keeps be found."""
    register_traces(TRACES)
    name = "It names a thing, not a person."
    register_impersonal("directory.Audience", "name", "name_en", because=name)
    register_impersonal("directory.ClosingDay", "name", because=name)
    register_impersonal("directory.Duty", "name_nl", "name_en", because=name)
    register_impersonal("directory.Location", "name", "address", because="It is where a building stands.")
    register_impersonal("directory.Subject", "name_nl", "name_en", because=name)
    register_impersonal("directory.Unit", "name", because=name)
    register_impersonal(
        "directory.OutsideGroup",
        "name",
        "external_id",
        "members",
        because="Its members are rows of their own, which are registered.",
    )
    register_impersonal(
        "directory.ColumnMapping", "name", "columns", because="It names the columns of a file."
    )
    register_impersonal(
        "directory.ImportRun",
        "file_name",
        "counts",
        "refusals",
        because="It names a file, and places and reasons without what stood there.",
    )
    register_impersonal(
        "directory.Source", "name", "delivers", "report_to", because="It is a register and its desk."
    )
