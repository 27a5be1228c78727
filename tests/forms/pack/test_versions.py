"""A form that changed may not go out under the version of another one."""

from pathlib import Path

import pytest

from forms.errors import PackError
from forms.pack import build_pack, check_pack
from forms.pack.model import FORM_COMPILED
from forms.pack.reading import load_pack, read_procedure
from forms.pack.versions import RECORD, record_version, version_findings
from tests.support.packs import FORM_TOML, PACKS, PROCEDURE_TOML, write_pack

FOLDERS = sorted(path for path in PACKS.iterdir() if path.is_dir())


def built(folder: Path, **sources: str) -> Path:
    build_pack(write_pack(folder, **sources))
    return folder


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_packs_that_run_are_the_ones_that_were_written_down(folder: Path) -> None:
    """Fails when form.xml changed: raise version, build, and run kiosk pack record."""
    pack = load_pack(folder)
    lines = (PACKS / RECORD).read_text(encoding="utf-8")
    assert f"{pack.code},{pack.version}," in lines
    assert version_findings(folder, pack.procedure) == []


def test_a_change_under_the_same_version_is_found(tmp_path: Path) -> None:
    folder = built(tmp_path / "9.000001")
    assert record_version(folder)
    assert not record_version(folder)
    assert [str(finding) for finding in check_pack(folder)] == []
    built(folder, form=FORM_TOML.replace("Màu", "Màu sắc"))
    (finding,) = check_pack(folder)
    assert (finding.place, "raise version" in finding.message) == (FORM_COMPILED, True)
    with pytest.raises(PackError, match="raise version"):
        record_version(folder)


def test_a_new_version_gets_a_line_of_its_own(tmp_path: Path) -> None:
    folder = built(tmp_path / "9.000001")
    record_version(folder)
    built(folder, procedure=PROCEDURE_TOML.replace("2026010101", "2026010102"), form=FORM_TOML.replace("Màu", "Sắc"))
    assert check_pack(folder) == []
    assert record_version(folder)
    versions = [line.split(",")[1] for line in (tmp_path / RECORD).read_text(encoding="utf-8").splitlines()[1:]]
    assert versions == ["2026010101", "2026010102"]


def test_a_pack_outside_any_record_is_free(tmp_path: Path) -> None:
    folder = built(tmp_path / "9.000001")
    assert version_findings(folder, read_procedure(folder)) == []


def test_a_record_that_is_none_says_so(tmp_path: Path) -> None:
    folder = built(tmp_path / "9.000001")
    (tmp_path / RECORD).write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PackError, match="should have the columns"):
        record_version(folder)
