"""Printing through a real cupsd to real IPP printers: what comes out, and what is said while nothing comes out."""

import subprocess

import pytest

from kiosk.printing import (
    JobState,
    JobStatus,
    PrinterRefused,
    PrinterTrouble,
    Printing,
    PrintJob,
    PrintKind,
    PrintServiceDown,
)
from kiosk.printing.ipp import Operation, ask
from kiosk.settings import FILE_NAME
from tests.support.pdf import a4_pdf, page_sizes, roll_pdf
from tests.support.printing import ROLL_QUEUE, SHEET_QUEUE, PrintRig, wait_until

pytestmark = pytest.mark.xdist_group("cups")


def wait_for(printing: Printing, job: PrintJob, state: JobState) -> JobStatus:
    wait_until(lambda: printing.status(job).state is state, f"{job.id} {state.value}")
    return printing.status(job)


def test_a_receipt_comes_out_of_the_roll_printer_in_its_own_length(service: PrintRig, printing: Printing):
    before = set(service.printed())
    job = printing.print_pdf(roll_pdf(height_mm=311), "Phiếu ABC-DEFGH-J", PrintKind.RECEIPT)
    assert job.printer == ROLL_QUEUE
    wait_for(printing, job, JobState.DONE)
    (paper,) = set(service.printed()) - before
    (size,) = page_sizes(paper.read_bytes())
    assert list(size) == pytest.approx([80, 311], abs=0.5)


def test_a_declaration_goes_to_the_printer_with_sheets(service: PrintRig, printing: Printing):
    job = printing.print_pdf(a4_pdf(pages=2), "Tờ khai", PrintKind.DECLARATION)
    assert job.printer == SHEET_QUEUE
    wait_for(printing, job, JobState.DONE)


def test_the_layout_of_receipts_follows_the_printer(service: PrintRig, printing: Printing):
    assert printing.receipt_form() == "80mm"


def test_the_service_keeps_no_copy_of_what_was_printed(service: PrintRig, printing: Printing):
    wait_for(printing, printing.print_pdf(a4_pdf(), "Tờ khai", PrintKind.DECLARATION), JobState.DONE)
    wait_until(lambda: not service.spooled(), "the spool to be empty")


def test_out_of_paper_is_said_and_the_job_goes_on_when_paper_is_in(
    service: PrintRig, printing: Printing, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kiosk.printing.cups._PATIENCE_SECONDS", 1)  # the printer only warns
    service.take_paper_out()
    job = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
    held = wait_for(printing, job, JobState.HELD)
    assert held.trouble is PrinterTrouble.OUT_OF_PAPER
    (roll,) = [printer for printer in printing.printers() if printer.name == ROLL_QUEUE]
    assert roll.trouble is PrinterTrouble.OUT_OF_PAPER
    before = len(service.printed())
    service.put_paper_in()
    wait_for(printing, job, JobState.DONE)
    assert len(service.printed()) == before + 1


def test_a_stopped_printer_holds_the_job_until_it_is_started(service: PrintRig, printing: Printing):
    service.command("cupsdisable", "-r", "hết giấy", ROLL_QUEUE)
    try:
        job = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
        assert wait_for(printing, job, JobState.HELD).trouble is PrinterTrouble.STOPPED
    finally:
        service.command("cupsenable", ROLL_QUEUE)
    wait_for(printing, job, JobState.DONE)


def test_a_job_can_be_taken_back(service: PrintRig, printing: Printing):
    service.command("cupsdisable", ROLL_QUEUE)
    try:
        job = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
        wait_for(printing, job, JobState.HELD)
        assert printing.cancel(job).state is JobState.CANCELLED
        assert printing.cancel(job).state is JobState.CANCELLED
    finally:
        service.command("cupsenable", ROLL_QUEUE)


def test_a_declaration_that_still_waits_does_not_come_out_for_the_next_person(service: PrintRig, printing: Printing):
    service.command("cupsdisable", SHEET_QUEUE)
    service.command("cupsdisable", ROLL_QUEUE)
    try:
        declaration = printing.print_pdf(a4_pdf(), "Tờ khai", PrintKind.DECLARATION)
        receipt = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
        wait_for(printing, declaration, JobState.HELD)
        printing.end_visit((declaration, receipt))
        assert printing.status(declaration).state is JobState.CANCELLED
        assert printing.status(receipt).state is JobState.HELD
    finally:
        service.command("cupsenable", SHEET_QUEUE)
        service.command("cupsenable", ROLL_QUEUE)
    wait_for(printing, receipt, JobState.DONE)


def test_a_queue_that_does_not_accept_jobs_refuses(service: PrintRig, printing: Printing):
    service.command("cupsreject", ROLL_QUEUE)
    try:
        with pytest.raises(PrinterRefused, match=ROLL_QUEUE):
            printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
    finally:
        service.command("cupsaccept", ROLL_QUEUE)


def test_the_default_printer_comes_first_and_the_folder_last(service: PrintRig, printing: Printing):
    service.command("lpadmin", "-d", SHEET_QUEUE)
    names = [(printer.name, printer.default, printer.folder) for printer in printing.printers()]
    assert names == [(SHEET_QUEUE, True, False), (ROLL_QUEUE, False, False), ("", False, True)]


def test_settings_name_the_printers(service: PrintRig, home, printing: Printing):
    (home / FILE_NAME).write_text(f'[printing]\nreceipt = "{SHEET_QUEUE}"\ndeclaration = "folder"\n')
    receipt = printing.print_pdf(a4_pdf(), "Phiếu", PrintKind.RECEIPT)
    assert receipt.printer == SHEET_QUEUE
    assert printing.receipt_form() == "a5"
    assert printing.print_pdf(a4_pdf(), "Tờ khai", PrintKind.DECLARATION).printer == ""
    wait_for(printing, receipt, JobState.DONE)


def test_a_printer_that_settings_name_and_nobody_knows_is_said(service: PrintRig, home, printing: Printing):
    (home / FILE_NAME).write_text('[printing]\nreceipt = "gone"\n')
    with pytest.raises(PrintServiceDown, match="gone"):
        printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)


@pytest.mark.parametrize("title", ["-o raw", "'; rm -rf /", "Phiếu\nABC\0", "", "ẪỄ" * 500])
def test_a_hostile_title_is_only_a_title(service: PrintRig, printing: Printing, title: str):
    wait_for(printing, printing.print_pdf(roll_pdf(), title, PrintKind.RECEIPT), JobState.DONE)


def test_the_service_is_asked_through_its_socket_too(service: PrintRig, monkeypatch: pytest.MonkeyPatch, printing):
    monkeypatch.setenv("CUPS_SERVER", str(service.socket))
    named = subprocess.run(["lpstat", "-H"], capture_output=True, text=True).stdout.strip()
    assert named == str(service.socket)
    assert ask(named, Operation.CUPS_GET_PRINTERS, {}, ["printer-name"]).ok
    assert {printer.name for printer in printing.printers()} == {ROLL_QUEUE, SHEET_QUEUE, ""}


def test_a_forgotten_job_is_unknown_and_not_failed(service: PrintRig, printing: Printing):
    lost = PrintJob(f"{ROLL_QUEUE}-99999", ROLL_QUEUE, "Phiếu", PrintKind.RECEIPT)
    assert printing.status(lost) == JobStatus(JobState.UNKNOWN)
