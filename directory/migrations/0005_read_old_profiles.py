"""Reads workdays and phones as they were written before, and drops the old workdays."""

import re

import phonenumbers
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH_SIZE = 2000


def read_workdays(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    Person = apps.get_model("directory", "Person")
    Workday = apps.get_model("directory", "Workday")
    written = Person.objects.exclude(old_workdays="").values_list("pk", "old_workdays").iterator()
    Workday.objects.bulk_create(
        (Workday(person_id=pk, weekday=int(digit)) for pk, digits in written for digit in digits),
        batch_size=BATCH_SIZE,
    )


def read_phones(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Keep a number as E.164, or as an internal number; anything else becomes the note about reaching."""
    Person = apps.get_model("directory", "Person")
    written = dict(Person.objects.exclude(phone="").values_list("pk", "phone"))
    for pk, phone in written.items():
        text = str(getattr(phone, "raw_input", None) or phone)
        Person.objects.filter(pk=pk).update(**understood(text))


def understood(text: str) -> dict[str, str]:
    try:
        number = phonenumbers.parse(text, settings.PHONENUMBER_DEFAULT_REGION)
        if phonenumbers.is_valid_number(number):
            kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return {"phone": kept, "extension": (number.extension or "")[:10]}
    except phonenumbers.NumberParseException:
        pass
    digits = re.sub(r"\D", "", text)
    if 2 <= len(digits) <= 6:
        return {"phone": "", "extension": digits}
    return {"phone": "", "contact_note": text}


class Migration(migrations.Migration):

    dependencies = [("directory", "0004_whole_profiles")]

    operations = [
        migrations.RunPython(read_workdays, migrations.RunPython.noop),
        migrations.RunPython(read_phones, migrations.RunPython.noop),
        migrations.RemoveField(model_name="person", name="old_workdays"),
    ]
