"""Where there is no printer, files appear in a folder, and no resident's answers stay in it."""

import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.printing import JobState, NotPrintable, Printing, PrintKind, PrintServiceDown, TooManyPages
from kiosk.printing import cups as cups_module
from kiosk.settings import FILE_NAME
from tests.support.pdf import a4_pdf, roll_pdf


def test_without_a_print_service_a_file_appears(no_service, printing: Printing):
    job = printing.print_pdf(roll_pdf(), "Phiếu ABC", PrintKind.RECEIPT)
    assert (job.printer, printing.status(job).state) == ("", JobState.DONE)
    path = Path(job.id)
    assert path.read_bytes() == roll_pdf()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_without_the_commands_a_file_appears(printing: Printing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not cups_module.installed()
    assert printing.print_pdf(roll_pdf(), "Phiếu", "receipt").printer == ""
    assert [printer.folder for printer in printing.printers()] == [True]


def test_a_printer_that_settings_name_is_never_replaced_by_the_folder(no_service, home: Path, printing: Printing):
    (home / FILE_NAME).write_text('[printing]\nreceipt = "roll80"\n')
    with pytest.raises(PrintServiceDown, match="roll80"):
        printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
    assert printing.receipt_form() == "80mm"


def test_declarations_are_gone_when_the_visit_ends_and_receipts_stay(no_service, printing: Printing):
    declaration = printing.print_pdf(a4_pdf(), "Tờ khai", PrintKind.DECLARATION)
    receipt = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
    printing.end_visit((declaration, receipt))
    assert not Path(declaration.id).exists()
    assert printing.status(declaration).state is JobState.CANCELLED
    assert printing.status(receipt).state is JobState.DONE
    printing.end_visit()


def test_a_declaration_of_a_visit_that_a_power_cut_ended_is_gone_at_the_next_start(no_service, printing: Printing):
    declaration = printing.print_pdf(a4_pdf(), "Tờ khai", PrintKind.DECLARATION)
    Printing(SimpleNamespace(home=printing.folder.parent, now=None))  # type: ignore[arg-type]
    assert not Path(declaration.id).exists()


def test_ending_a_visit_in_which_nothing_was_printed_does_nothing(no_service, printing: Printing):
    printing.end_visit()
    assert not printing.folder.exists()


def test_the_names_of_files_tell_nothing(no_service, printing: Printing):
    job = printing.print_pdf(a4_pdf(), "Nguyễn Thị Mận", PrintKind.DECLARATION)
    assert "M" not in Path(job.id).name


def test_cancelling_removes_the_file_and_nothing_else(no_service, home: Path, printing: Printing):
    job = printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT)
    assert printing.cancel(job).state is JobState.CANCELLED
    other = home / "store.db"
    other.write_bytes(b"x")
    printing.cancel(type(job)(str(other), "", "", PrintKind.RECEIPT))
    assert other.exists()


def test_old_files_make_room(no_service, printing: Printing, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kiosk.printing.folder._MOST_FILES", 3)
    jobs = [printing.print_pdf(roll_pdf(), "Phiếu", PrintKind.RECEIPT) for _ in range(5)]
    assert printing.status(jobs[-1]).state in {JobState.DONE, JobState.CANCELLED}
    assert len(list(printing.folder.glob("*.pdf"))) == 3


def test_a_mistake_does_not_empty_the_paper_tray(no_service, printing: Printing):
    with pytest.raises(TooManyPages) as caught:
        printing.print_pdf(a4_pdf(pages=21), "Tờ khai", PrintKind.DECLARATION)
    assert (caught.value.pages, caught.value.most) == (21, 20)
    assert not printing.folder.exists()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"hello", b"%!PS-Adobe-3.0\nshowpage", b"\x89PNG" + b"\0" * 100])
def test_what_is_no_pdf_is_not_printed(no_service, printing: Printing, data: bytes):
    with pytest.raises(NotPrintable):
        printing.print_pdf(data, "Phiếu", PrintKind.RECEIPT)
