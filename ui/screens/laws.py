"""The law a procedure rests on, as a resident may read it, with what is not confirmed said so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from forms.pack import LegalBasis, Procedure

translate = QCoreApplication.translate


def laws_of(procedure: "Procedure", language: str) -> str:
    """One law a line, with the dates between which it is in force."""
    return "\n".join(f"• {_law(basis, language)}" for basis in procedure.legal_basis)


def _law(basis: "LegalBasis", language: str) -> str:
    notes = []
    if basis.effective_from is not None:
        notes.append(translate("Laws", "in force from {day}").format(day=f"{basis.effective_from:%d/%m/%Y}"))
    if basis.effective_to is not None:
        notes.append(translate("Laws", "until {day}").format(day=f"{basis.effective_to:%d/%m/%Y}"))
    if not (basis.text.verified and basis.effective_verified):
        notes.append(translate("Laws", "ask the officer to confirm"))
    words = basis.text.in_language(language)
    return f"{words} ({', '.join(notes)})" if notes else words
