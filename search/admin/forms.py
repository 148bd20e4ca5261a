"""The forms by which the newsroom says something about searches."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from access.audit import record
from access.scopes import visible_scope_ids
from search.admin.things import ThingField
from search.kinds import PERSON
from search.models import BestBet, Exclusion, SynonymRule
from search.rules import Rules, core_of, read_rules
from search.synonym_checks import NoRule, checked
from search.synonyms import read
from search.things import entries_by_key
from search.trying import Trial
from search.words import clean

MOST_SEARCHES = 30
LONGEST_SEARCH = 100
# Nobody remembers by then why it was put there.
LONGEST_STAND = timedelta(days=366)
# Another one is no place to read.
SCHEMES = {"http", "https"}


class RuleForm(WagtailAdminModelForm):
    """Keeps who changed a rule, and writes it down."""

    instance: Any  # any rule
    for_user: Any  # the account of the editor
    cleaned_data: dict[str, Any]
    # Of no column: what the newsroom tries before saving.
    try_with = forms.CharField(label=_("Search to try"), required=False, max_length=LONGEST_SEARCH)
    trial: Trial | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"].choices = [("", _("Any language")), *settings.LANGUAGES]

    def search_to_try(self) -> str:
        """Return what to search for: what was asked, or what the rule itself is about."""
        return clean(self.cleaned_data["try_with"]) or self.own_search()

    def own_search(self) -> str:
        """Return a search that the rule is about."""
        return str(self.instance.searches).partition("\n")[0]

    def changed(self, rules: Rules) -> Rules:
        """Return `rules` as they would be if this were saved."""
        raise NotImplementedError

    def save(self, commit: bool = True) -> Any:
        now = timezone.now()
        self.instance.changed_by, self.instance.changed_at = self.for_user, now
        verb = "changed" if self.instance.pk else "added"
        rule = super().save(commit)
        if commit:
            action = f"{rule._meta.model_name}.{verb}"
            record(actor=self.for_user, action=action, thing=rule, now=now)
        return rule


class SynonymRuleForm(RuleForm):
    # Of Wagtail's, or its choosers and days are plain fields.
    class Meta(WagtailAdminModelForm.Meta):
        model = SynonymRule
        fields = ("words", "language", "is_on", "note")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if "words" in data and "language" in data:
            before = self.initial.get("words"), self.initial.get("language")
            others = [line for line in read_rules().lines if line != before]
            try:
                data["words"] = checked(clean(data["words"]), data["language"], others)
            except NoRule as error:
                self.add_error("words", str(error))
        return data

    def own_search(self) -> str:
        return read(self.instance.words).left[0]

    def changed(self, rules: Rules) -> Rules:
        rule = self.instance
        before = self.initial.get("words"), self.initial.get("language")
        own = ((rule.words, rule.language),) if rule.is_on else ()
        return replace(rules, lines=(*own, *(line for line in rules.lines if line != before)))


class ThingForm(RuleForm):
    """A rule about a thing, which the editor chooses among what they may see."""

    chosen = ThingField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        field.allow(self.for_user)
        if thing := self.instance.thing:
            entry = entries_by_key([thing], visible_scope_ids(self.for_user)).get(thing)
            self.initial["chosen"] = entry.pk if entry else None
            if entry is None:
                field.help_text = _(
                    "It is gone, or you may not see it. It stays until you choose another one."
                )

    def clean_searches(self) -> str:
        """Return each search on its line, once; told are those that say nothing."""
        lines = [clean(line) for line in self.cleaned_data["searches"].splitlines()]
        lines = list(dict.fromkeys(filter(None, lines)))
        if len(lines) > MOST_SEARCHES:
            raise ValidationError(_("Write at most %(most)d searches.") % {"most": MOST_SEARCHES})
        for line in lines:
            if len(line) > LONGEST_SEARCH:
                raise ValidationError(_("“%(line)s” is too long for a search.") % {"line": line[:40]})
            if not core_of(line):
                raise ValidationError(_("“%(line)s” has no word to search for.") % {"line": line})
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if (entry := data.get("chosen")) is not None:
            self.instance.thing = entry.key
        return data


class BestBetForm(ThingForm):
    # Of Wagtail's, or its choosers and days are plain fields.
    class Meta(WagtailAdminModelForm.Meta):
        model = BestBet
        fields = ("searches", "is_wide", "address", "title", "text", "language", "keeper", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].required = True

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if not address:
            return ""
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme.casefold() not in SCHEMES or not parts.netloc:
            raise ValidationError(
                _("Write a whole address, such as https://example.org/. A page of Brink you choose above.")
            )
        return address

    def clean_ends_on(self) -> Any:  # Any: a day
        ends_on = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if ends_on < today and "ends_on" in self.changed_data:
            raise ValidationError(_("This day has passed. Choose a later one."))
        if ends_on > today + LONGEST_STAND:
            raise ValidationError(_("Choose a day within a year: by then it is time to look again."))
        return ends_on

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "address" not in data:
            return data
        if data["address"] and data.get("chosen"):
            self.add_error("address", _("Choose a page or give an address, not both."))
        elif data["address"]:
            self.instance.thing = ""
            if not data.get("title"):
                self.add_error("title", _("Say what stands at that address."))
        elif not self.instance.thing:
            self.add_error("chosen", _("Choose a page or another thing, or give an address below."))
        return data

    def changed(self, rules: Rules) -> Rules:
        others = tuple(bet for bet in rules.bets if bet.pk != self.instance.pk)
        return replace(rules, bets=(self.instance, *others))


class ExclusionForm(ThingForm):
    # Of Wagtail's, or its choosers and days are plain fields.
    class Meta(WagtailAdminModelForm.Meta):
        model = Exclusion
        fields = ("searches", "is_wide", "why")

    def clean_chosen(self) -> Any:  # Any: an entry, or nothing
        entry = self.cleaned_data["chosen"]
        if entry is not None and entry.kind == PERSON:
            raise ValidationError(
                _("A colleague cannot be kept out of search. What they show of themselves is up to them.")
            )
        if entry is None and not self.instance.thing:
            raise ValidationError(_("Choose a page or another thing."))
        return entry

    def own_search(self) -> str:
        entry = self.cleaned_data.get("chosen")
        return super().own_search() or (entry.title if entry is not None else "")

    def changed(self, rules: Rules) -> Rules:
        others = tuple(one for one in rules.exclusions if one.pk != self.instance.pk)
        return replace(rules, exclusions=(self.instance, *others))
