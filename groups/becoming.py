"""What a question with its answer can become: the knowledge room registers how a page is made of it."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString
from wagtail.models import Page

from access.models import User


@dataclass(frozen=True)
class Material:
    """What a page is made of: the question, its answers as safe HTML, and a line of thanks."""

    title: str
    answers: list[SafeString]
    thanks: SafeString
    language: str


class Becoming(Protocol):
    """Makes the draft of a page."""

    def may_make(self, maker: User, language: str) -> bool:
        """Whether `maker` adds such pages, in that language."""

    def make(self, maker: User, material: Material) -> Page:
        """Return the draft, which nobody but editors sees until it is published."""


_makers: list[Becoming] = []


def register_becoming(maker: Becoming) -> Becoming:
    """Let `maker` make pages of questions from now on."""
    _makers[:] = [maker]
    return maker


def maker_for(user: User, language: str) -> Becoming | None:
    """Return what makes a page of a question for `user`, or None where they add no such pages."""
    return next((maker for maker in _makers if maker.may_make(user, language)), None)
