"""Who signs in."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from access.models import User

PASSWORD = "secret"


class UserFactory(DjangoModelFactory):
    """Someone with an account and no role; signs in with `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"colleague{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@lindewaard.example")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:  # Any: the factory's own
        password = kwargs.pop("password", PASSWORD)
        return model_class.objects.create_user(password=password, **kwargs)
