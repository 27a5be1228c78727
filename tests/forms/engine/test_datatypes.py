"""What an answer may look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.contract import DataType
from forms.engine.datatypes import clean, lexical
from tests.support.xforms import VIETNAM


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        (DataType.INT, " 12 ", "12"),
        (DataType.INT, "+7", "7"),
        (DataType.INT, "-7", "-7"),
        (DataType.INT, "1.5", None),
        (DataType.INT, "１２", None),
        (DataType.INT, "9" * 30, None),
        (DataType.INT, "-007", "-7"),
        (DataType.INT, "-0", "0"),
        (DataType.DECIMAL, "1.50", "1.5"),
        (DataType.DECIMAL, ".5", "0.5"),
        (DataType.DECIMAL, "-00.0", "0"),
        (DataType.DECIMAL, "100", "100"),
        (DataType.DECIMAL, "1e5", None),
        (DataType.DECIMAL, "NaN", None),
        (DataType.BOOLEAN, "true", "true"),
        (DataType.BOOLEAN, "có", None),
        (DataType.DATE, "2024-02-29", "2024-02-29"),
        (DataType.DATE, "2026-02-31", None),
        (DataType.DATE, "31/01/2026", None),
        (DataType.DATE, "0000-01-01", None),
        (DataType.TIME, "08:30:00.000+07:00", "08:30:00.000+07:00"),
        (DataType.TIME, "25:00", None),
        (DataType.DATE_TIME, "2026-11-23T08:30", "2026-11-23T08:30:00.000+07:00"),
        (DataType.DATE_TIME, "2026-11-23T08:30:00.000Z", "2026-11-23T08:30:00.000Z"),
        (DataType.DATE_TIME, "2026-11-23", None),
        (DataType.GEOPOINT, "10.5 106.25 0 0", "10.5 106.25 0 0"),
        (DataType.GEOPOINT, "100 106", None),
        (DataType.GEOPOINT, "10.5", None),
        (DataType.GEOSHAPE, "1 1;2 2;1 1", "1 1;2 2;1 1"),
        (DataType.GEOSHAPE, "1 1;2 2", None),
        (DataType.GEOTRACE, "1 1", None),
        (DataType.STRING, " giữ nguyên ", " giữ nguyên "),
        (DataType.STRING, "x" * 100_001, None),
        (DataType.BINARY, "ảnh 1.jpg", "ảnh 1.jpg"),
        (DataType.BINARY, "../../etc/passwd", None),
        (DataType.BINARY, "C:\\x.jpg", None),
    ],
)
def test_an_answer_is_stored_in_its_lexical_form_or_not_at_all(kind: DataType, text: str, stored: str | None) -> None:
    assert lexical(text, kind, VIETNAM) == stored


@given(st.sampled_from(list(DataType)), st.text(max_size=30))
def test_what_is_stored_is_stored_the_same_again(kind: DataType, text: str) -> None:
    stored = lexical(text, kind, VIETNAM)
    if stored is not None:
        assert lexical(stored, kind, VIETNAM) == stored


@given(st.sampled_from(list(DataType)))
def test_no_answer_always_fits(kind: DataType) -> None:
    assert lexical("", kind, VIETNAM) == ""


def test_text_is_composed_and_without_what_xml_cannot_carry() -> None:
    assert clean("Nguyễn\x00 Thị\r\nẨn") == "Nguyễn Thị\nẨn"
