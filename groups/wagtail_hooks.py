from wagtail_modeladmin.options import modeladmin_register

from groups.registers import GroupRegister

modeladmin_register(GroupRegister)
