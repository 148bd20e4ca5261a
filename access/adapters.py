from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """How people come in: accounts are given, not taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
