"""Keeps every process's memory of the newsroom's rules true."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from search.models import BestBet, Exclusion, SearchWeights, SilencedSynonym, SynonymRule
from search.rules import note_change


def remember_anew(sender: Any, **_more: Any) -> None:  # Any: Django's own
    note_change()


for model in (SynonymRule, SilencedSynonym, BestBet, Exclusion, SearchWeights):
    post_save.connect(remember_anew, sender=model, dispatch_uid=f"{model.__name__} is saved")
    post_delete.connect(remember_anew, sender=model, dispatch_uid=f"{model.__name__} is deleted")
