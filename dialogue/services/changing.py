from collections.abc import Mapping

from dialogue.models import BrinkComment


def give(comment: BrinkComment, values: Mapping[str, object]) -> None:
    """Give a comment these values, in the database and at hand."""
    # Not save(): the package computes the thread there.
    BrinkComment.objects.filter(pk=comment.pk).update(**values)
    for name, value in values.items():
        setattr(comment, name, value)
