"""Keys of rows in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A number that any database can look for; a longer one is no address of ours."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
