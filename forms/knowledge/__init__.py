"""What every procedure knows about the country: its communes, its ethnic groups, and how to say a date."""

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

__all__ = [
    "SHARED_MEDIA",
    "Commune",
    "EthnicGroup",
    "Province",
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
    "readable_number",
    "shared_media",
]
