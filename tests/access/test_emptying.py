import pytest
from django.test import Client

from access.models import AuditEntry, User
from access.roles import Role, group_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


@pytest.mark.parametrize("turn", [1, 2])
def test_the_audit_log_of_a_test_that_commits_does_not_reach_the_next(client: Client, turn: int) -> None:
    left_over = AuditEntry.objects.count()

    client.force_login(User.objects.create_user(f"colleague{turn}"))

    assert left_over == 0
    assert AuditEntry.objects.get().action == "session.started"
    assert group_of(Role.EDITOR).name == "Redacteur"
