from django import template
from django.utils.translation import ngettext

from blog.moments import written

register = template.Library()
register.filter("moment", written)


@register.filter
def minutes(seconds: float | None) -> str:
    """Return how long a recording lasts, in whole minutes and in words; nothing for nothing."""
    if not seconds:
        return ""
    count = max(1, round(seconds / 60))
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
