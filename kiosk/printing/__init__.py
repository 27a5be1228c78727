"""Printing through the system's print service (CUPS) when there is one, into a folder when there is none."""

from kiosk.printing.errors import NotPrintable, PrinterRefused, PrintError, PrintServiceDown, TooManyPages
from kiosk.printing.model import JobState, JobStatus, Printer, PrinterTrouble, PrintJob, PrintKind
from kiosk.printing.service import Printing

__all__ = [
    "JobState",
    "JobStatus",
    "NotPrintable",
    "PrintError",
    "PrintJob",
    "PrintKind",
    "PrintServiceDown",
    "Printer",
    "PrinterRefused",
    "PrinterTrouble",
    "Printing",
    "TooManyPages",
]
