"""One version, one form: which form went out under which version.

A draft finishes on the version it began with, and a kiosk keeps the first pack it got under a version. Two forms under
one version would put answers into questions that nobody asked. So the hash of each form that was given out is written
down in ``versions.csv`` beside the packs, one line a version, and a changed form under an old version is found.
"""

import csv
from hashlib import sha256
from pathlib import Path

from forms.errors import PackError
from forms.pack.model import FORM_COMPILED, Procedure
from forms.pack.reading import load_pack

RECORD = "versions.csv"
COLUMNS = ("code", "version", "form_sha256")


def version_findings(folder: Path, procedure: Procedure) -> list[str]:
    """What the record says against this form; empty where there is no record beside the pack, or no line for it."""
    recorded = _read(folder.parent / RECORD).get((procedure.code, procedure.version))
    if recorded is None or recorded == _hash(folder):
        return []
    return [f"version {procedure.version} went out with another form; raise version in procedure.toml and build again"]


def record_version(folder: Path) -> bool:
    """Write down the form of a built pack; False when the line was there. Raises PackError for another form."""
    pack = load_pack(folder)
    if findings := version_findings(folder, pack.procedure):
        raise PackError(folder.name, findings)
    path = folder.parent / RECORD
    lines = _read(path)
    key = (pack.code, pack.version)
    if key in lines:
        return False
    lines[key] = _hash(folder)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*names, form) for names, form in sorted(lines.items()))
    return True


def _hash(folder: Path) -> str:
    return sha256((folder / FORM_COMPILED).read_bytes()).hexdigest()


def _read(path: Path) -> dict[tuple[str, str], str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise PackError(path.name, [f"should have the columns {', '.join(COLUMNS)}"])
        return {(line["code"], line["version"]): line["form_sha256"] for line in reader}
