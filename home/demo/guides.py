"""What Lindewaard says of tools, and what it promises about Brink itself."""

from functools import partial

from wagtail.models import Page

from home.demo.pages import PageLoader, Values, index_of
from home.demo.people import MAIL_HOST
from home.demo.writing import Writer
from home.demo.written import Written, read_all
from knowledge.models import KnowledgeIndexPage, StatementPage, ToolGuidePage
from knowledge.tools import QUESTIONS

FITS = {"for": "for_whom", "what": "what_kind", "long": "how_long"}


def load_guides(pages: PageLoader) -> None:
    """Make the tool guide and the statements that are missing."""
    for written in read_all("guides"):
        pages.load(ToolGuidePage, written, partial(index_of, KnowledgeIndexPage), partial(_of_guide, pages))
    for written in read_all("statements"):
        pages.load(StatementPage, written, _home, partial(_of_statement, pages))


def _home(writer: Writer) -> Page:
    # Read anew: the tree keeps the number of children in the parent's row.
    return Page.objects.get(pk=writer.home.pk)


def _of_guide(pages: PageLoader, written: Written, writer: Writer) -> Values:
    return {"rules": [("rule", _rule(pages, written, rule, writer)) for rule in written["rules"]]}


def _rule(pages: PageLoader, guide: Written, written: Written, writer: Writer) -> Values:
    text = written[writer.language]
    return {
        "situation": text["situation"],
        "tool": text["tool"],
        "why": text["why"],
        "page": writer.page(text["page"]) if "page" in text else None,
        "keeper": pages.people[written["keeper"]],
        "checked_on": pages.days.worked(guide["checked"]),
        **{FITS[question.name]: written.get(question.name, []) for question in QUESTIONS},
    }


def _of_statement(pages: PageLoader, written: Written, writer: Writer) -> Values:
    return {
        "kind": written["kind"],
        "stated_on": pages.days.worked(written["checked"]),
        "status": written[writer.language].get("status", ""),
        "contact_email": f"{written['email']}@{MAIL_HOST}",
    }
