"""Certificates made for a test: for a name and a time, signed by themselves."""

import shutil
import subprocess
from pathlib import Path

import pytest

_CONFIG = """
[ca]
default_ca = own
[own]
new_certs_dir = {folder}
database = {folder}/index
serial = {folder}/serial
default_md = sha256
policy = any
[any]
commonName = supplied
[names]
subjectAltName = {name}
"""


def certificate_for(
    folder: Path, name: str, begins: str = "20200101000000Z", ends: str = "20990101000000Z"
) -> tuple[Path, Path]:
    """A key and a certificate signed with it, for a name and a time."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificates of this test")
    key, request, certificate = (folder / f"portal.{ending}" for ending in ("key", "csr", "pem"))
    (folder / "index").touch()
    (folder / "serial").write_text("01\n")
    (folder / "ca.cnf").write_text(_CONFIG.format(folder=folder, name=name))
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    files = [
        "-keyfile",
        str(key),
        "-in",
        str(request),
        "-out",
        str(certificate),
        "-startdate",
        begins,
        "-enddate",
        ends,
    ]
    commands: tuple[list[str | Path], ...] = (
        ["req", "-new", *curve, "-keyout", key, "-out", request, "-subj", "/CN=portal"],
        ["ca", "-batch", "-selfsign", "-config", folder / "ca.cnf", "-extensions", "names", "-notext", *files],
    )
    for command in commands:
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return key, certificate
