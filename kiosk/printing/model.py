"""Words of printing: what is printed, on what, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum


class PrintKind(StrEnum):
    """What is printed decides which printer takes it.

    RECEIPT: receipts and other slips, on the 80 mm roll where there is one.
    DECLARATION: declarations and everything else on A4.
    """

    RECEIPT = "receipt"
    DECLARATION = "declaration"


class JobState(StrEnum):
    """How far a job is.

    WAITING: in the queue, behind others.
    PRINTING: at the printer.
    HELD: nothing moves until a person does something; reason says what.
    DONE: the printer says that it is finished (or the file is in the folder).
    CANCELLED: taken out of the queue.
    FAILED: will not come out; print it again.
    UNKNOWN: the print service does not answer, so we cannot know.
    """

    WAITING = "waiting"
    PRINTING = "printing"
    HELD = "held"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PrinterTrouble(StrEnum):
    """What keeps a printer from printing, as far as it tells."""

    NONE = ""
    OUT_OF_PAPER = "out-of-paper"
    PAPER_JAM = "paper-jam"
    COVER_OPEN = "cover-open"
    OUT_OF_INK = "out-of-ink"
    OFFLINE = "offline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Printer:
    """A queue of the print service, or the folder. name "" is the folder printer."""

    name: str
    description: str = ""
    trouble: PrinterTrouble = PrinterTrouble.NONE
    default: bool = False
    folder: bool = False


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Something handed to a printer. id is the print service's request id, or the path of the file in the folder."""

    id: str
    printer: str
    title: str
    kind: PrintKind


@dataclass(frozen=True, slots=True)
class JobStatus:
    """Where a job is now, and what a person must do when it is held."""

    state: JobState
    trouble: PrinterTrouble = PrinterTrouble.NONE
