"""Where the keyboard goes when a form opens, or comes back with something to mend."""

from typing import Any

from django import forms


class Radios(forms.RadioSelect):
    """Choices of which the first can take the keyboard."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # Any: as Django has them
        option = super().create_option(*args, **kwargs)
        if option["index"] != "0":
            option["attrs"].pop("autofocus", None)
        return option


def give_focus(form: forms.Form) -> None:
    """Let the first field at fault take the keyboard, or the first of all where nothing is wrong.

    A preview takes it instead, until there is something to mend.
    """
    fields = form.visible_fields()
    if not form.errors and getattr(form, "preview", None) is not None:
        return
    for field in [*(field for field in fields if field.errors), *fields][:1]:
        field.field.widget.attrs["autofocus"] = True
