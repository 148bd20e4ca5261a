from dialogue.services.asking import (
    mark_question,
    say_helped,
    say_not_yet,
    set_aside,
    take_back,
    unmark_question,
)
from dialogue.services.drafting import change_draft_file, save_draft, throw_away
from dialogue.services.moderating import dismiss_report, hide_comment, report_comment, restore_comment
from dialogue.services.pinning import pin_comment, unpin_comment
from dialogue.services.posting import edit_comment, post_comment, withdraw_comment
from dialogue.services.writing import LONGEST_COMMENT

__all__ = [
    "LONGEST_COMMENT",
    "change_draft_file",
    "dismiss_report",
    "edit_comment",
    "hide_comment",
    "mark_question",
    "pin_comment",
    "post_comment",
    "report_comment",
    "restore_comment",
    "save_draft",
    "say_helped",
    "say_not_yet",
    "set_aside",
    "take_back",
    "throw_away",
    "unmark_question",
    "unpin_comment",
    "withdraw_comment",
]
