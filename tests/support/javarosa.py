"""Talks to JavaRosa: the jar of ODK Validate that pyxform brings along, in a worker process.

``python -m tests.support.javarosa SCRIPT.json`` prints what JavaRosa makes of a script of ``python -m forms run``.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]


def jar() -> Path | None:
    """ODK Validate inside pyxform."""
    spec = find_spec("pyxform")
    if spec is None or spec.origin is None:
        return None
    found = Path(spec.origin).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    return found if found.exists() else None


def why_not() -> str:
    """What is missing to run JavaRosa here, "" when nothing is."""
    if shutil.which("java") is None:
        return "no Java here: apt-get install default-jre-headless"
    if find_spec("jpype") is None:
        return "no jpype1 here: make setup"
    return "" if jar() else "pyxform has no ODK_Validate.jar"


class JavaRosaError(Exception):
    """JavaRosa could not read or run a form; the text is what it said."""


class JavaRosaGone(Exception):
    """The worker process ended or does not answer."""


class JavaRosa:
    """The worker process. Use as a context manager.

    zone: as Java names time zones; one without history by default, as the clock handed to this engine has none.
    """

    def __init__(self, timeout: float = 60, zone: str = "GMT+07:00") -> None:
        self.timeout = timeout
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.javarosa_worker", str(jar()), zone],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
        )
        self._answers: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(5)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._errors.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._answers.put(line)
        self._answers.put("")

    def ask(self, request: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Raises JavaRosaError when it says so, when it is gone, or when nothing comes in time."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self._gone() from None
        try:
            line = self._answers.get(timeout=timeout or self.timeout)
        except queue.Empty:
            self.process.kill()
            raise JavaRosaGone("no answer in time") from None
        if not line:
            raise self._gone()
        answer = json.loads(line)
        if "error" in answer:
            raise JavaRosaError(answer["error"])
        return answer["result"]

    def _gone(self) -> "JavaRosaGone":
        self._errors.seek(0)
        return JavaRosaGone(f"the worker is gone: {self._errors.read()[-2000:].decode(errors='replace')}")

    def run(self, script: Mapping[str, Any]) -> list[Any]:
        """What the steps of a script print. form is the XML itself or an absolute path; media an absolute path."""
        result = self.ask({"run": script})
        assert isinstance(result, list)
        return result


def main() -> None:
    """What JavaRosa prints for a script of ``python -m forms run``."""
    path = Path(sys.argv[1]).resolve()
    script = json.loads(path.read_text("utf-8"))
    script["form"] = str(path.parent / script["form"])
    script["media"] = str(path.parent / (script.get("media") or "."))
    with JavaRosa() as java:
        for result in java.run(script):
            print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
