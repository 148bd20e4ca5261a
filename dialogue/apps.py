from datetime import timedelta

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models.signals import post_delete, pre_save
from django.utils.translation import gettext_lazy as _

DAILY = timedelta(days=1)


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self) -> None:
        # Models can only be imported once all apps are loaded.
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from background import due
        from dialogue import owed, traces
        from dialogue.files.keeping import kept_models, sweep
        from dialogue.mine import drafted, moderated, spoken
        from dialogue.models import BrinkComment
        from dialogue.moderation.keeping import purge_words
        from dialogue.receivers import remove_file
        from dialogue.services.drafting import purge_drafts
        from dialogue.targets import register_pages

        # On every save it copies a comment's visibility to its answers, which brings hidden ones back.
        if not pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=BrinkComment):
            raise ImproperlyConfigured("dialogue must stand below django_comments_xtd in INSTALLED_APPS")
        for model in kept_models():
            post_delete.connect(remove_file, sender=model)
        due.register("dialogue.drafts", every=DAILY, run=purge_drafts)
        due.register("dialogue.files", every=DAILY, run=sweep)
        due.register("dialogue.purge_words", every=DAILY, run=purge_words)
        register_pages(apps.get_models())
        traces.register()
        spoken.register()
        drafted.register()
        owed.register()
        moderated.register()
