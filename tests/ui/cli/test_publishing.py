"""kiosk portal publish: without the keys, and with a stick that has them."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from nacl.signing import SigningKey

from sync.portal.catalogue import Repository

ROOT = Path(__file__).parents[3]


def _publish(data: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.cli", "portal", "publish", "--data", str(data), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=110)


def test_keys_in_a_drawer_are_named_when_they_are_missing_and_work_from_a_stick(tmp_path):
    data, stick = tmp_path / "portal", tmp_path / "stick"
    Repository(data / "catalogue", stick, datetime.now(UTC)).publish({}, SigningKey.generate())
    (data / "knowledge").mkdir()
    days = "date,kind,name,verified\n2031-01-02,off,Ngày nghỉ,no\n"
    (data / "knowledge" / "holidays.csv").write_text(days, encoding="utf-8")
    without = _publish(data)
    assert without.returncode == 1
    assert "--keys" in without.stderr
    assert "Traceback" not in without.stderr
    again = _publish(data, "--keys", str(stick), "--to", str(tmp_path / "usb"))
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("published: kiosks fetch it within six hours\nwritten to ")
    assert (tmp_path / "usb" / "catalogue" / "anchor.json").is_file()
    assert list((tmp_path / "usb" / "catalogue" / "targets" / "knowledge").glob("*.holidays.csv"))
