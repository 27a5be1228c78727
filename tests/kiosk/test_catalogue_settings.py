"""Settings that come with the catalogue: checked, weaker than the fleet page, in force between two residents."""

import json
from pathlib import Path

import pytest

from kiosk.settings import (
    CATALOGUE_FILE,
    FILE_NAME,
    FLEET_FILE,
    Settings,
    given_settings,
    read_settings,
    settings_or_defaults,
    take_from_catalogue,
)
from sync.protocol.errors import MalformedError
from sync.protocol.settings import read_settings_file

CAME = b'hotline = "1022"\n[place]\nidle_after = 240\n[procedures]\nwithheld = "1.001193  2.000635"\n'


def test_the_machines_own_file_wins_over_the_catalogue_and_the_fleet_page_over_both(tmp_path: Path):
    (tmp_path / CATALOGUE_FILE).write_bytes(CAME)
    assert (read_settings(tmp_path).hotline, read_settings(tmp_path).idle_after) == ("1022", 240)
    (tmp_path / FILE_NAME).write_text('hotline = "0123"\n')
    assert (read_settings(tmp_path).hotline, read_settings(tmp_path).idle_after) == ("0123", 240)
    (tmp_path / FLEET_FILE).write_text(json.dumps({"values": {"hotline": "0999", "place.idle_after": 60}}))
    assert (read_settings(tmp_path).hotline, read_settings(tmp_path).idle_after) == ("0999", 60)
    assert given_settings(tmp_path)["procedures.withheld"] == "1.001193 2.000635"


def test_a_mistake_in_the_machines_own_file_does_not_take_the_catalogues_away(tmp_path: Path):
    (tmp_path / CATALOGUE_FILE).write_bytes(CAME)
    (tmp_path / FILE_NAME).write_text("hotline = ")
    assert settings_or_defaults(tmp_path).idle_after == 240


def test_what_was_damaged_on_the_disk_counts_as_none(tmp_path: Path):
    (tmp_path / CATALOGUE_FILE).write_bytes(b"\xff\xfe")
    assert read_settings(tmp_path) == Settings()


def test_taking_is_once_and_can_be_taken_back(tmp_path: Path):
    assert take_from_catalogue(tmp_path, CAME)
    assert not take_from_catalogue(tmp_path, CAME)
    assert read_settings(tmp_path).hotline == "1022"
    assert take_from_catalogue(tmp_path, None)
    assert not take_from_catalogue(tmp_path, None)
    assert read_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"[place]\nidle_after = 5", "place.idle_after"),
        (b"[place]\nidle_after = '60'", "place.idle_after"),
        (b"[capture]\nserial = '/dev/mem'", "capture.serial"),
        (b"[procedures]\nwithheld = '../x'", "procedures.withheld"),
        (b"[procedures]\nwithheld = ['1.1']", "procedures.withheld"),
        (b"secret = 1", "secret"),
        (b"place = 3", "place"),
        (b"\xff", "utf-8"),
        (b"#" * 70_000, "large"),
    ],
)
def test_what_may_not_come_from_afar_is_refused_by_name(data: bytes, names: str):
    with pytest.raises(MalformedError, match=names):
        read_settings_file(data, afar=True)
