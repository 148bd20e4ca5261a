import pytest
from django.test import Client


@pytest.mark.any_database
def test_a_name_of_endless_length_is_refused_and_not_looked_up(client: Client, db: None) -> None:
    answer = client.post("/login/", {"login": "a" * 100_000, "password": "x"})

    assert answer.status_code == 200
    assert answer.context["form"].errors["login"]
