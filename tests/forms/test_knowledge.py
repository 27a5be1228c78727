"""The tables every procedure relies on are whole, and Vietnamese is said as officials say it."""

import csv
import unicodedata
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import knowledge
from forms.knowledge import derive, text


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert len(knowledge.provinces()) == 34
    assert len({commune.code for commune in knowledge.communes()}) == len(knowledge.communes()) == 3321
    assert Counter(commune.kind for commune in knowledge.communes()) == {"xã": 2621, "phường": 687, "đặc khu": 13}


@pytest.mark.parametrize(
    ("province", "communes"),
    [
        ("Thành phố Hà Nội", 126),
        ("Thành phố Đà Nẵng", 94),
        ("Tỉnh Lâm Đồng", 124),
        ("Tỉnh Cà Mau", 64),
        ("Thành phố Hồ Chí Minh", 168),
    ],
)
def test_known_provinces_have_the_published_number_of_communes(province: str, communes: int) -> None:
    code = next(row.code for row in knowledge.provinces() if row.name == province)
    assert sum(commune.province == code for commune in knowledge.communes()) == communes


def test_every_commune_lies_in_a_province_and_says_its_kind() -> None:
    provinces = {province.code for province in knowledge.provinces()}
    for commune in knowledge.communes():
        assert commune.province in provinces
        assert commune.name.lower().startswith(commune.kind)
        assert len(commune.code) == 5
        assert commune.code.isdigit()


def test_communes_are_found_by_code() -> None:
    assert knowledge.commune("00004").name == "Phường Ba Đình"
    assert knowledge.province("68").name == "Tỉnh Lâm Đồng"
    with pytest.raises(KeyError):
        knowledge.commune("99999")


def test_a_site_that_is_a_commune_tells_forms_where_they_are() -> None:
    assert knowledge.place_properties("25126") == {"province": "68", "commune": "25126"}
    assert knowledge.place_properties("CULTURAL-HOUSE-3") == {}


def test_there_are_54_ethnic_groups_with_the_majority_first() -> None:
    groups = knowledge.ethnic_groups()
    assert [group.code for group in groups] == [f"{number:02}" for number in range(1, 55)]
    assert groups[0].name == "Kinh"
    assert "K'Ho" in next(group for group in groups if group.name == "Cơ-ho").other_names


def test_an_ethnic_group_is_shown_with_its_everyday_names() -> None:
    rows = csv.DictReader(knowledge.shared_media()["ethnic_groups.csv"].decode().splitlines())
    shown = {row["label"]: row["shown"] for row in rows}
    assert shown["Cơ-ho"] == "Cơ-ho (Cơ Ho, K'Ho, Kơ Ho, Srê)"
    for group in knowledge.ethnic_groups():
        assert shown[group.name] == f"{group.name} ({', '.join(group.other_names)})"


def test_shared_tables_are_nfc_because_fonts_and_search_need_it() -> None:
    for name, content in knowledge.shared_media().items():
        assert unicodedata.is_normalized("NFC", content.decode()), name


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 15), "Ngày mười lăm tháng tám năm hai nghìn không trăm hai mươi sáu"),
        (date(2021, 4, 1), "Ngày một tháng tư năm hai nghìn không trăm hai mươi mốt"),
        (date(2000, 12, 31), "Ngày ba mươi mốt tháng mười hai năm hai nghìn"),
        (date(2005, 1, 5), "Ngày năm tháng một năm hai nghìn không trăm linh năm"),
        (date(1955, 2, 24), "Ngày hai mươi tư tháng hai năm một nghìn chín trăm năm mươi lăm"),
        (date(1910, 10, 10), "Ngày mười tháng mười năm một nghìn chín trăm mười"),
        (date(1900, 11, 11), "Ngày mười một tháng mười một năm một nghìn chín trăm"),
    ],
)
def test_dates_are_said_as_birth_certificates_say_them(day: date, words: str) -> None:
    assert knowledge.date_in_words(day, "vi") == words


def test_no_two_dates_share_their_words() -> None:
    first = date(1999, 12, 1)
    spoken = {knowledge.date_in_words(first + timedelta(days=days)) for days in range(800)}
    assert len(spoken) == 800


def test_the_table_of_date_words_says_what_the_function_says() -> None:
    rows = dict(line.split(",") for line in knowledge.shared_media()["date_words.csv"].decode().splitlines()[1:])
    assert {rows[f"d{day:02}"] for day in range(1, 32)} == {text.day_in_words(day) for day in range(1, 32)}
    assert all(rows[f"m{month:02}"] == text.month_in_words(month) for month in range(1, 13))
    assert all(rows[f"y{year}"] == text.year_in_words(year) for year in range(1900, 2100))


def test_words_in_another_language_are_refused() -> None:
    with pytest.raises(ValueError, match="Vietnamese only"):
        knowledge.date_in_words(date(2026, 8, 15), "en")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đăng ký", "dang ky"),
        ("ĐĂNG  KÝ ", "dang ky"),
        ("Ba Đình", "ba dinh"),
        ("Sổ đỏ", "so do"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
    ],
)
def test_search_finds_words_typed_without_accents(typed: str, folded: str) -> None:
    assert knowledge.fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(typed: str) -> None:
    once = knowledge.fold(typed)
    assert knowledge.fold(once) == once


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặ ", max_size=40))
def test_folding_does_not_depend_on_how_accents_are_encoded(typed: str) -> None:
    assert knowledge.fold(unicodedata.normalize("NFD", typed)) == knowledge.fold(typed)


def test_names_are_printed_in_capitals() -> None:
    assert knowledge.name_in_capitals(unicodedata.normalize("NFD", " nguyễn  thị đào ")) == "NGUYỄN THỊ ĐÀO"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (50_000_000, "năm mươi triệu"),
        (150_250_000, "một trăm năm mươi triệu hai trăm năm mươi nghìn"),
        (2_000_005_015, "hai tỷ không trăm linh năm nghìn không trăm mười lăm"),
    ],
)
def test_amounts_are_put_into_words(number: int, words: str) -> None:
    assert knowledge.number_in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**12])
def test_an_amount_that_cannot_be_put_into_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="words"):
        knowledge.number_in_words(number)


@pytest.mark.parametrize(
    ("lexical", "written"),
    [("1234.5", "1.234,5"), ("100.0", "100"), ("0", "0"), ("120.50", "120,5"), ("50000000", "50.000.000")],
)
def test_numbers_are_written_as_in_vietnam(lexical: str, written: str) -> None:
    assert knowledge.readable_number(lexical) == written


def test_deriving_keeps_communes_that_differ_only_in_accents(tmp_path: Path) -> None:
    wheel = tmp_path / "units.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(derive.SOURCE, _units())
        archive.writestr(derive.OLD_SOURCE, _old_units())
        archive.writestr(derive.CHANGES, _changes())
    derive.derive(wheel, tmp_path)
    assert (tmp_path / "communes.csv").read_text(encoding="utf-8").splitlines() == [
        "name,label,type,province",
        "10888,Xã Cẩm Giang,xã,31",
        "10903,Xã Cẩm Giàng,xã,31",
    ]
    assert (tmp_path / "old_communes.csv").read_text(encoding="utf-8").splitlines() == [
        "province,district,commune,now",
        "Tỉnh Hải Dương,Huyện Cẩm Giàng,Xã Cẩm Điền,10888+10903",
        "Tỉnh Hải Dương,Huyện Đảo,,10903",
    ]


def _units() -> str:
    return """{"DICT_PROVINCE": {"hp": {"province": "Thành phố Hải Phòng", "provinceCode": "31"}},
    "DICT_PROVINCE_WARD_NO_ACCENTED": {"hp": {"xacamgiang": {"ward": "Xã  Cẩm Giang", "wardType": "Xã",
        "wardCode": "10888"}}},
    "DICT_PROVINCE_WARD_ACCENTED": {"hp": {
        "a": {"ward": "Xã Cẩm Giang", "wardType": "Phường", "wardCode": "10888"},
        "b": {"ward": "Xã Cẩm Giàng", "wardType": "Xã", "wardCode": "10903"}}}}"""


def _old_units() -> str:
    return """{"DICT_PROVINCE": {"hd": {"province": "Tỉnh Hải Dương"}},
    "DICT_PROVINCE_DISTRICT": {"hd": {"camgiang": {"district": "Huyện Cẩm Giàng"}, "dao": {"district": "Huyện Đảo"}}},
    "DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED": {"hd": {
        "camgiang": {"xacamdien": {"ward": "Xã Cẩm  Điền"}}, "dao": {"NaN": {"ward": NaN}}}},
    "DICT_PROVINCE_DISTRICT_WARD_ACCENTED": {}}"""


def _changes() -> str:
    return """{"DICT_PROVINCE_WARD_NO_DIVIDED": {"hp": {"b": ["hd_dao_"]}},
    "DICT_PROVINCE_WARD_DIVIDED": {"hp": {"hd_camgiang_xacamdien": [
        {"newWardKey": "b", "isDefaultNewWard": false}, {"newWardKey": "a", "isDefaultNewWard": true}]}}}"""
