from search.models.edit_task import EditTask
from search.models.entry import Entry
from search.models.entry_subject import EntrySubject
from search.models.filling import Filling
from search.models.lesson import Lesson, LessonAsker, Remark
from search.models.passage import Passage
from search.models.person_keys import PersonKeys

__all__ = [
    "EditTask",
    "Entry",
    "EntrySubject",
    "Filling",
    "Lesson",
    "LessonAsker",
    "Passage",
    "PersonKeys",
    "Remark",
]
