"""Words about a dossier that come from its answers: whose it is, and what it can be found by."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.portal.registry.models import Dossier


def fold(text: str) -> str:
    """Plain small letters: what search compares. đ is not a d with a mark in Unicode, so it is named."""
    marked = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def applicant_of(procedure: str, pack_version: str, instance: str) -> str:
    """The name of the person who asks, "" when the answers do not say."""
    return ""


def search_text(dossier: "Dossier") -> str:
    """Everything a dossier can be found by, folded."""
    return fold(" ".join([dossier.code, dossier.official_number, dossier.applicant]))
