from wagtail_modeladmin.options import modeladmin_register

from groups import waiting_report as _waiting_report  # noqa: F401  # registers itself
from groups.registers import GroupRegister

modeladmin_register(GroupRegister)
