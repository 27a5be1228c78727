"""A procedure is read as written, and what is wrong with it is said by name and place."""

from datetime import date, time
from pathlib import Path

import pytest

from forms.errors import PackError
from forms.pack import load_pack
from forms.pack.reading import read_procedure
from tests.support.packs import BIRTH, PENSION, PROCEDURE_TOML, write_pack


def test_the_birth_procedure_says_what_the_law_says() -> None:
    pack = load_pack(BIRTH)
    procedure = pack.procedure
    assert pack.code == "1.001193"
    assert procedure.title.in_language("vi") == "Đăng ký khai sinh"
    assert procedure.time_limit.working_days == 0
    assert procedure.time_limit.cutoff == time(15)
    assert procedure.effective_to == date(2027, 2, 28)
    assert "8.000 đồng" in procedure.fee.text.vi
    assert procedure.paper("authorisation").capture


def test_the_same_pack_read_twice_is_one_key() -> None:
    assert len({load_pack(BIRTH), load_pack(BIRTH), load_pack(PENSION)}) == 2


def test_no_picture_of_an_identity_document_is_ever_kept() -> None:
    for folder in (BIRTH, PENSION):
        identity = load_pack(folder).procedure.paper("identity")
        assert identity.kind == "show"
        assert not identity.capture


def test_what_no_source_confirms_is_marked() -> None:
    assert not load_pack(PENSION).procedure.time_limit.verified
    assert not load_pack(BIRTH).procedure.fee.verified  # one of its exemptions is unconfirmed
    assert load_pack(PENSION).procedure.fee.verified


def test_a_language_that_is_not_there_falls_back_to_vietnamese() -> None:
    title = load_pack(BIRTH).procedure.title
    assert title.in_language("en") == "Register a birth"
    assert title.in_language("ar") == title.vi


def test_a_pack_that_was_not_built_says_how_to(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="kiosk pack build"):
        load_pack(write_pack(tmp_path / "trial"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "9.000001"', 'code = "../evil"', "code should look like"),
        ('code = "9.000001"', 'code = "pakn"', "code should look like"),
        ('version = "2026010101"', 'version = "1"', "version should look like"),
        ('category = "trial"', "", "category is missing"),
        ('category = "trial"', "category = 3", "category should be a str"),
        ("working_days = 0", "working_days = true", "time_limit: working_days should be a int"),
        ('kind = "original"', 'kind = "scan"', r"papers\[1\]: kind should be one of"),
        ("capture = true", 'captures = "yes"', r"papers\[1\]: captures is not a key"),
        ('full_name = "/data/full_name"', 'nickname = "/data/full_name"', "fields.nickname is not one of"),
        ('full_name = "/data/full_name"', "full_name = 3", "fields.full_name should be a string"),
        ('keywords = ["thử"]', "keywords = [1]", "keywords should be a list of strings"),
        ('title = { vi = "Thủ tục thử", en = "Trial procedure" }', 'title = "x"', "title should be a dict"),
        ("effective_from = 2026-01-01\nnext", 'effective_from = "2026"\nnext', "effective_from should be a date"),
        ("[fee]", "[fee", "procedure.toml: "),
        (
            'next_steps = [{ vi = "Chờ kết quả.", en = "Wait for the result." }]',
            'next_steps = ["x"]',
            "should be a table",
        ),
    ],
)
def test_mistakes_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PROCEDURE_TOML
    folder = write_pack(tmp_path / "trial", procedure=PROCEDURE_TOML.replace(old, new, 1))
    with pytest.raises(PackError, match=said):
        read_procedure(folder)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = PROCEDURE_TOML.replace('category = "trial"', "").replace('kind = "original"', 'kind = "scan"')
    with pytest.raises(PackError) as caught:
        read_procedure(write_pack(tmp_path / "trial", procedure=text))
    assert len(caught.value.findings) == 2


def test_a_folder_without_a_procedure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="procedure"):
        load_pack(tmp_path)
