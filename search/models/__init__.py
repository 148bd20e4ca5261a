from search.models.edit_task import EditTask
from search.models.entry import Entry
from search.models.entry_subject import EntrySubject
from search.models.file_text import FileText
from search.models.filling import Filling
from search.models.lesson import Lesson, LessonAsker, Remark
from search.models.passage import Passage
from search.models.person_keys import PersonKeys
from search.models.recent_search import RecentSearch, SearchMemory
from search.models.rules import BestBet, Exclusion, RulesToken, SilencedSynonym, SynonymRule
from search.models.weights import JudgedSearch, SearchWeights

__all__ = [
    "BestBet",
    "EditTask",
    "Entry",
    "EntrySubject",
    "Exclusion",
    "FileText",
    "Filling",
    "JudgedSearch",
    "Lesson",
    "LessonAsker",
    "Passage",
    "PersonKeys",
    "RecentSearch",
    "Remark",
    "RulesToken",
    "SearchMemory",
    "SearchWeights",
    "SilencedSynonym",
    "SynonymRule",
]
