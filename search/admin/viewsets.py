"""What the newsroom says about searches, in the Wagtail admin: one menu, with a register of each."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, Table, TitleColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from access.scopes import visible_scope_ids
from search.admin.forms import BestBetForm, ExclusionForm, SynonymRuleForm
from search.admin.things import label_of
from search.admin.trying import CreateOrTry, EditOrTry, TryPanel
from search.models import BestBet, Exclusion, JudgedSearch, SynonymRule
from search.things import entries_by_key

# Whoever adds a screen about searches puts it in this menu.
MENU_HOOK = "register_search_menu_item"


class ByWhom(IndexView):
    """A list with who changed each rule."""

    def get_base_queryset(self) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_base_queryset()
        return found.select_related("changed_by")


class AboutThings(ByWhom):
    """A list in which each rule names its thing, if the editor may see that."""

    def get_base_queryset(self) -> QuerySet[Any]:
        found = super().get_base_queryset()
        return found.select_related("keeper") if issubclass(self.model, BestBet) else found

    def get_table(self, object_list: Iterable[Any]) -> Table:  # Any: rows get words beside their fields
        rules = list(object_list)
        scope_ids = visible_scope_ids(self.request.user)
        entries = entries_by_key([rule.thing for rule in rules if rule.thing], scope_ids)
        for rule in rules:
            entry = entries.get(rule.thing)
            rule.leads_to = (
                label_of(entry) if entry else getattr(rule, "address", "") or _("gone, or not for you to see")
            )
            rule.about = " \N{MIDDLE DOT} ".join(rule.searches.split("\n")) or _("every search")
            rule.shows = isinstance(rule, BestBet) and rule.ends_on >= timezone.localdate()
        return super().get_table(rules)


class RuleViewSet(SnippetViewSet):
    """A register of rules, each of which can be tried before it is saved."""

    list_per_page = 50
    copy_view_enabled = False
    add_view_class = CreateOrTry
    edit_view_class = EditOrTry


def who_and_when() -> list[str | Column]:
    """Return the columns of who changed a rule last."""
    return ["changed_by", DateColumn("changed_at", label=capfirst(gettext_lazy("changed at")))]


def for_what() -> MultiFieldPanel:
    """Return the fields of the searches that a rule is about."""
    searches = FieldPanel("searches", widget=AdminAutoHeightTextInput(attrs={"rows": 4}))
    return MultiFieldPanel([searches, FieldPanel("is_wide")], heading=gettext_lazy("For what"))


class SynonymRuleViewSet(RuleViewSet):
    model = SynonymRule
    icon = "resubmit"
    menu_label = gettext_lazy("Synonyms")
    menu_name = "search-synonyms"
    index_view_class = ByWhom
    list_display = [
        "words",
        Column("get_language_display", label=capfirst(gettext_lazy("language"))),
        BooleanColumn("is_on", label=capfirst(gettext_lazy("works"))),
        "note",
        *who_and_when(),
    ]
    list_filter = ["language", "is_on"]
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "language",
                        help_text=gettext_lazy(
                            "With a language, it works only for who reads Brink in that language."
                        ),
                    ),
                    FieldPanel("is_on"),
                ]
            ),
            FieldPanel("note"),
            TryPanel(heading=gettext_lazy("Try it")),
        ],
        base_form_class=SynonymRuleForm,
    )


class BestBetViewSet(RuleViewSet):
    model = BestBet
    icon = "pick"
    menu_label = gettext_lazy("Best bets")
    menu_name = "search-best-bets"
    index_view_class = AboutThings
    list_display = [
        TitleColumn(
            "about", label=capfirst(gettext_lazy("searches")), url_name="wagtailsnippets_search_bestbet:edit"
        ),
        Column("leads_to", label=capfirst(gettext_lazy("leads to"))),
        "keeper",
        "ends_on",
        BooleanColumn("shows", label=capfirst(gettext_lazy("is shown"))),
    ]
    list_filter = ["language", "ends_on"]
    edit_handler = ObjectList(
        [
            for_what(),
            MultiFieldPanel(
                [FieldPanel("chosen"), FieldPanel("address"), FieldPanel("title")],
                heading=gettext_lazy("What comes first"),
            ),
            FieldPanel("text"),
            FieldPanel("language"),
            FieldRowPanel([FieldPanel("keeper"), FieldPanel("ends_on")]),
            TryPanel(heading=gettext_lazy("Try it")),
        ],
        base_form_class=BestBetForm,
    )


class ExclusionViewSet(RuleViewSet):
    model = Exclusion
    icon = "no-view"
    menu_label = gettext_lazy("Exclusions")
    menu_name = "search-exclusions"
    index_view_class = AboutThings
    list_display = [
        TitleColumn(
            "leads_to",
            label=capfirst(gettext_lazy("is kept out")),
            url_name="wagtailsnippets_search_exclusion:edit",
        ),
        Column("about", label=capfirst(gettext_lazy("searches"))),
        "why",
        *who_and_when(),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("chosen"),
            for_what(),
            FieldPanel("why"),
            TryPanel(heading=gettext_lazy("Try it")),
        ],
        base_form_class=ExclusionForm,
    )


class JudgedSearchViewSet(SnippetViewSet):
    model = JudgedSearch
    icon = "tasks"
    menu_label = gettext_lazy("Judged searches")
    menu_name = "search-judged"
    list_display = ["search", "page", Column("get_grade_display", label=capfirst(gettext_lazy("how well")))]
    list_filter = ["grade"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList([FieldPanel("search"), FieldPanel("page"), FieldPanel("grade")])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what was judged of pages that the editor may see."""
        seen = JudgedSearch.objects.filter(page__visibility__scope__in=visible_scope_ids(request.user))
        return seen.select_related("page")


class SearchGroup(SnippetViewSetGroup):
    """All that the newsroom says about searches."""

    # Not "Search": that is Wagtail's own field, at the top of the same menu.
    menu_label = gettext_lazy("Findability")
    menu_name = "search-tools"
    menu_icon = "crosshairs"
    menu_order = 255
    submenu_hook = MENU_HOOK
    items = (SynonymRuleViewSet, BestBetViewSet, ExclusionViewSet, JudgedSearchViewSet)
