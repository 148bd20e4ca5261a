"""The rules of a tool guide, as an editor writes them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.people import PersonChooserBlock
from knowledge.tools import QUESTIONS


class FitsBlock(blocks.MultipleChoiceBlock):
    """The answers to one question of the helper that a rule is for."""

    def __init__(self, question: str) -> None:
        self.question = next(known for known in QUESTIONS if known.name == question)
        super().__init__(
            choices=self.question.answers.choices,
            required=False,
            label=self.question.words,
            help_text=_("Tick nothing if it does not matter."),
        )

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        # The answers stand in the code: other words for them change no row.
        return "knowledge.blocks.FitsBlock", [self.question.name], {}


class RuleBlock(blocks.StructBlock):
    situation = blocks.CharBlock(
        max_length=150,
        label=_("Situation of work"),
        help_text=_("As someone would say it: “You want to know something today, from one colleague”."),
    )
    tool = blocks.CharBlock(max_length=80, label=_("Tool"))
    why = blocks.CharBlock(max_length=300, label=_("Why"))
    page = blocks.PageChooserBlock(required=False, label=_("Page that leads there"))
    url = blocks.URLBlock(required=False, label=_("Or its address"))
    for_whom = FitsBlock("for")
    what_kind = FitsBlock("what")
    how_long = FitsBlock("long")
    keeper = PersonChooserBlock("directory.Person", label=_("Owner"))
    checked_on = blocks.DateBlock(label=_("Checked on"))

    class Meta:
        icon = "help"
        label = _("Rule")
        description = _("A situation of work, the tool for it, and why.")


class RulesBlock(blocks.StreamBlock):
    rule = RuleBlock()
