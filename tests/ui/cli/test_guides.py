"""The guides tell what works: an official types their commands, in their order, and ends with a running procedure."""

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.pack import load_pack
from forms.pack.facts import KEYS
from forms.pack.model import MARK
from ui.cli import main
from ui.cli.common import FAILED, OK

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDE = (DOCS / "huong-dan-goi-thu-tuc.md").read_text(encoding="utf-8")
PACKS = (DOCS / "packs.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]
QUESTION = {
    "type": "select_one yes_no",
    "name": "married",
    "label::vi": "Ông/bà đã đăng ký kết hôn chưa?",
    "label::en": "Have you registered a marriage?",
    "hint::vi": "Xem trên Giấy chứng nhận kết hôn.",
    "hint::en": "See the marriage certificate.",
    "guidance_hint::vi": "Để biết cần giấy tờ nào.",
    "guidance_hint::en": "To know which papers are needed.",
    "required": "yes",
    "required_message::vi": "Ông/bà chọn giúp Có hoặc Không.",
    "required_message::en": "Please choose Yes or No.",
}
PAPER = {
    "id": "marriage",
    "vi": "Giấy chứng nhận kết hôn",
    "en": "Marriage certificate",
    "kind": "show",
    "when": "/data/request/married = 'yes'",
    "when_text::vi": "Khi đã đăng ký kết hôn.",
    "when_text::en": "When married.",
}


def edit(path: Path) -> None:
    """Steps 3 to 6: write over every mark, add a question before the pledge, a paper, and a line of the print."""
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = MARK.sub("Việc", cell.value)
    survey = book["survey"]
    columns = [str(cell.value) for cell in survey[1]]
    at = next(row[0].row for row in survey.iter_rows() if row[columns.index("name")].value == "pledge")
    assert at is not None
    survey.insert_rows(at)
    for column, value in QUESTION.items():
        survey.cell(at, columns.index(column) + 1).value = value
    papers = book["papers"]
    names = [str(cell.value) for cell in papers[1]]
    for column in PAPER.keys() - set(names):
        names.append(column)
        papers.cell(1, len(names)).value = column
    papers.append([PAPER.get(column, "") for column in names])
    choices = book["choices"]
    heads = [str(cell.value) for cell in choices[1]]
    for name, vi, en in (("yes", "Có", "Yes"), ("no", "Không", "No")):
        values = {"list_name": "yes_no", "name": name, "label::vi": vi, "label::en": en}
        choices.append([values.get(head, "") for head in heads])
    lines = book["declaration"]
    lines.insert_rows(11)
    lines.cell(11, 1).value = "10a"
    lines.cell(11, 2).value = 'Đã kết hôn: {{ answer("/data/request/married") }}'
    book.save(path)


def test_the_vietnamese_guide_leads_to_a_running_procedure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) >= 7
    for command in COMMANDS:
        words = shlex.split(command)
        assert words[0] == "kiosk"
        if "--pictures" in words:  # drawn in tests/ui/cli/test_pack.py
            continue
        assert main(words[1:]) == OK, f"{command}: {capsys.readouterr()}"
        if words[2] == "new":
            assert main(["pack", "check", words[-1]]) == FAILED
        if words[2] == "export":
            edit(tmp_path / words[-1])
    pack = load_pack(tmp_path / "thu-tuc-moi")
    assert pack.procedure.paper("marriage").when == PAPER["when"]
    assert "married" in (pack.folder / "form.xml").read_text(encoding="utf-8")
    assert "Đã kết hôn" in (pack.declaration() or "")


def test_both_guides_name_every_key_of_the_sheet() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PACKS))
    assert KEYS - named == set()
    asked = {
        "title",
        "fee",
        "exemption",
        "time_limit",
        "working_days",
        "cutoff",
        "effective_from",
        "next_step",
        "version",
    }
    assert asked - set(re.findall(r"`([a-z_]+)`", GUIDE)) == set()


def test_what_the_guide_says_the_check_says_is_what_it_says() -> None:
    """Sentences in the table stand in the sources of the check."""
    sources = " ".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "forms" / "pack").glob("*.py"))
    table = GUIDE[GUIDE.index("| máy nói |") : GUIDE.index("Sửa trong bảng tính")]
    for sentence in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE):
        part = max(re.split(r"…|\$\{.*?\}|vi$", sentence), key=len).strip(" ,")
        assert part in sources, sentence
