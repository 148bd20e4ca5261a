from dialogue.models.appeal import Appeal
from dialogue.models.case import Case
from dialogue.models.comment import BrinkComment, CommentEdit
from dialogue.models.comment_file import CommentFile
from dialogue.models.conversation import Conversation
from dialogue.models.decision import Decision, KeptWords
from dialogue.models.draft import Draft
from dialogue.models.draft_file import DraftFile
from dialogue.models.hint_word import HintWord
from dialogue.models.mention import Mention
from dialogue.models.pause import Pause
from dialogue.models.pin import Pin
from dialogue.models.reaction import Reaction
from dialogue.models.report import CommentReport

__all__ = [
    "Appeal",
    "BrinkComment",
    "Case",
    "CommentEdit",
    "CommentFile",
    "CommentReport",
    "Conversation",
    "Decision",
    "Draft",
    "DraftFile",
    "HintWord",
    "KeptWords",
    "Mention",
    "Pause",
    "Pin",
    "Reaction",
]
