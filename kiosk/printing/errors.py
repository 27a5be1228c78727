"""Errors of printing. Where a job is held or failed, that is no error but a state (JobState).

PrintError
├── TooManyPages          more pages than any of our papers has; nothing was handed over
├── NotPrintable          the bytes are no PDF of ours
├── PrinterRefused        the print service did not take the job (queue gone, not accepting, paper size unknown)
└── PrintServiceDown      a printer is set for this kind, and the print service does not answer
"""

from kiosk.errors import KioskError


class PrintError(KioskError):
    """Nothing was printed. What was to be printed is still with the caller."""


class TooManyPages(PrintError):
    """A guard against a mistake that would empty the paper tray."""

    def __init__(self, pages: int, most: int) -> None:
        super().__init__(f"{pages} pages, at most {most} are printed at once")
        self.pages = pages
        self.most = most


class NotPrintable(PrintError):
    """Not a PDF whose pages and size can be told."""


class PrinterRefused(PrintError):
    """The print service did not take the job. The message is the service's own, for the technician."""


class PrintServiceDown(PrintError):
    """The print service does not run or does not answer in time."""
