from dialogue.models.comment import BrinkComment, CommentEdit
from dialogue.models.comment_file import CommentFile
from dialogue.models.conversation import Conversation
from dialogue.models.draft import Draft
from dialogue.models.mention import Mention
from dialogue.models.pin import Pin
from dialogue.models.reaction import Reaction
from dialogue.models.report import CommentReport

__all__ = [
    "BrinkComment",
    "CommentEdit",
    "CommentFile",
    "CommentReport",
    "Conversation",
    "Draft",
    "Mention",
    "Pin",
    "Reaction",
]
