from wagtail_modeladmin.options import modeladmin_register

from dialogue.moderation.registers import ModerationGroup

modeladmin_register(ModerationGroup)
