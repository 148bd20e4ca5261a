"""Where a thing that was found lives: what a reader has to know besides its title."""

from collections.abc import Iterable

from wagtail.models import Page

# Of pages the root, the front page and the index of a kind: a result says its kind already.
SHELVES = 3


def places_of_pages(pages: Iterable[Page]) -> dict[int, str]:
    """Return the section, blog or podcast in which each page is, in one query.

    Whoever may see a page may see what it is in.
    """
    above = {page.pk: page.path[: -Page.steplen] for page in pages if page.depth > SHELVES + 1}
    if not above:
        return {}
    titles = dict(Page.objects.live().filter(path__in=set(above.values())).values_list("path", "title"))
    return {pk: titles[path] for pk, path in above.items() if path in titles}
