"""What of a person stands with their account, their sign-in and the work in the background."""

from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.traces import Erasing, Kind, Rows, Trace, Traced, register_impersonal, register_traces

BATCH_SIZE = 500


def sessions_of(traced: Traced) -> Q:
    """Find the sessions of the account: what a session holds can only be read one by one."""
    return Q(pk__in=list(_keys_of_sessions(traced.user_id)))


def _keys_of_sessions(user_id: int | None) -> Iterator[str]:
    if user_id is None:
        return
    for session in Session.objects.iterator(chunk_size=BATCH_SIZE):
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            yield session.session_key


def close_account(rows: Rows, traced: Traced) -> None:
    """Leave an account behind that says nobody's name and lets nobody in."""
    for user in rows.select_for_update():
        user.set_unusable_password()
        user.username = str(user.key)
        user.first_name = user.last_name = user.email = user.language = user.theme = ""
        user.last_login = None
        user.is_active = user.is_staff = user.is_superuser = False
        user.save()


def forget_host(rows: Rows, traced: Traced) -> None:
    """Keep the invitations that someone sent, and drop those that were sent to them."""
    rows.filter(user=traced.user_id).delete()


TRACES = [
    Trace(
        model="access.User_groups",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("roles"),
        tells=("group",),
    ),
    Trace(
        model="access.User_user_permissions",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        title=_("permissions given by name"),
        tells=("permission",),
    ),
    Trace(
        model="access.FeedKey",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        tells=("purpose", "made_at"),
    ),
    Trace(
        model="access.OwnToken",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("name",),
        tells=("name", "made_at", "last_used_at", "expires_at"),
    ),
    Trace(
        model="access.Invitation",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user", "invited_by"),
        tells=("invited_at", "expires_at", "accepted_at", "withdrawn_at"),
        erase=forget_host,
    ),
    Trace(
        model="account.EmailAddress",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("email",),
        title=_("mail addresses"),
        tells=("email", "verified", "primary"),
    ),
    Trace(
        model="account.EmailConfirmation",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("email_address__user",),
        title=_("mails that confirm an address"),
        tells=("created", "sent"),
    ),
    Trace(
        model="mfa.Authenticator",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("data",),
        title=_("passkeys and codes"),
        tells=("type", "created_at", "last_used_at"),
    ),
    Trace(
        model="socialaccount.SocialAccount",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("extra_data",),
        title=_("sign-in by another service"),
        tells=("provider", "uid", "date_joined", "last_login", "extra_data"),
    ),
    Trace(
        model="socialaccount.SocialToken",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("account__user",),
        title=_("keys of another service"),
        tells=("expires_at",),
    ),
    Trace(
        model="usersessions.UserSession",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("ip", "user_agent", "data"),
        title=_("browsers that signed in"),
        tells=("created_at", "last_seen_at", "ip", "user_agent"),
    ),
    Trace(
        model="sessions.Session",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        holds=("session_data",),
        title=_("sessions that have not ended"),
        tells=("expire_date",),
        also=sessions_of,
        is_costly=True,
    ),
    Trace(
        model="wagtailusers.UserProfile",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("dismissibles",),
        files=("avatar",),
        title=_("settings of the admin"),
    ),
    Trace(
        model="wagtailcore.APIToken",
        kind=Kind.ACCOUNT,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("name",),
        title=_("keys for programs"),
        tells=("name", "created", "revoked_at", "last_used_at"),
    ),
    Trace(
        model="access.ApiToken",
        kind=Kind.ACCOUNT,
        erasing=Erasing.ANONYMISE,
        user=("made_by",),
        tells=("name", "made_at", "expires_at", "revoked_at"),
    ),
    Trace(
        model="wagtailadmin.EditingSession",
        kind=Kind.WORK,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("content_type",),
        title=_("pages open in the admin"),
        tells=("last_seen_at", "is_editing"),
    ),
    Trace(
        model="wagtailadmin.FormState",
        kind=Kind.WORK,
        erasing=Erasing.DELETE,
        user=("user",),
        holds=("content_type",),
        title=_("forms of the admin that were not saved"),
        tells=("last_updated_at", "data"),
    ),
    Trace(
        model="django_tasks_database.DBTaskResult",
        kind=Kind.WORK,
        erasing=Erasing.DELETE,
        words=("args_kwargs", "return_value", "traceback"),
        title=_("work in the background"),
        # What it was given may name others too.
        tells=("task_path", "enqueued_at", "finished_at"),
        # A worker has it in hand, and it goes when it is done.
        but_not=Q(status="RUNNING"),
    ),
    Trace(
        model="access.AuditEntry",
        kind=Kind.LOG,
        erasing=Erasing.KEEP,
        key=("actor_key", "thing_id"),
        holds=("details",),
        title=_("entries in the audit log"),
        tells=("at", "action", "thing_kind", "details"),
        reason=_("It says who did what by a key alone, so that nobody can change what happened."),
    ),
    Trace(
        model="access.User",
        kind=Kind.ACCOUNT,
        erasing=Erasing.ANONYMISE,
        user=("pk",),
        holds=("username", "first_name", "last_name", "email"),
        title=_("account"),
        tells=(
            "username",
            "first_name",
            "last_name",
            "email",
            "date_joined",
            "last_login",
            "is_active",
            "language",
            "theme",
            "uses_shortcuts",
            "key",
        ),
        erase=close_account,
        is_last=True,
    ),
]


def register() -> None:
    """Let what this room and the packages of sign-in keep be found."""
    register_traces(TRACES)
    name = "It names a thing, not a person."
    register_impersonal("access.ApiToken", "name", "scopes", because="It names a machine and what it may do.")
    for model in ("auth.Group", "auth.Permission", "sites.Site"):
        register_impersonal(model, "name", because=name)
    register_impersonal("auth.Permission", "content_type", because="It says of which model a permission is.")
    register_impersonal(
        "django_tasks_database.DBTaskResult",
        "worker_ids",
        "queue_name",
        "backend_name",
        because="They name machines.",
    )
    service = "It is a service that people sign in with."
    register_impersonal("socialaccount.SocialApp", "name", "settings", because=service)
    register_impersonal("access.IdentityProvider", "name", "claims", because=service)
