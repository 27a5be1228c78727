"""Procedure packs: a procedure as a folder of text that people can read, compare and correct.

See docs/packs.md for the format.
"""

from forms.pack.archive import load_archive, pack_archive
from forms.pack.build import build_pack
from forms.pack.check import Finding, check_pack
from forms.pack.conditions import holds, papers_for, persons_for, warnings_for
from forms.pack.excel import export_xlsx, import_xlsx
from forms.pack.fresh import new_pack
from forms.pack.model import (
    Fee,
    LegalBasis,
    Pack,
    PackWarning,
    Paper,
    Payment,
    Person,
    Procedure,
    Text,
    TimeLimit,
)
from forms.pack.reading import TOLD_FIELDS, load_pack
from forms.pack.versions import record_version

__all__ = [
    "TOLD_FIELDS",
    "Fee",
    "Finding",
    "LegalBasis",
    "Pack",
    "PackWarning",
    "Paper",
    "Payment",
    "Person",
    "Procedure",
    "Text",
    "TimeLimit",
    "build_pack",
    "check_pack",
    "export_xlsx",
    "holds",
    "import_xlsx",
    "load_archive",
    "load_pack",
    "new_pack",
    "pack_archive",
    "papers_for",
    "persons_for",
    "record_version",
    "warnings_for",
]
