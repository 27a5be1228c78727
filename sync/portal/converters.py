"""How numbers stand in addresses."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class Number(IntConverter):
    """What a column of the database holds; Django's own lets numbers through that SQLite fails over."""

    regex = "[0-9]{1,9}"


register_converter(Number, "number")
