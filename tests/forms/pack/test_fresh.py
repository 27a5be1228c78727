"""A new pack runs at once, and every place that its author has to write is named until it is written."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms.engine import walk
from forms.errors import PackError
from forms.layout import render_declaration
from forms.pack import build_pack, check_pack, export_xlsx, load_pack, new_pack
from forms.pack.model import MARK
from tests.support.packs import BIRTH, write_pack
from tests.support.pdf import page_texts


def fresh(folder: Path) -> Path:
    new_pack("1.999999", folder, today=date(2026, 11, 23))
    return folder


def written(folder: Path) -> None:
    """What an author does: a word for every mark."""
    for name in ("procedure.toml", "form.toml"):
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line if line.startswith("#") else MARK.sub("Việc", line) for line in lines), "utf-8")


def test_a_new_pack_can_be_shown_and_printed_at_once(tmp_path: Path) -> None:
    pack = load_pack(fresh(tmp_path / "mine"))
    assert (pack.code, pack.version) == ("1.999999", "2026112301")
    assert len(list(walk(pack.form()))) >= 7
    assert "ĐƠN ĐỀ NGHỊ" in page_texts(render_declaration(pack, b"", blank=True))[0]


def test_every_mark_is_a_finding_and_nothing_else_is(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "mine")
    findings = [str(finding) for finding in check_pack(folder)]
    assert len(findings) > 15
    assert [finding for finding in findings if "still has to be written" not in finding] == []


def test_once_the_marks_are_written_nothing_is_wrong(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "mine")
    written(folder)
    build_pack(folder)
    assert [str(finding) for finding in check_pack(folder)] == []


@pytest.mark.parametrize("code", ["", "1.99", "abc", "../x", "1.001193x"])
def test_a_code_that_is_none_is_refused_and_nothing_is_left(tmp_path: Path, code: str) -> None:
    with pytest.raises(PackError, match="a code is a national one"):
        new_pack(code, tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(PackError, match="is there already"):
        new_pack("1.999999", folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_form_from_another_tool_takes_the_place_of_the_form(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label::vi", "label::en"])
    survey.append(["text", "wish", "Ông/bà cần gì?", "What do you need?"])
    book.save(tmp_path / "other.xlsx")
    new_pack("1.999999", tmp_path / "mine", tmp_path / "other.xlsx")
    build_pack(tmp_path / "mine")
    findings = " ".join(str(finding) for finding in check_pack(tmp_path / "mine"))
    assert "wish (row 2): hint gives no example" in findings
    assert "/data/applicant/applicant_name is not in the form" in findings


def test_a_whole_workbook_of_another_code_makes_nothing(tmp_path: Path) -> None:
    export_xlsx(BIRTH, tmp_path / "birth.xlsx")
    with pytest.raises(PackError, match=r"form_id is 1\.001193"):
        new_pack("1.999999", tmp_path / "mine", tmp_path / "birth.xlsx")
    assert not (tmp_path / "mine").exists()
    shutil.rmtree(tmp_path / "mine", ignore_errors=True)
    new_pack("1.001193", tmp_path / "mine", tmp_path / "birth.xlsx")
    build_pack(tmp_path / "mine")
    assert check_pack(tmp_path / "mine") == []
