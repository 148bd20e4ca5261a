"""What the newsroom of Lindewaard says about searches."""

from django.db import transaction
from wagtail.models import Page

from access.models import User
from directory.models import Person
from home.demo.days import Days
from home.demo.written import Tell, Written, read
from search.kinds import kind_of
from search.models import BestBet, Exclusion, SynonymRule

EDITOR = "emre"


@transaction.atomic
def load_searches(days: Days, tell: Tell) -> None:
    """Make the rules about searches, unless there are any."""
    if any(model.objects.exists() for model in (SynonymRule, BestBet, Exclusion)):
        return
    written = read("searches.yaml")
    changed = {"changed_by": User.objects.get(username=EDITOR), "changed_at": days.moment("3 11:20")}
    for rule in written["synonyms"]:
        tell(str(SynonymRule.objects.create(**rule, **changed)))
    for rule in written["best_bets"]:
        tell(str(BestBet.objects.create(**_best_bet(rule, days), **changed)))
    for rule in written["exclusions"]:
        searches = "\n".join(rule["searches"])
        made = Exclusion.objects.create(
            thing=_key(rule["page"]), searches=searches, why=rule["why"], **changed
        )
        tell(str(made))


def _best_bet(rule: Written, days: Days) -> Written:
    [language] = {"nl", "en"} & rule.keys()
    own = rule[language]
    return {
        "searches": "\n".join(own["searches"]),
        "thing": _key(own["page"]),
        "text": own["text"],
        "language": language,
        "keeper": Person.objects.get(user__username=rule["keeper"]),
        "ends_on": days.calendar(rule["ends_in"]),
    }


def _key(slug: str) -> str:
    """Return the key of the entry of the page at `slug`."""
    page = Page.objects.get(slug=slug, alias_of=None).specific
    return f"{kind_of(page).name}-{page.pk}"
