"""What residents say at the counter leads to the procedure they need."""

import pytest

from forms.knowledge.by_names import by_names
from kiosk.catalogue import Catalogue
from tests.support.kiosks import Clock

FIRST = {
    # Births
    "khai sinh": "1.001193",
    "lam giay khai sinh cho chau": "1.001193",
    "làm giấy khai sinh cho cháu": "1.001193",
    "con tôi mới sinh": "1.001193",
    "giay khai sinh": "1.001193",
    "mất giấy khai sinh": "2.000635",
    "xin bản sao khai sinh": "2.000635",
    "trích lục khai sinh": "2.000635",
    "sửa giấy khai sinh": "1.004859",
    "sai ngày sinh": "1.004859",
    "birth certificate": "1.001193",
    # Marriage
    "giấy độc thân": "1.004873",
    "giay doc than": "1.004873",
    "xác nhận tình trạng hôn nhân": "1.004873",
    "chưa có vợ": "1.004873",
    "đăng ký kết hôn": "1.000894",
    "làm hôn thú": "1.000894",
    "cưới vợ": "1.000894",
    # Deaths
    "giấy chứng tử": "1.000656",
    "khai tử": "1.000656",
    "ông nhà tôi mất rồi": "1.000656",
    "tiền mai táng": "1.001731",
    "mai tang phi": "1.001731",
    # Residence and identity
    "hộ khẩu": "1.004222",
    "nhap ho khau cho con": "1.004222",
    "chuyển hộ khẩu": "1.004222",
    "tách hộ khẩu": "1.010038",
    "cắt khẩu": "1.003197",
    "đăng ký tạm trú": "1.004194",
    "tam tru": "1.004194",
    "thuê nhà trọ": "1.004194",
    "KT3": "1.004194",
    "giấy xác nhận cư trú": "1.010041",
    "khách ở lại qua đêm": "2.001159",
    "đi vắng lâu ngày": "1.003677",
    "mất căn cước": "1.014064",
    "đổi căn cước hết hạn": "1.014063",
    "làm căn cước cho cháu": "1.014062",
    "VNeID": "3.000228",
    "dinh danh dien tu": "3.000228",
    # Papers
    "sao y": "2.000815",
    "sao y bản chính": "2.000815",
    "photo công chứng": "2.000815",
    "công chứng giấy tờ": "2.000815",
    "giấy ủy quyền": "2.000884",
    "chứng thực chữ ký": "2.000884",
    "làm di chúc": "2.001019",
    # Land
    "sổ đỏ": "1.012783",
    "so do": "1.012783",
    "đổi sổ đỏ": "1.012783",
    "làm sổ đỏ lần đầu": "1.013978",
    "sổ đỏ ghi sai": "1.012796",
    "sang tên sổ đỏ": "2.001035",
    "thuế đất": "1.007695",
    "thuế nhà": "1.007695",
    "hàng xóm lấn đất": "1.012812",
    "xin phép xây nhà": "1.013225",
    # Support, health, work
    "tiền người già": "1.014027",
    "tiền cho người cao tuổi": "1.014027",
    "trợ cấp 75 tuổi": "1.014027",
    "bảo hiểm y tế": "1.001939",
    "mua BHYT": "1.001939",
    "mất thẻ bảo hiểm y tế": "1.002759",
    "xin hộ nghèo": "1.011607",
    "nhận lương hưu hộ": "1.001601",
    "mở quán ăn": "1.001612",
    "giay phep kinh doanh": "1.001612",
    "nghỉ bán hàng": "1.001266",
    # The commune
    "phản ánh đường hỏng": "PAKN",
    "rác": "PAKN",
    "khiếu nại": "PAKN",
    # Slips of the finger
    "khai snih": "1.001193",
    "khaisinh": "1.001193",
    "hộ kẩu": "1.004222",
    "soor ddor": "1.012783",
    "ket hon": "1.000894",
    "kết hônn": "1.000894",
}
AMONG_THREE = {
    "sổ hồng": "1.013978",
    "sổ đỏ mới": "1.013978",
    "mai táng": "1.014028",
    "tiền tuất": "2.000821",
    "giấy kết hôn": "2.000635",
    "hộ khẩu ": "1.010041",
    "căn cước": "1.014061",
    "thẻ căn cước": "1.014063",
    "chứng minh nhân dân": "1.014063",
    "mất chứng minh thư": "1.014064",
    "công chứng": "2.000884",
    "bảo hiểm cho cháu": "2.001023",
    "khai sin": "1.001193",
    "khai": "1.001193",
    "thừa kế": "2.001406",
    "hộ nghèo": "1.011606",
    "con nuôi": "2.001263",
    "đăng ký xe": "1.013067",
    "death certificate": "1.000656",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return Catalogue(tmp_path_factory.mktemp("home"), now=Clock())


@pytest.mark.parametrize(("said", "code"), FIRST.items())
def test_the_first_find_is_the_one_that_is_meant(catalogue: Catalogue, said: str, code: str) -> None:
    found = catalogue.search(said)
    assert found, "nothing was found"
    assert found[0].code == code, [each.in_language("vi") for each in found[:3]]


@pytest.mark.parametrize(("said", "code"), AMONG_THREE.items())
def test_what_may_mean_several_is_among_the_first_three(catalogue: Catalogue, said: str, code: str) -> None:
    found = catalogue.search(said)
    assert code in [each.code for each in found[:3]], [each.in_language("vi") for each in found[:3]]


@pytest.mark.parametrize("said", ["xyzzy", "khai xyzzy plugh", "!!!", "12345678901"])
def test_what_nobody_offers_finds_nothing(catalogue: Catalogue, said: str) -> None:
    assert catalogue.search(said) == ()


def test_every_pack_is_found_by_its_title_and_by_its_code(catalogue: Catalogue) -> None:
    for pack in catalogue.packs():
        for words in (pack.procedure.title.vi, pack.procedure.title.en, pack.code):
            assert catalogue.search(words)[0].code == pack.code, words


def test_what_runs_here_and_what_is_only_known_of_can_be_told_apart(catalogue: Catalogue) -> None:
    runs, known = catalogue.found("1.001193"), catalogue.found("1.014061")
    assert runs.pack is not None
    assert known.pack is None
    assert known.card is not None
    assert known.in_language("en") == "Identity card from the age of 14"
    assert catalogue.found("9.999999").in_language("vi") == "9.999999"


def test_every_by_name_leads_to_something_that_there_is(catalogue: Catalogue) -> None:
    for code in by_names():
        found = catalogue.found(code)
        assert found.pack or found.card, code
