from dialogue.services.appealing import answer_appeal, appeal
from dialogue.services.asking import (
    mark_question,
    say_helped,
    say_not_yet,
    set_aside,
    take_back,
    unmark_question,
)
from dialogue.services.claiming import claim_case, let_case_go
from dialogue.services.drafting import change_draft_file, save_draft, throw_away
from dialogue.services.moderating import (
    ask_change,
    dismiss_report,
    hide_comment,
    let_stand,
    propose_removal,
    remove_comment,
    restore_comment,
)
from dialogue.services.pausing import end_pause, pause_author
from dialogue.services.pinning import pin_comment, unpin_comment
from dialogue.services.posting import edit_comment, post_comment, withdraw_comment
from dialogue.services.reacting import react
from dialogue.services.reporting import report_comment
from dialogue.services.writing import LONGEST_COMMENT

__all__ = [
    "LONGEST_COMMENT",
    "answer_appeal",
    "appeal",
    "ask_change",
    "change_draft_file",
    "claim_case",
    "dismiss_report",
    "edit_comment",
    "end_pause",
    "hide_comment",
    "let_case_go",
    "let_stand",
    "mark_question",
    "pause_author",
    "pin_comment",
    "post_comment",
    "propose_removal",
    "react",
    "remove_comment",
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
