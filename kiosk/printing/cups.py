"""The system's print service. Jobs are handed over with lp, cancelled with cancel, and asked about over IPP.

The document goes through a pipe: no file with a resident's answers is left behind by us. What the service itself keeps
of it is a matter of its setting PreserveJobFiles (docs/printing.md).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.printing.errors import PrinterRefused, PrintServiceDown
from kiosk.printing.ipp import Answer, Operation, Value, ask
from kiosk.printing.model import JobState, JobStatus, Printer, PrinterTrouble, PrintJob
from kiosk.printing.paper import measure, media_options, takes_rolls

_TIMEOUT = 20.0
_MAX_TITLE = 80
_REQUEST = re.compile(r"request id is (\S{1,200}-(\d{1,10})) ")
_QUEUE_ATTRIBUTES = (
    "printer-name", "printer-info", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs",
    "media-supported", "media-default",
)  # fmt: skip
_JOB_ATTRIBUTES = ("job-state", "job-printer-uri", "time-at-processing", "job-printer-up-time")
_PENDING, _PENDING_HELD, _PROCESSING, _PROCESSING_STOPPED, _CANCELLED, _ABORTED, _COMPLETED = range(3, 10)
_PRINTER_STOPPED = 5
_ENDED = {_CANCELLED: JobState.CANCELLED, _ABORTED: JobState.FAILED, _COMPLETED: JobState.DONE}
# A queue says that it is connecting for a second or two before each job, and a printer warns of an empty second tray
# while it prints from the first; when a job has not moved for so long, that is what keeps it.
_PATIENCE_SECONDS = 8
_TROUBLES = {
    "media-empty": PrinterTrouble.OUT_OF_PAPER,
    "media-needed": PrinterTrouble.OUT_OF_PAPER,
    "media-jam": PrinterTrouble.PAPER_JAM,
    "cover-open": PrinterTrouble.COVER_OPEN,
    "door-open": PrinterTrouble.COVER_OPEN,
    "interlock-open": PrinterTrouble.COVER_OPEN,
    "input-tray-missing": PrinterTrouble.OUT_OF_PAPER,
    "toner-empty": PrinterTrouble.OUT_OF_INK,
    "marker-supply-empty": PrinterTrouble.OUT_OF_INK,
    "offline": PrinterTrouble.OFFLINE,
    "connecting-to-device": PrinterTrouble.OFFLINE,
    "timed-out": PrinterTrouble.OFFLINE,
    "shutdown": PrinterTrouble.OFFLINE,
}


@dataclass(frozen=True, slots=True)
class Queue:
    """A print queue. media: PWG 5101.1 names; media_default may be "" or one that is not in media."""

    name: str
    description: str
    accepting: bool
    stopped: bool
    reasons: tuple[str, ...]
    media: tuple[str, ...]
    media_default: str
    default: bool

    @property
    def takes_rolls(self) -> bool:
        """A receipt printer."""
        return takes_rolls(self.media)

    def as_printer(self) -> Printer:
        """For screens."""
        trouble = trouble_of(self.reasons, stopped=self.stopped, warnings_count=True)
        return Printer(self.name, self.description, trouble, self.default)


class Cups:
    """The print service of this machine, found as its own commands find it (CUPS_SERVER, client.conf, socket)."""

    def queues(self) -> tuple[Queue, ...]:
        """The queues, the default one first. Raises PrintServiceDown."""
        server = self._server()
        default = _first(ask(server, Operation.CUPS_GET_DEFAULT, {}, ["printer-name"]), "printer-name")
        answer = ask(server, Operation.CUPS_GET_PRINTERS, {}, _QUEUE_ATTRIBUTES)
        queues = [_queue(group, str(default)) for group in answer.groups if group.get("printer-name")]
        return tuple(sorted(queues, key=_default_first))

    def submit(self, pdf: bytes, queue: Queue, title: str) -> tuple[str, str]:
        """Hand a PDF over. (request id, queue name). Raises PrintError and its kinds."""
        page = measure(pdf)
        options = [part for option in media_options(page, queue.media, queue.media_default) for part in ("-o", option)]
        clean = "".join(c for c in title if c.isprintable())[:_MAX_TITLE] or "kiosk"
        done = _run(["lp", "-d", queue.name, "-t", clean, *options, "--", "-"], pdf)
        match = _REQUEST.search(done.stdout.decode("utf-8", "replace"))
        if done.returncode or match is None:
            raise PrinterRefused(done.stderr.decode("utf-8", "replace").strip()[:300] or "lp gave no request id")
        return match[1], queue.name

    def status(self, job: PrintJob) -> JobStatus:
        """Where a job is. UNKNOWN when the service does not answer or has forgotten the job."""
        number = job.id.rpartition("-")[2]
        try:
            server = self._server()
            found = ask(
                server, Operation.GET_JOB_ATTRIBUTES, {"job-uri": f"ipp://localhost/jobs/{number}"}, _JOB_ATTRIBUTES
            )
            state = _first(found, "job-state")
            if not isinstance(state, int) or state < _PENDING:
                return JobStatus(JobState.UNKNOWN)
            if state in _ENDED:
                return JobStatus(_ENDED[state])
            uri = {"printer-uri": f"ipp://localhost/printers/{job.printer}"}
            printer = ask(server, Operation.GET_PRINTER_ATTRIBUTES, uri, ["printer-state", "printer-state-reasons"])
        except PrintServiceDown:
            return JobStatus(JobState.UNKNOWN)
        return _unfinished(state, found, printer)

    def cancel(self, job: PrintJob) -> None:
        """Take a job out of the queue; one that has ended stays as it is. Raises PrintServiceDown."""
        done = _run(["cancel", job.id], b"")
        if done.returncode and self.status(job).state is JobState.UNKNOWN:
            raise PrintServiceDown(done.stderr.decode("utf-8", "replace").strip()[:300])

    def _server(self) -> str:
        done = _run(["lpstat", "-H"], b"")
        server = done.stdout.decode("utf-8", "replace").strip()
        if done.returncode or not server:
            raise PrintServiceDown("lpstat does not name a print service")
        return server


def installed() -> bool:
    """Whether the print service's commands are here (Debian: cups-client)."""
    return all(shutil.which(command) for command in ("lp", "lpstat", "cancel"))


def trouble_of(reasons: Sequence[str], *, stopped: bool = False, warnings_count: bool = False) -> PrinterTrouble:
    """The trouble in printer-state-reasons (RFC 8011, 5.4.12) that a person at the printer can end.

    A reason without severity is an error. Warnings are left out unless they count; that the printer is off always
    counts.
    """
    for reason in reasons:
        word, _, severity = reason.rpartition("-")
        if severity not in {"error", "warning", "report"}:
            word, severity = reason, "error"
        trouble = _TROUBLES.get(word, PrinterTrouble.NONE)
        if word == "connecting-to-device" and not warnings_count:
            continue
        counts = severity == "error" or (warnings_count and severity == "warning")
        if trouble is PrinterTrouble.OFFLINE or (trouble and counts):
            return trouble
    return PrinterTrouble.STOPPED if stopped else PrinterTrouble.NONE


def _unfinished(state: int, job: Answer, printer: Answer) -> JobStatus:
    begun, now = _first(job, "time-at-processing"), _first(job, "job-printer-up-time")
    waited = now - begun if isinstance(begun, int) and isinstance(now, int) and begun else 0
    trouble = trouble_of(
        tuple(str(reason) for reason in _all(printer, "printer-state-reasons")),
        stopped=_first(printer, "printer-state") == _PRINTER_STOPPED or state in {_PENDING_HELD, _PROCESSING_STOPPED},
        warnings_count=waited > _PATIENCE_SECONDS,
    )
    if trouble:
        return JobStatus(JobState.HELD, trouble)
    return JobStatus(JobState.WAITING if state == _PENDING else JobState.PRINTING)


def _queue(group: dict[str, list[Value]], default: str) -> Queue:
    def text(name: str) -> str:
        return str(group.get(name, [""])[0])

    return Queue(
        name=text("printer-name"),
        description=text("printer-info"),
        accepting=bool(group.get("printer-is-accepting-jobs", [True])[0]),
        stopped=group.get("printer-state", [0])[0] == _PRINTER_STOPPED,
        reasons=tuple(str(value) for value in group.get("printer-state-reasons", [])),
        media=tuple(str(value) for value in group.get("media-supported", [])),
        media_default=text("media-default"),
        default=text("printer-name") == default,
    )


def _default_first(queue: Queue) -> tuple[bool, str]:
    return not queue.default, queue.name


def _first(answer: Answer, name: str) -> Value:
    return next(iter(_all(answer, name)), "")


def _all(answer: Answer, name: str) -> list[Value]:
    return answer.groups[0].get(name, []) if answer.ok and answer.groups else []


def _run(command: Sequence[str], document: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run a command of the print service, in English, for a bounded time. Raises PrintServiceDown."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    try:
        return subprocess.run(
            command, input=document, capture_output=True, timeout=_TIMEOUT, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise PrintServiceDown(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise PrintServiceDown(f"{command[0]} did not answer within {_TIMEOUT:.0f} s") from error
