from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from background import due
        from notices import deeds, housekeeping, links, looking_back, mailing, own_settings, passing, traces
        from notices import missed as _missed  # noqa: F401  # registers itself
        from notices import panels as _panels  # noqa: F401  # register themselves
        from notices import receivers as _receivers  # noqa: F401  # as above
        from notices.digests import handing_out, planning, stopping

        due.register("notices.digests.plan", every=timedelta(minutes=5), run=planning.plan_digests)
        due.register("notices.digests", every=timedelta(minutes=1), run=handing_out.hand_out_digests)
        stopping.register()
        due.register("notices.mailing", every=timedelta(minutes=1), run=mailing.mail_due)
        due.register("notices.links.forget", every=timedelta(days=1), run=links.forget_used_links)
        due.register("notices.clear_away", every=timedelta(days=1), run=housekeeping.clear_away)
        due.register("notices.look_back", every=looking_back.EVERY, run=looking_back.look_back)
        due.register("notices.pass_on", every=timedelta(minutes=1), run=passing.take_up)
        deeds.register()
        own_settings.register()
        traces.register()
