"""Procedure packs: a procedure as a folder of text that people can read, compare and correct.

See docs/packs.md for the format.
"""

from forms.pack.build import build_pack
from forms.pack.model import (
    Fee,
    LegalBasis,
    Pack,
    PackWarning,
    Paper,
    Person,
    Procedure,
    Text,
    TimeLimit,
)
from forms.pack.reading import load_pack

__all__ = [
    "Fee",
    "LegalBasis",
    "Pack",
    "PackWarning",
    "Paper",
    "Person",
    "Procedure",
    "Text",
    "TimeLimit",
    "build_pack",
    "load_pack",
]
