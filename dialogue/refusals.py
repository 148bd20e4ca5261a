"""What a service raises when it says no."""

from django.utils.functional import Promise


class Refused(Exception):
    """The thing that was asked is not done; `sentence` tells the reader why and what to do next."""

    sentence: str | Promise
