"""End to end: one resident's whole visit through the real widgets, and the answer that comes back."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pdf import page_texts

STAGES = 22


@pytest.mark.long(60)
@pytest.mark.timeout(240)
def test_the_whole_visit_from_the_language_to_the_officers_answer(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = [sys.executable, "-m", "ui.cli", "tour", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=230)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert lines[0] == f"pictures and papers: {out}"
    assert sum(line.startswith("ok ") for line in lines) == STAGES
    assert lines[-1].startswith(f"all {STAGES} stages passed")
    assert len(list((out / "pictures").glob("*.png"))) > 50
    receipt = " ".join(page_texts((out / "papers" / "receipt.pdf").read_bytes()))
    declaration = " ".join(page_texts((out / "papers" / "declaration.pdf").read_bytes()))
    assert "phiếu hỗ trợ kê khai" in receipt.casefold()
    assert "Phạm Thị Lựu" not in receipt
    assert "Phạm Thị Lựu" in declaration
    assert done.stderr == ""
