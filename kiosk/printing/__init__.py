"""Printing through the system's print service (CUPS) when there is one, into a folder when there is none."""

from kiosk.printing.model import JobState, JobStatus, Printer, PrinterTrouble, PrintJob, PrintKind

__all__ = ["JobState", "JobStatus", "PrintJob", "PrintKind", "Printer", "PrinterTrouble"]
