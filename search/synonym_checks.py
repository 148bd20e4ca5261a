"""What is wrong with a rule of synonyms, in a sentence that says what to do."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from search.people.stems import telling_words
from search.synonyms import ARROW, Synonyms, read, stems_of

MOST_TERMS = 20
MOST_WORDS = 6
LONGEST_TERM = 60


class NoRule(ValueError):
    """This is no rule; the message is for who wrote it."""


def checked(line: str, language: str, others: Iterable[tuple[str, str]]) -> str:
    """Return `line` as it is kept. Raises NoRule.

    `others` are the lines that work already, each with its language.
    """
    if line.count(ARROW) > 1:
        raise NoRule(_("Write one arrow (=>) at most, and make another rule for the rest."))
    rule = read(line, language)
    _check_sides(rule)
    for term in dict.fromkeys((*rule.left, *rule.right)):
        _check_term(term)
    _check_forms(rule)
    _check_against(rule, [read(*other) for other in others])
    left, right = ", ".join(rule.left), ", ".join(rule.right)
    return left if rule.is_mutual else f"{left} {ARROW} {right}"


def _check_sides(rule: Synonyms) -> None:
    if rule.is_mutual and len(rule.left) < 2:
        raise NoRule(_("Write at least two words, with a comma between them."))
    if not (rule.left and rule.right):
        raise NoRule(_("Write something on both sides of the arrow."))
    if len({*rule.left, *rule.right}) > MOST_TERMS:
        raise NoRule(_("These are too many: write at most %(most)d in one rule.") % {"most": MOST_TERMS})


def _check_term(term: str) -> None:
    if len(term) > LONGEST_TERM or len(stems_of(term)) > MOST_WORDS:
        raise NoRule(
            _("“%(term)s” is too long: write at most %(most)d words between commas.")
            % {"term": term[:LONGEST_TERM], "most": MOST_WORDS}
        )
    # An abbreviation may look like a small word: OR and IT.
    if not telling_words(term) and not term.isupper():
        raise NoRule(
            _("“%(term)s” stands in nearly every text, so it finds nothing in particular. Leave it out.")
            % {"term": term}
        )


def _check_forms(rule: Synonyms) -> None:
    if not _pairs(rule):
        raise NoRule(_("These are forms of one word, which find each other already."))


def _check_against(rule: Synonyms, others: list[Synonyms]) -> None:
    """Refuse what stands there already, and what leads back to where it began."""
    own = _pairs(rule)
    beside = [other for other in others if not (rule.language and other.language) or same(rule, other)]
    if any(own <= _pairs(other) for other in beside):
        raise NoRule(_("Another rule says this already."))
    if rule.is_mutual:
        return
    steps: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for other in beside:
        if not other.is_mutual:
            for left, right in _pairs(other):
                steps.setdefault(left, set()).add(right)
    for left, right in own:
        if left in _reached_from(right, steps):
            raise NoRule(
                _("Other rules lead back from right to left. Make one of them all, with commas and no arrow.")
            )


def same(rule: Synonyms, other: Synonyms) -> bool:
    """Tell whether both are about the same language."""
    return rule.language == other.language


def _pairs(rule: Synonyms) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    found = {(stems_of(left), stems_of(right)) for left in rule.left for right in rule.right}
    return {(left, right) for left, right in found if left != right}


def _reached_from(
    term: tuple[str, ...], steps: dict[tuple[str, ...], set[tuple[str, ...]]]
) -> set[tuple[str, ...]]:
    reached: set[tuple[str, ...]] = set()
    waiting = [term]
    while waiting:
        for step in steps.get(waiting.pop(), set()) - reached:
            reached.add(step)
            waiting.append(step)
    return reached
