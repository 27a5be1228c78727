"""Packs as one file: what the portal gives out and the kiosk takes in.

An archive comes over the network or on a stick, so it is hostile until checked: names, kinds, sizes and what the
entries say about themselves are checked before a byte is written, and the bytes are counted while they are read,
because a zip's own sizes can lie.
"""

import io
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path

from forms.errors import PackError
from forms.pack.model import DECLARATION, FORM_COMPILED, FORM_SOURCE, MEDIA, PROCEDURE, Pack
from forms.pack.reading import load_pack

MAX_ARCHIVE = 32 * 1024 * 1024
MAX_FILES = 500
MAX_FILE = 16 * 1024 * 1024
MAX_TOTAL = 64 * 1024 * 1024
TOP_LEVEL = (PROCEDURE, FORM_SOURCE, FORM_COMPILED, DECLARATION)
MEDIA_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(csv|xml|geojson|png|jpg|svg|mp3|ogg|wav)")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DIRECTORY_ENTRY = b"PK\x01\x02"
EPOCH = (2000, 1, 1, 0, 0, 0)
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def pack_archive(folder: Path) -> bytes:
    """The pack as a zip; the same folder always gives the same bytes. Raises PackError when it cannot be loaded."""
    load_pack(folder)
    paths = [folder / name for name in TOP_LEVEL if (folder / name).is_file()]
    if (folder / MEDIA).is_dir():
        paths += sorted(path for path in (folder / MEDIA).iterdir() if path.is_file())
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, path.read_bytes())
    return data.getvalue()


def load_archive(data: bytes, into: Path) -> Pack:
    """Check an archive and unpack it to ``into/CODE-VERSION``, whole or not at all.

    A version that is there already is replaced only by itself: other bytes under the same version raise PackError, as
    does everything else about an archive that an honest portal would not send.
    """
    files = _read(data)
    into.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=into))
    try:
        for name, content in files.items():
            path = scratch / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        pack = load_pack(scratch)
        target = into / f"{pack.code}-{pack.version}"
        if not target.exists():
            scratch.rename(target)
        elif pack_archive(target) != pack_archive(scratch):
            raise PackError(target.name, ["another pack with this version is already here"])
        return load_pack(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _read(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_ARCHIVE:
        raise PackError("archive", [f"is larger than {MAX_ARCHIVE} bytes"])
    # Each entry of the directory becomes an object when the archive is opened: bounded before, with room for chance.
    if data.count(DIRECTORY_ENTRY) > 2 * MAX_FILES:
        raise PackError("archive", [f"has more than {MAX_FILES} files"])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            findings = _findings(entries)
            if findings:
                raise PackError("archive", findings)
            return _contents(archive, entries)
    except BROKEN as error:
        if isinstance(error, PackError):
            raise
        raise PackError("archive", [f"cannot be read: {error}"]) from error


def _findings(entries: list[zipfile.ZipInfo]) -> list[str]:
    if len(entries) > MAX_FILES:
        return [f"has more than {MAX_FILES} files"]
    findings = [f"{entry.filename!r}: {fault}" for entry in entries if (fault := _fault(entry))]
    names = [entry.filename.casefold() for entry in entries]
    findings += [f"{name!r} is there more than once" for name in sorted({n for n in names if names.count(n) > 1})]
    return findings


def _fault(entry: zipfile.ZipInfo) -> str:
    folder, _, name = entry.filename.rpartition("/")
    allowed = (folder == MEDIA and MEDIA_NAME.fullmatch(name)) or (not folder and name in TOP_LEVEL)
    # orig_filename keeps what zipfile cleans away, such as what follows a NUL.
    if not allowed or entry.orig_filename != entry.filename:
        return "is not a file of a pack"
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "is not a regular file"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if entry.compress_type not in METHODS:
        return "is compressed in a way that is not read here"
    if entry.file_size > MAX_FILE:
        return f"is larger than {MAX_FILE} bytes"
    return ""


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    files = {}
    left = MAX_TOTAL
    for entry in entries:
        with archive.open(entry) as file:
            content = file.read(min(MAX_FILE, left) + 1)
        if len(content) > min(MAX_FILE, left):
            raise PackError("archive", [f"{entry.filename!r}: is larger than it says"])
        left -= len(content)
        files[entry.filename] = content
    return files
