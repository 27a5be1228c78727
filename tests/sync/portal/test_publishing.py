"""What a portal publishes when its folders change under it: nothing is withdrawn that nobody took away."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.packs import PACKS
from tests.support.portal import Portal

BIRTH, OTHER = "1.001193", "1.004222"
SETTINGS = "knowledge/settings.toml"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs")
    for code in (BIRTH, OTHER):
        shutil.copytree(PACKS / code, folder / code)
    return folder


@pytest.fixture(scope="module")
def publishing(tmp_path_factory: pytest.TempPathFactory, packs: Path) -> Iterator[Portal]:
    running = Portal(tmp_path_factory.mktemp("portal") / "data", packs=str(packs))
    yield running
    assert running.stop() == 0


def _codes(names: list[str]) -> set[str]:
    return {name.removeprefix("packs/").rpartition("-")[0] for name in names if name.startswith("packs/")}


def test_a_pack_that_is_being_written_is_not_withdrawn(publishing: Portal, packs: Path) -> None:
    before = publishing.do("publish_now")
    assert _codes(before) == {BIRTH, OTHER}
    description = packs / BIRTH / "procedure.toml"
    whole = description.read_bytes()
    description.write_bytes(whole[:200])
    assert publishing.do("publish_now") == before
    description.write_bytes(whole)
    assert publishing.do("publish_now") == before


def test_a_folder_that_is_not_there_withdraws_nothing(publishing: Portal, packs: Path) -> None:
    """A disk that was not mounted must not take every procedure from a province."""
    before = publishing.do("publish_now")
    away = packs.rename(packs.with_name("away"))
    assert publishing.do("publish_now") == before
    assert "there is no pack" in publishing.log
    away.rename(packs)


def test_a_pack_that_was_taken_away_is_withdrawn(publishing: Portal, packs: Path) -> None:
    publishing.do("publish_now")
    away = (packs / OTHER).rename(packs.parent / "taken")
    assert _codes(publishing.do("publish_now")) == {BIRTH}
    away.rename(packs / OTHER)
    assert _codes(publishing.do("publish_now")) == {BIRTH, OTHER}


def test_settings_with_a_mistake_leave_the_former_ones(publishing: Portal) -> None:
    folder = publishing.data / "knowledge"
    folder.mkdir(exist_ok=True)
    file = folder / "settings.toml"
    file.write_text("[place]\nidle_after = 3\n")
    assert SETTINGS not in publishing.do("publish_now")
    assert "place.idle_after" in publishing.log
    file.write_text("[place]\nidle_after = 240\n")
    assert SETTINGS in publishing.do("publish_now")
    file.write_text("[capture]\nserial = '/dev/ttyACM0'\n")
    assert SETTINGS in publishing.do("publish_now")
    file.unlink()
    assert SETTINGS not in publishing.do("publish_now")
