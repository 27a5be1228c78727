"""Errors of taking a form along. Torn, Foreign, TooNew and Over come from sync.bundles, as what is read is theirs.

KioskError
├── NotToBeTaken      this form stays here: it was finished before, or nothing is answered yet
├── TooLongForPaper   more than one QR code holds; it goes on a stick
├── PinTooShort       a form on paper needs six digits
├── NoSiteKey         the portal has not told this kiosk what its site's kiosks share, and does not answer now
├── PackMissing       the version of the procedure is not on this kiosk yet; what was taken along stays good
└── HereAlready       the dossier is known here
    ├── BegunHere     as a draft: ask which of the two goes on
    ├── FinishedHere  it was finished here; the receipt leads to it
    └── ErasedHere    it was erased here, or wiped after its time
"""

from datetime import datetime

from kiosk.errors import KioskError, PinTooSimple


class NotToBeTaken(KioskError):
    """Only a form that was never finished, and has an answer, is taken along."""


class TooLongForPaper(KioskError):
    """The sealed form does not fit one QR code."""


class PinTooShort(PinTooSimple):
    """Fewer than six digits."""


class NoSiteKey(KioskError):
    """The kiosk has to reach the portal once before it can hand forms over."""


class PackMissing(KioskError):
    """This version of the procedure is not here. It comes with the catalogue; what was taken along stays good."""

    def __init__(self, procedure: str, version: str) -> None:
        super().__init__(f"no pack {procedure} {version}")
        self.procedure = procedure
        self.version = version


class HereAlready(KioskError):
    """The dossier is known here. code: its follow-up code."""

    def __init__(self, code: str) -> None:
        super().__init__("the dossier is here already")
        self.code = code


class BegunHere(HereAlready):
    """A draft of it is here: saved then, and what was taken along is as it was saved at the other instant."""

    def __init__(self, code: str, here: datetime, brought: datetime) -> None:
        super().__init__(code)
        self.here = here
        self.brought = brought


class FinishedHere(HereAlready):
    """It was finished here."""


class ErasedHere(HereAlready):
    """It was erased here, or wiped after its time."""
