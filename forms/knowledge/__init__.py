"""What every procedure knows about the country: its communes, its ethnic groups, its
working days, and how to say a date."""

from forms.knowledge.tables import (
    SHARED_MEDIA,
    Commune,
    EthnicGroup,
    Province,
    commune,
    communes,
    ethnic_groups,
    place_properties,
    province,
    provinces,
    shared_media,
)
from forms.knowledge.text import date_in_words, fold, name_in_capitals, number_in_words, readable_number
from forms.knowledge.working_days import Calendar, calendar, read_calendar

__all__ = [
    "SHARED_MEDIA",
    "Calendar",
    "Commune",
    "EthnicGroup",
    "Province",
    "calendar",
    "commune",
    "communes",
    "date_in_words",
    "ethnic_groups",
    "fold",
    "name_in_capitals",
    "number_in_words",
    "place_properties",
    "province",
    "provinces",
    "read_calendar",
    "readable_number",
    "shared_media",
]
