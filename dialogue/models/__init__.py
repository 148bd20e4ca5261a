from dialogue.models.comment import BrinkComment, CommentEdit
from dialogue.models.report import CommentReport

__all__ = ["BrinkComment", "CommentEdit", "CommentReport"]
