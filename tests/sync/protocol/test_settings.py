"""One list of settings: what is not on it, or not allowed, is refused with its name; and the kiosk has each of them."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import Settings
from sync.protocol.settings import SETTINGS, SettingRefused, checked, flat

ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=200), st.lists(st.none()))


def test_each_setting_has_its_field_and_its_default_in_the_kiosk():
    assert {setting.field: setting.default for setting in SETTINGS.values()} == {
        field.name: field.default for field in fields(Settings)
    }


@pytest.mark.parametrize("place", SETTINGS)
def test_a_default_is_allowed(place: str):
    assert checked({place: SETTINGS[place].default}) == {place: SETTINGS[place].default}


@given(st.sampled_from(sorted(SETTINGS)), ANYTHING)
def test_what_is_allowed_stays_allowed_and_the_rest_is_named(place: str, value: object):
    rule = SETTINGS[place].rule
    if rule.check(value) is None:
        with pytest.raises(SettingRefused, match=re.escape(f"{place} must be {rule.words}")):
            checked({place: value})
    else:
        once = checked({place: value})
        assert checked(once) == once


def test_what_hangs_on_the_plugs_of_a_machine_is_not_set_from_afar():
    with pytest.raises(SettingRefused, match=r"capture\.serial"):
        checked({"capture.serial": "/dev/ttyS0"}, afar=True)


def test_true_is_no_number_and_a_table_no_value():
    with pytest.raises(SettingRefused, match=r"speech\.speed must be a whole number from 80 to 200"):
        checked({"speech.speed": True})
    assert flat({"hotline": "1022", "speech": {"speed": 90}}) == {"hotline": "1022", "speech.speed": 90}
    with pytest.raises(SettingRefused, match="speech must be a table"):
        flat({"speech": 1})
