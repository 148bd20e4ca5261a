from django.test import Client, RequestFactory

from access.models import User
from home import errors
from home.models import HomePage


def test_sign_in_screen(client: Client, home: HomePage) -> None:
    answer = client.get("/login/")
    assert answer.status_code == 200
    assert b"<h1>" in answer.content


def test_lost(client: Client, home: HomePage, employee: User) -> None:
    client.force_login(employee)
    answer = client.get("/nothing/")
    assert answer.status_code == 404
    assert b'href="/people/"' in answer.content


def test_500(rf: RequestFactory) -> None:
    assert errors.server_error(rf.get("/")).status_code == 500
