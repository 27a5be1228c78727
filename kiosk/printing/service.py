"""Printing for the kiosk: the right printer for each kind, or a folder."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.printing import cups
from kiosk.printing.cups import Cups, Queue
from kiosk.printing.errors import PrinterRefused, PrintServiceDown
from kiosk.printing.folder import NAME as FOLDER_NAME
from kiosk.printing.folder import FolderPrinter
from kiosk.printing.model import JobState, JobStatus, Printer, PrintJob, PrintKind
from kiosk.settings import FOLDER_PRINTER, Settings, settings_or_defaults

if TYPE_CHECKING:
    from kiosk.app import Kiosk

FOLDER = "printed"


class Printing:
    """Every call may take seconds (at most some 25): run it on the jobs thread.

    A kind goes to the printer that settings.toml names; else a receipt to a queue that takes rolls and everything else
    to one that takes sheets, the system's default first; else into the folder.
    """

    def __init__(self, kiosk: "Kiosk") -> None:
        self._home: Path = kiosk.home
        self._now = kiosk.now
        self._cups = Cups()
        self._folder = FolderPrinter(kiosk.home / FOLDER)
        # A power cut may have ended the last visit.
        self._folder.end_visit()

    @property
    def folder(self) -> Path:
        """Where files go when there is no printer."""
        return self._folder.folder

    def printers(self) -> tuple[Printer, ...]:
        """The queues of the print service, the default first, and the folder last."""
        folder = Printer(FOLDER_NAME, str(self.folder), folder=True)
        return (*(queue.as_printer() for queue in self._queues()), folder)

    def print_pdf(self, pdf: bytes, title: str, kind: PrintKind | str) -> PrintJob:
        """Hand a PDF to the printer of its kind. title is seen in the print queue: no personal data in it.

        Raises TooManyPages, NotPrintable, PrinterRefused, PrintServiceDown; OSError for the folder.
        """
        kind = PrintKind(kind)
        queue = self._queue_for(kind)
        if queue is None:
            return self._folder.submit(pdf, title, kind, self._now())
        if not queue.accepting:
            raise PrinterRefused(f"{queue.name} does not accept jobs")
        request, name = self._cups.submit(pdf, queue, title)
        return PrintJob(request, name, title, kind)

    def status(self, job: PrintJob) -> JobStatus:
        """Where a job is now; UNKNOWN when the print service does not say. Never raises."""
        return self._folder.status(job) if job.printer == FOLDER_NAME else self._cups.status(job)

    def cancel(self, job: PrintJob) -> JobStatus:
        """Take a job out of the queue and say where it is then. Raises PrintServiceDown."""
        if job.printer == FOLDER_NAME:
            self._folder.cancel(job)
        else:
            self._cups.cancel(job)
        return self.status(job)

    def receipt_form(self) -> str:
        """ "80mm" or "a5": what receipts are to be laid out for, by settings.toml or by the printer they go to."""
        if self._settings.receipt_form:
            return self._settings.receipt_form
        try:
            queue = self._queue_for(PrintKind.RECEIPT)
        except PrintServiceDown:
            queue = None
        return "a5" if queue is not None and not queue.takes_rolls else "80mm"

    def end_visit(self, jobs: tuple[PrintJob, ...] = ()) -> None:
        """Remove what holds a resident's answers: files in the folder, and those of the visit's jobs that still wait.

        A declaration that comes out of the printer after its owner left would be read by the next person.
        """
        self._folder.end_visit()
        for job in jobs:
            if job.kind is PrintKind.DECLARATION and self.status(job).state in {JobState.WAITING, JobState.HELD}:
                self.cancel(job)

    @cached_property
    def _settings(self) -> Settings:
        return settings_or_defaults(self._home)

    def _queues(self) -> tuple[Queue, ...]:
        if not cups.installed():
            return ()
        try:
            return self._cups.queues()
        except PrintServiceDown:
            return ()

    def _queue_for(self, kind: PrintKind) -> Queue | None:
        """None is the folder. Raises PrintServiceDown when a queue is set and cannot be asked for."""
        receipt = kind is PrintKind.RECEIPT
        wanted = self._settings.receipt_printer if receipt else self._settings.declaration_printer
        if wanted == FOLDER_PRINTER:
            return None
        queues = self._queues()
        if wanted:
            for queue in queues:
                if queue.name == wanted:
                    return queue
            raise PrintServiceDown(f"the printer {wanted} of settings.toml is not there")
        suited = [queue for queue in queues if queue.takes_rolls == receipt]
        return next(iter(suited or queues), None)
