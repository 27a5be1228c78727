"""An archive from outside becomes a pack only when every byte of it is what an honest portal sends."""

import io
import stat
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import PackError
from forms.pack import archive as archive_module
from forms.pack import load_archive, load_pack, pack_archive
from tests.support.packs import BIRTH


@pytest.fixture(scope="module")
def honest() -> bytes:
    return pack_archive(BIRTH)


def test_a_pack_survives_the_way_through_an_archive(honest: bytes, tmp_path: Path) -> None:
    pack = load_archive(honest, tmp_path)
    assert pack.folder == tmp_path / f"1.001193-{load_pack(BIRTH).version}"
    assert pack.procedure == load_pack(BIRTH).procedure
    assert pack_archive(pack.folder) == honest
    assert [path.name for path in tmp_path.iterdir()] == [pack.folder.name]


def test_the_same_archive_twice_changes_nothing(honest: bytes, tmp_path: Path) -> None:
    assert load_archive(honest, tmp_path) == load_archive(honest, tmp_path)


def test_other_bytes_under_the_same_version_are_refused(honest: bytes, tmp_path: Path) -> None:
    load_archive(honest, tmp_path)
    entries = _entries(honest)
    entries["declaration.txt"] += b"\n"
    with pytest.raises(PackError, match="another pack with this version"):
        load_archive(_zip(entries), tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.toml",
        "/etc/passwd",
        "media/../../evil.csv",
        "media/a/b.csv",
        "C:\\evil.toml",
        "..\\evil.toml",
        "media\\evil.csv",
        "evil.py",
        "media/evil.exe",
        "media/.hidden.csv",
        "media/",
        "MEDIA/x.csv",
        "media/" + "x" * 200 + ".csv",
    ],
)
def test_names_that_are_not_of_a_pack_are_refused(honest: bytes, tmp_path: Path, name: str) -> None:
    with pytest.raises(PackError, match="is not a file of a pack"):
        load_archive(_zip(_entries(honest), extra=[(zipfile.ZipInfo(name), b"x")]), tmp_path / "into")
    assert list(tmp_path.rglob("*evil*")) == []
    assert not (tmp_path / "into").exists() or not list((tmp_path / "into").iterdir())


def test_a_name_that_hides_its_end_behind_a_nul_is_refused(honest: bytes, tmp_path: Path) -> None:
    entries = _entries(honest)
    entries["form.xml_.exe"] = entries.pop("form.xml")
    with pytest.raises(PackError, match="is not a file of a pack"):
        load_archive(_zip(entries).replace(b"form.xml_.exe", b"form.xml\x00.exe"), tmp_path)


def test_links_are_refused(honest: bytes, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("media/link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(PackError, match="is not a regular file"):
        load_archive(_zip(_entries(honest), extra=[(link, b"/etc/passwd")]), tmp_path)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_a_name_twice_is_refused(honest: bytes, tmp_path: Path) -> None:
    with pytest.raises(PackError, match="more than once"):
        load_archive(_zip(_entries(honest), extra=[(zipfile.ZipInfo("form.xml"), b"other")]), tmp_path)


def test_names_that_differ_only_in_case_are_refused(honest: bytes, tmp_path: Path) -> None:
    twins = [(zipfile.ZipInfo(f"media/{name}.csv"), b"x") for name in ("a", "A")]
    with pytest.raises(PackError, match="more than once"):
        load_archive(_zip(_entries(honest), extra=twins), tmp_path)


def test_a_bomb_is_refused_while_it_is_read(honest: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MAX_TOTAL", 300_000)
    bomb = zipfile.ZipInfo("media/bomb.csv")
    bomb.compress_type = zipfile.ZIP_DEFLATED
    data = _zip(_entries(honest), extra=[(bomb, bytes(1_000_000))])
    assert len(data) < 100_000
    with pytest.raises(PackError, match="larger than it says"):
        load_archive(data, tmp_path)


def test_too_many_files_are_refused(honest: bytes, tmp_path: Path) -> None:
    many = [(zipfile.ZipInfo(f"media/{number}.csv"), b"") for number in range(archive_module.MAX_FILES)]
    with pytest.raises(PackError, match="more than 500 files"):
        load_archive(_zip(_entries(honest), extra=many), tmp_path)


def test_an_archive_without_a_procedure_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="procedure"):
        load_archive(_zip({"form.xml": b"<x/>"}), tmp_path)
    assert list(tmp_path.iterdir()) == []


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_bytes_give_a_pack_error_and_nothing_else(data, tmp_path_factory) -> None:
    """Either the damage is harmless (in a time stamp, say) or it is refused in our own words."""
    honest = pack_archive(BIRTH)
    start = data.draw(st.integers(0, len(honest) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=8))
    broken = honest[:start] + junk + honest[start + len(junk) :]
    try:
        load_archive(broken, tmp_path_factory.mktemp("into"))
    except PackError:
        return


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all", bytes(100)])
def test_what_is_not_an_archive_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_archive(data, tmp_path)


def _entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _zip(entries: dict[str, bytes], extra: list[tuple[zipfile.ZipInfo, bytes]] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        for info, content in extra or []:
            archive.writestr(info, content)
    return out.getvalue()


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "bomb",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"{b=" * 100_000,
        b".".join([b"a"] * 20_000) + b" = 1",
        b"[" + b" . ".join([b"a"] * 20_000) + b"]",
        b"a = 1 # " + b"x" * (1 << 20),
        b"\xff\xfe",
        b"",
    ],
    ids=["lists", "tables", "dotted key", "dotted header", "long", "no text", "empty"],
)
def test_a_procedure_that_would_keep_the_parser_busy_is_refused_soon(
    honest: bytes, tmp_path: Path, bomb: bytes
) -> None:
    entries = _entries(honest)
    entries["procedure.toml"] = bomb
    begun = time.monotonic()
    with pytest.raises(PackError):
        load_archive(_zip(entries), tmp_path)
    assert time.monotonic() - begun < 3
    assert not list(tmp_path.iterdir())


def test_an_archive_of_very_many_nothings_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    archive = _zip({f"media/{number}.csv": b"" for number in range(20_000)})
    begun = time.thread_time()
    with pytest.raises(PackError, match="more than 500 files"):
        load_archive(archive, tmp_path)
    assert time.thread_time() - begun < 0.2
