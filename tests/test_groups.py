"""Tests that share a portal, a print service or a Java run in one worker, or each worker would start its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = """
import os, pathlib, time
import pytest

HERE = pathlib.Path(__file__).parent

@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("name", [pytest.param(each, marks=pytest.mark.xdist_group(each)) for each in ("a", "b")])
def test_one(name, turn):
    time.sleep(0.05)
    with (HERE / name).open("a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + " ")
"""


def test_tests_of_one_group_run_in_one_worker(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = xdist_group\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "tests.conftest", "-n", "2", "--dist", "loadgroup"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    workers = {name: (tmp_path / name).read_text().split() for name in ("a", "b")}
    assert {name: len(seen) for name, seen in workers.items()} == {"a": 4, "b": 4}
    assert {name: len(set(seen)) for name, seen in workers.items()} == {"a": 1, "b": 1}
    assert len(set().union(*workers.values())) > 1, "nothing ran beside anything"
