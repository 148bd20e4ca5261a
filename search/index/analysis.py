"""How Elasticsearch reads words, in Dutch and in English."""

from typing import Any

from search.words import WORD_LISTS

# Raise it with every change of analysis, mapping or document: an index of another version is filled anew.
VERSION = 6

# Nobody types more of a word before they find it in the list.
LONGEST_BEGINNING = 20
FOLDED = ["lowercase", "asciifolding"]


def settings_of(parts: list[str]) -> dict[str, Any]:
    """Return the settings of an index; `parts` are the words that longer Dutch words are made of."""
    return {
        # Deleted things are remembered until every late write has come in.
        "gc_deletes": "1h",
        "similarity": {
            "titles": {"type": "BM25", "b": 0.3},
            "texts": {"type": "BM25", "b": 0.4},
        },
        "analysis": {
            "filter": {
                "dutch_stop": {"type": "stop", "stopwords": "_dutch_"},
                # The stemmer takes the s off "fiets" but not off "fietsen", and knows no "lid" and "leden".
                "dutch_forms": {"type": "stemmer_override", "rules": dutch_rules()},
                "dutch_stems": {"type": "stemmer", "language": "dutch_kp"},
                "dutch_parts": {
                    "type": "dictionary_decompounder",
                    "word_list": parts,
                    "min_word_size": 6,
                    "min_subword_size": 4,
                    "max_subword_size": 12,
                },
                "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING},
                "as_long": {"type": "truncate", "length": LONGEST_BEGINNING},
                "english_stop": {"type": "stop", "stopwords": "_english_"},
                "english_possessive": {"type": "stemmer", "language": "possessive_english"},
                "english_stems": {"type": "stemmer", "language": "english"},
            },
            "analyzer": {
                "plain": _analyzer(*FOLDED),
                "keys": {"type": "custom", "tokenizer": "whitespace"},
                "begun": _analyzer(*FOLDED, "beginnings"),
                "begun_asked": _analyzer(*FOLDED, "as_long"),
                "whole_begun": _analyzer(*FOLDED, "beginnings", tokenizer="keyword"),
                "whole_begun_asked": _analyzer(*FOLDED, "as_long", tokenizer="keyword"),
                "nl": _analyzer(*FOLDED, "dutch_stop", "dutch_forms", "dutch_stems"),
                "nl_parts": _analyzer(
                    *FOLDED, "dutch_stop", "dutch_parts", "dutch_forms", "dutch_stems", "remove_duplicates"
                ),
                "en": _analyzer("english_possessive", *FOLDED, "english_stop", "english_stems"),
            },
        },
    }


def _analyzer(*filters: str, tokenizer: str = "standard") -> dict[str, Any]:
    return {"type": "custom", "tokenizer": tokenizer, "filter": list(filters)}


def dutch_rules() -> list[str]:
    """Return the forms that the stemmer does not bring together, each with its first form as stem."""
    lines = (WORD_LISTS / "dutch_forms.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.split() for line in lines if line]
    return [f"{', '.join(group)} => {group[0]}" for group in groups]
