"""The triggers that keep the audit log append-only, in the words of each database."""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "access_auditentry"
MESSAGE = "The audit log is append-only."

# Emptying the whole table (TRUNCATE) stays possible, as dropping it does: who may do that in PostgreSQL owns
# the triggers as well.
GUARDS = {
    "postgresql": (
        f"""
        CREATE FUNCTION refuse_change_of_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$
        """,
        f"""
        CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_log()
        """,
    ),
    "sqlite": tuple(
        f"""
        CREATE TRIGGER audit_log_refuses_{change.lower()} BEFORE {change} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
        """
        for change in ("UPDATE", "DELETE")
    ),
}
REMOVALS = {
    "postgresql": (
        f"DROP TRIGGER audit_log_is_append_only ON {TABLE}",
        "DROP FUNCTION refuse_change_of_audit_log()",
    ),
    "sqlite": ("DROP TRIGGER audit_log_refuses_update", "DROP TRIGGER audit_log_refuses_delete"),
}


def guard(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse to change or delete an entry; who rebuilds the table calls it again."""
    _run(connection, GUARDS)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for a migration that goes back."""
    _run(connection, REMOVALS)


def _run(connection: BaseDatabaseWrapper, statements: Mapping[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
