"""kiosk portal serve with workers and packs of its own; begin-epoch after a restore."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
from nacl.signing import SigningKey

from sync.protocol.encoding import to_base64

ROOT = Path(__file__).parents[3]
PACK = ROOT / "forms" / "packs" / "1.001193"


def kiosk(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", *arguments]


@pytest.mark.long(15)
@pytest.mark.timeout(240)
def test_two_workers_serve_the_packs_they_are_given_and_a_new_epoch_begins(tmp_path: Path) -> None:
    packs, data = tmp_path / "packs", ["--data", str(tmp_path / "data")]
    shutil.copytree(PACK, packs / PACK.name)
    asked = ["--port", "0", "--workers", "2", "--packs", str(packs), "--seed", "--json", "--until-stdin-ends"]
    serving = subprocess.Popen(
        kiosk("portal", "serve", *data, *asked), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert serving.stdin is not None
    assert serving.stdout is not None
    try:
        lines = (json.loads(line) for line in serving.stdout)
        seeded, ready = next(lines), next(lines)
        assert (seeded["event"], ready["event"]) == ("seeded", "ready")
        url = ready["url"]
        before = epoch(url)
        begun = subprocess.run(
            kiosk("portal", "begin-epoch", *data), cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert epoch(url) == begun.stdout.split()[-1] != before
        assert published(url, seeded["enrolment_code"]) == {PACK.name}
    finally:
        serving.stdin.close()
        serving.stdout.close()
        assert serving.wait(timeout=90) == 0


def published(url: str, code: str) -> set[str]:
    """The procedures whose packs the catalogue has for a new kiosk."""
    headers = {"Kiosk-Nonce": "n" * 22}
    keys = {name: to_base64(bytes(SigningKey.generate().verify_key)) for name in ("sign_key", "box_key")}
    joined = requests.post(f"{url}/v1/enrol", json={"code": code, "name": "Máy 1", **keys}, headers=headers, timeout=60)
    headers["Authorization"] = f"Bearer {joined.json()['token']}"

    def metadata(name: str) -> dict[str, Any]:
        answer = requests.get(f"{url}/v1/catalogue/metadata/{name}.json", headers=headers, timeout=60)
        return dict(answer.json()["signed"])

    snapshot = metadata("timestamp")["meta"]["snapshot.json"]["version"]
    targets = metadata(f"{snapshot}.snapshot")["meta"]["targets.json"]["version"]
    names = metadata(f"{targets}.targets")["targets"]
    return {name.removeprefix("packs/").rpartition("-")[0] for name in names if name.startswith("packs/")}


def epoch(url: str) -> str:
    answer = requests.get(f"{url}/v1/hello", headers={"Kiosk-Nonce": "n" * 22}, timeout=60)
    return str(answer.json()["epoch"])


@pytest.mark.parametrize("count", ["0", "65", "many"])
def test_a_number_of_workers_that_makes_no_sense_is_refused(count: str) -> None:
    done = subprocess.run(kiosk("portal", "serve", "--workers", count), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "--workers" in done.stderr
