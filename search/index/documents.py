"""An entry as Elasticsearch gets it."""

from typing import Any

from search.models import Entry

# In which the index reads words; what is in another language is read as the first.
LANGUAGES = ("nl", "en")


def document_of(entry: Entry) -> dict[str, Any]:
    """Return what the index holds of `entry`; its passages, keys and subjects are read, so prefetch them."""
    language = entry.language if entry.language in LANGUAGES else LANGUAGES[0]
    return {
        "entry": entry.pk,
        "kind": entry.kind,
        "language": entry.language,
        "scope": entry.scope_id,
        "unit": entry.unit_id,
        "keeper": entry.keeper_id,
        "subjects": [row.subject_id for row in entry.about.all()],
        "published_on": entry.published_on,
        "dated_on": entry.dated_on,
        "checked_on": entry.checked_on,
        "review_due_on": entry.review_due_on,
        "ends_on": entry.ends_on,
        "keys": entry.keys_of_person,
        "begun": entry.title,
        "title": {language: entry.title},
        "keywords": {language: entry.keywords},
        "headings": {language: entry.headings},
        # The text and one of the passages hold the title too. Otherwise, where many titles say a word and
        # few texts do, it would be rarer in texts, and they would come first.
        "text": {language: f"{entry.title}\n{entry.text}"},
        "passages": [
            {"text": {language: entry.title}},
            *(
                {"anchor": passage.anchor, "text": {language: passage.text or passage.heading}}
                for passage in entry.passages.all()
            ),
        ],
    }
