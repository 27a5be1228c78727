"""Paper is asked for only where the printer has it, so that no job waits for paper that nobody will put in."""

import pytest

from kiosk.printing.paper import PageSize, measure, media_options, takes_rolls
from tests.support.pdf import a4_pdf, pdf, roll_pdf

ROLL = ("custom_80x200mm_80x200mm", "custom_min_50x50mm", "custom_max_80x2000mm")
SHEETS = ("iso_a4_210x297mm", "iso_a5_148x210mm", "na_letter_8.5x11in", "custom_min_76x127mm", "custom_max_216x356mm")


def test_a_page_is_measured_in_millimetres():
    page = measure(roll_pdf(height_mm=311))
    assert [page.width, page.height] == pytest.approx([80, 311], abs=0.01)
    assert page.is_roll
    assert not measure(a4_pdf()).is_roll


def test_roll_printers_are_known_by_having_nothing_wide():
    assert takes_rolls(ROLL)
    assert not takes_rolls(SHEETS)
    assert not takes_rolls(("na_letter_8.5x11in",))
    assert not takes_rolls(())


def test_a_roll_is_cut_to_the_length_of_the_slip():
    assert media_options(PageSize(80, 311), ROLL, "") == ("media=Custom.80x311mm", "print-scaling=none")


def test_sheets_are_a4_unless_the_printer_has_a5_in_it():
    a5 = measure(pdf(148, 210))
    assert media_options(a5, SHEETS, "iso_a4_210x297mm")[0] == "media=iso_a4_210x297mm"
    assert media_options(a5, SHEETS, "iso_a5_148x210mm")[0] == "media=iso_a5_148x210mm"
    assert media_options(PageSize(210, 297), SHEETS, "iso_a5_148x210mm")[0] == "media=iso_a4_210x297mm"


def test_a_size_the_printer_does_not_know_is_not_asked_for():
    assert media_options(PageSize(210, 297), ("na_letter_8.5x11in",), "") == ("print-scaling=auto-fit",)


def test_a_slip_for_the_roll_goes_on_a_sheet_where_there_is_no_roll():
    for media in (SHEETS, SHEETS[:3]):
        assert media_options(PageSize(80, 311), media, "")[0] == "media=iso_a4_210x297mm"
    assert media_options(PageSize(80, 311), SHEETS[:3], "") == ("media=iso_a4_210x297mm", "print-scaling=auto-fit")
