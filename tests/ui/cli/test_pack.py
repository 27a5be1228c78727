"""An official's way from nothing to a checked procedure, at the command line, as docs/packs.md tells it."""

import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.pack.model import MARK
from tests.support.packs import PACKS
from ui.cli import main
from ui.cli.common import FAILED, OK


def write_all_marks(path: Path) -> None:
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = MARK.sub("Việc", cell.value)
    book.save(path)


def test_from_nothing_to_a_checked_procedure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, workbook = str(tmp_path / "mine"), str(tmp_path / "mine.xlsx")
    assert main(["pack", "new", "1.999999", folder]) == OK
    assert main(["pack", "check", folder]) == FAILED
    assert "still has to be written" in capsys.readouterr().out
    assert main(["pack", "export", folder, workbook]) == OK
    write_all_marks(tmp_path / "mine.xlsx")
    assert main(["pack", "import", workbook, folder]) == OK
    assert main(["pack", "build", folder]) == OK
    assert main(["pack", "check", folder]) == OK
    assert main(["pack", "record", folder]) == OK
    assert main(["pack", "record", folder]) == OK
    assert "was recorded before" in capsys.readouterr().out


def test_a_workbook_makes_a_new_pack(tmp_path: Path) -> None:
    assert main(["pack", "export", str(PACKS / "PAKN"), str(tmp_path / "p.xlsx")]) == OK
    assert main(["pack", "import", str(tmp_path / "p.xlsx"), str(tmp_path / "copy")]) == OK
    assert main(["pack", "build", str(tmp_path / "copy")]) == OK
    assert main(["pack", "check", str(tmp_path / "copy")]) == OK


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "x", "{}/new"], "a code is a national one"),
        (["new", "1.999999", "{}"], "is there already"),
        (["new", "1.999999", "{}/new", "--from", "/nowhere.xlsx"], "is not a file"),
        (["preview", "{}/nowhere"], "is not a folder"),
        (["preview", "{}"], "cannot be shown"),
        (["record", "{}"], "was not recorded"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", *(part.format(tmp_path) for part in arguments)]) == FAILED
    assert said in capsys.readouterr().err


def test_pictures_need_no_display(tmp_path: Path) -> None:
    assert main(["pack", "new", "1.999999", str(tmp_path / "mine")]) == OK
    command = [sys.executable, "-m", "ui.cli", "pack", "preview", str(tmp_path / "mine"), "--pictures"]
    done = subprocess.run([*command, str(tmp_path / "shots")], capture_output=True, text=True, timeout=100)
    assert done.returncode == OK, done.stderr
    assert done.stderr == ""
    assert "2 papers" in done.stdout
    names = {path.name for path in (tmp_path / "shots").iterdir()}
    assert {"kiosk-vi-01-authority.png", "tablet-en-08-check.png", "declaration-blank.pdf"} <= names
