"""Printing into a folder, where there is no printer: the volunteer takes the file along or prints it elsewhere.

A declaration holds a resident's answers in the clear, so it stays only until the visit ends. Receipts hold none; the
newest of them are kept.
"""

import secrets
from datetime import datetime
from pathlib import Path

from kiosk.printing.model import JobState, JobStatus, PrintJob, PrintKind
from kiosk.printing.paper import measure
from kiosk.store.files import sync_folder, write_whole

NAME = ""
_MOST_FILES = 200


class FolderPrinter:
    """One folder of PDF files, readable by the kiosk's user only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def submit(self, pdf: bytes, title: str, kind: PrintKind, now: datetime) -> PrintJob:
        """Write the file; when this returns, it is on the disk. Raises NotPrintable, TooManyPages, OSError."""
        measure(pdf)
        path = self.folder / f"{now:%Y%m%d-%H%M%S}-{kind.value}-{secrets.token_hex(2)}.pdf"
        write_whole(path, pdf)
        for old in sorted(self.folder.glob("*.pdf"))[:-_MOST_FILES]:
            old.unlink(missing_ok=True)
        return PrintJob(str(path), NAME, title, kind)

    def status(self, job: PrintJob) -> JobStatus:
        """DONE while the file is there."""
        return JobStatus(JobState.DONE if Path(job.id).is_file() else JobState.CANCELLED)

    def cancel(self, job: PrintJob) -> None:
        """Remove the file."""
        path = Path(job.id)
        if path.parent == self.folder:
            path.unlink(missing_ok=True)

    def end_visit(self) -> None:
        """Remove every file that may hold a resident's answers."""
        if not self.folder.is_dir():
            return
        private = [*self.folder.glob(f"*-{PrintKind.DECLARATION.value}-*.pdf"), *self.folder.glob(".*.part")]
        for path in private:
            path.unlink(missing_ok=True)
        if private:
            sync_folder(self.folder)
