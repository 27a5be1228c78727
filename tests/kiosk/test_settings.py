"""A technician's mistake in settings.toml is told with its place and stops no visit."""

import logging
from pathlib import Path

import pytest

from kiosk.settings import FILE_NAME, Settings, SettingsError, read_settings, settings_or_defaults


def test_no_file_means_the_defaults(tmp_path: Path):
    assert read_settings(tmp_path) == Settings()


def test_what_is_set_is_read(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text(
        'hotline = "1022, phím 1"\n[printing]\nreceipt = "roll80"\nreceipt_form = "a5"\ndeclaration = "folder"\n'
    )
    assert read_settings(tmp_path) == Settings("1022, phím 1", "roll80", "a5", "folder")


def test_the_voice_and_the_place_are_set(tmp_path: Path):
    (tmp_path / FILE_NAME).write_text(
        '[speech]\naccent = "south"\nspeed = 90\nvolume = 150\nautomatic = true\n[place]\nfeedback = false\n'
    )
    read = read_settings(tmp_path)
    assert (read.accent, read.speed, read.volume, read.read_aloud, read.feedback) == ("south", 90, 150, True, False)
    assert read.speech


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hotline = \n[printing]", "line 1"),
        ("hotlines = 'x'", "hotlines"),
        ("[printing]\nreciept = 'x'", "printing.reciept"),
        ("hotline = 1022", "hotline"),
        ("hotline = '" + "x" * 121 + "'", "hotline"),
        ("printing = 1", "printing"),
        ("[printing]\nreceipt_form = 'A4'", "receipt_form"),
        ('[printing]\nreceipt = "a\\u0000b"', "printing.receipt"),
        ("[speech]\naccent = 'west'", "speech.accent"),
        ("[speech]\nspeed = 20", "speech.speed"),
        ("[speech]\nspeed = true", "speech.speed"),
        ("[speech]\nenabled = 1", "speech.enabled"),
        ("[place]\nattract_after = 1.5", "place.attract_after"),
        ("#" * 70_000, "too large"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, names: str, caplog: pytest.LogCaptureFixture):
    (tmp_path / FILE_NAME).write_text(text)
    with pytest.raises(SettingsError, match=names):
        read_settings(tmp_path)
    with caplog.at_level(logging.ERROR):
        assert settings_or_defaults(tmp_path) == Settings()
    assert names in caplog.text


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path):
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(SettingsError, match=FILE_NAME):
        read_settings(tmp_path)
