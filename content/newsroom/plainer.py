"""Sentences of Wagtail for editors that Brink's catalogue says in plainer Dutch than Wagtail's own."""

from django.utils.translation import gettext_noop

PLAINER = (
    gettext_noop("Set schedule"),
    gettext_noop("Edit schedule"),
    gettext_noop("Set publishing schedule"),
    gettext_noop("Save schedule"),
    gettext_noop("No publishing schedule set"),
    gettext_noop(
        'This publishing schedule will only take effect after you select the "Schedule to publish" option'
    ),
    gettext_noop("Locale"),
    gettext_noop("Locales"),
    gettext_noop("Locale: "),
    gettext_noop("Available in %(translations_total)s locales"),
    gettext_noop("Alt text"),
    gettext_noop("Image is decorative"),
    gettext_noop("Please add some alt text for your image or mark it as decorative"),
)
