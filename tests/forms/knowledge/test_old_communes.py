"""Each commune of before July 2025 leads to those of today, however its name is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.knowledge import commune
from forms.knowledge.old_communes import old_communes, province_of_old, successors


def test_every_old_commune_leads_to_communes_that_there_are() -> None:
    assert len(old_communes()) == 10_040
    assert sum(len(row.now) > 1 for row in old_communes()) == 471
    for row in old_communes():
        provinces = {commune(code).province for code in row.now}
        assert provinces == {province_of_old(row.province)}, row


def test_the_63_provinces_lead_to_the_34_of_today() -> None:
    names = {row.province for row in old_communes()}
    assert len(names) == 63
    assert len({province_of_old(name) for name in names}) == 34


def test_every_old_commune_is_found_by_its_full_name() -> None:
    for row in old_communes():
        assert tuple(found.code for found in successors(row.province, row.district, row.name)) == row.now, row


def test_without_its_kind_each_is_among_the_choices_at_least() -> None:
    kinds = ("Phường ", "Xã ", "Thị trấn ", "Quận ", "Huyện ", "Thị xã ", "Thành phố ", "Tỉnh ")
    for row in old_communes():
        names = [row.province, row.district, row.name]
        for kind in kinds:
            names = [name.removeprefix(kind) for name in names]
        assert set(row.now) <= {found.code for found in successors(*names)}, row


@pytest.mark.parametrize(
    ("names", "now"),
    [
        (("Hà Nội", "Hoàn Kiếm", "Hàng Bông"), ["Phường Hoàn Kiếm", "Phường Cửa Nam"]),
        (("TP. Hồ Chí Minh", "Q.1", "P. Bến Nghé"), ["Phường Sài Gòn"]),
        (("TP HCM", "Quận 3", "Phường 05"), ["Phường Bàn Cờ"]),
        (("ba ria - vung tau", "con dao", ""), ["Đặc khu Côn Đảo"]),
        (("Hà Nội", "Hoàn Kiếm", "Không Có Thật"), []),
        (("", "", ""), []),
    ],
)
def test_names_as_people_and_cards_write_them(names: tuple[str, str, str], now: list[str]) -> None:
    assert [row.name for row in successors(*names)] == now


def test_a_province_nobody_knows_has_no_code() -> None:
    assert province_of_old("Atlantis") == ""


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_an_answer(province: str, district: str, name: str) -> None:
    assert isinstance(successors(province, district, name), tuple)
