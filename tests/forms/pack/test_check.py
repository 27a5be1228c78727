"""The check finds what a resident would stumble over, and says where."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from forms.contract import Environment
from forms.errors import PackError
from forms.pack import build_pack, check_pack, load_pack
from tests.support.packs import DECLARATION, FORM_TOML, PACKS, PROCEDURE_TOML, write_pack

ALL_PACKS = sorted(path for path in PACKS.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", ALL_PACKS, ids=lambda path: path.name)
def test_the_packs_that_run_have_nothing_to_mend(folder: Path) -> None:
    assert [str(finding) for finding in check_pack(folder)] == []


@pytest.mark.parametrize("folder", ALL_PACKS, ids=lambda path: path.name)
def test_what_is_committed_is_what_the_sources_make(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    build_pack(tmp_path / "copy")
    assert (tmp_path / "copy" / "form.xml").read_bytes() == (folder / "form.xml").read_bytes()


def test_a_group_of_calculations_alone_is_not_in_the_body(tmp_path: Path) -> None:
    """ODK Validate refuses a group in which nothing is asked."""
    group = '[[survey]]\ntype = "begin_group"\nname = "declared"\n\n'
    row = '[[survey]]\ntype = "calculate"\nname = "shout"\ncalculation = "concat(${full_name}, \'!\')"\n\n'
    folder = write_pack(tmp_path / "9.000001", form=FORM_TOML + group + row + '[[survey]]\ntype = "end_group"\n')
    build_pack(folder)
    compiled = (folder / "form.xml").read_text(encoding="utf-8")
    assert "<group" not in compiled
    assert "<declared>" in compiled


def test_the_trial_pack_is_sound(tmp_path: Path) -> None:
    """So that each finding below comes from the one thing that was broken."""
    assert _findings(tmp_path) == []


FORM_FAULTS = [
    ('name = "sure"\n', 'name = "sure"\nrelevant = "floor(1.5) = 1"\n', "relevant uses floor(), which ODK Collect"),
    ('label.en = "Full name"\n', "", "full_name (row 2): label has no en"),
    ('guidance_hint.vi = "Để biết màu."\n', "", "colour (row 3): guidance_hint has no vi"),
    ('label.en = "Blue"', 'label.en = ""', "choices.colour.blue: label has no en"),
    ('name = "sure"\n', 'name = "sure"\nrequired = "yes"\n', "sure (row 4): is required but has no required_message"),
    ('name = "sure"\n', 'name = "sure"\nconstraint = ". = \'yes\'"\n', "sure (row 4): constraint has no"),
    ('name = "sure"\n', 'name = "sure"\nwidth = "3"\n', "width is not a column of an XLSForm"),
    ('label.vi = "Màu"', f'label.vi = "{"Màu " * 30}"', "colour (row 3): label.vi takes 8 lines on a tablet"),
    ('label.vi = "Đỏ"', f'label.vi = "{"Đỏ tươi " * 20}"', "choices.colour.red: label.vi takes"),
    ('name = "sure"\n', 'name = "sure"\nrelevant = "${colour} = \'green\'"\n', "sure (row 4): can never be reached"),
    ('hint.vi = "Ví dụ: Nguyễn Thị Hoa"\nhint.en = "Example: Nguyễn Thị Hoa"\n', "", "hint gives no example"),
    (
        'name = "sure"\n',
        'name = "sure"\nconstraint = "."\nconstraint_message = { vi = "Số không hợp lệ", en = "x" }\n',
        "says 'không hợp lệ'",
    ),
]


def test_the_first_question_of_a_page_says_why_for_all_of_it(tmp_path: Path) -> None:
    page = """
[[survey]]
type = "begin_group"
name = "page"
appearance = "field-list"
{first}
[[survey]]
type = "text"
name = "second"
label = {{ vi = "Hai", en = "Two" }}
hint = {{ vi = "Ví dụ: 2", en = "Example: 2" }}

[[survey]]
type = "end_group"

[[survey]]
type = "text"
name = "alone"
label = {{ vi = "Ba", en = "Three" }}
hint = {{ vi = "Ví dụ: 3", en = "Example: 3" }}
"""
    first = page[page.index('\n[[survey]]\ntype = "text"') : page.index('\n\n[[survey]]\ntype = "end_group"')]
    first = first.replace("second", "first").replace("{{", "{").replace("}}", "}")
    unexplained = _findings(tmp_path, form=FORM_TOML + page.format(first=first))
    assert [finding for finding in unexplained if "why" in finding] == [
        "form.toml: first (row 6): guidance_hint does not say why it is asked",
        "form.toml: alone (row 9): guidance_hint does not say why it is asked",
    ]
    first += '\nguidance_hint = { vi = "Để biết.", en = "To know." }'
    explained = _findings(tmp_path, form=FORM_TOML + page.format(first=first))
    assert [finding for finding in explained if "why" in finding] == [
        "form.toml: alone (row 9): guidance_hint does not say why it is asked",
    ]


@pytest.mark.parametrize(("old", "new", "said"), FORM_FAULTS)
def test_a_fault_of_the_form_is_found(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FORM_TOML
    findings = _findings(tmp_path, form=FORM_TOML.replace(old, new, 1))
    assert any(said in finding for finding in findings), findings


PROCEDURE_FAULTS = [
    ('life_events = ["child"]', 'life_events = ["children"]', "life_events: 'children' has no name on the screens"),
    ('exemptions = [{ vi = "Mọi người.", en = "Everybody." }]', "exemptions = []", "fee has no exemptions"),
    ('en = "Free."', 'en = ""', "fee.text has no en"),
    ('vi = "Miễn phí."', 'vi = "Miễn phí (chưa xác minh)."', "sounds unverified"),
    ('when_text = { vi = "Khi màu đỏ.", en = "When red." }', "", "certificate has a condition but when_text"),
    ("when = \"/data/colour = 'red'\"\nwhen_text", "when_text", "papers: certificate has no condition: say when"),
    (
        "when = \"/data/colour = 'red'\"\nwhen",
        'when = "1"\nalways = true\nwhen',
        "certificate is always needed",
    ),
    ("effective_from = 2026-01-01\n[[papers]]", "[[papers]]", "legal_basis[1] has no effective_from"),
    ("when = \"/data/colour = 'red'\"", "when = \"/data/color = 'red'\"", "/data/color is not in the form"),
    ("when = \"/data/colour = 'red'\"", 'when = "/data/colour = "', "papers: certificate"),
    (
        'full_name = "/data/full_name"',
        'full_name = "/data/name"',
        "persons: me.full_name: /data/name is not in the form",
    ),
    ('full_name = "/data/full_name"', "", "persons: me takes nothing from a card"),
    ('vi = "Giấy chứng nhận"', 'vi = "Căn cước công dân"', "certificate would keep a picture of an identity document"),
    ("effective_from = 2026-01-01\nnext", "effective_from = 2026-01-01\neffective_to = 2025-01-01\nnext", "is before"),
    ('keywords = ["thử"]', "keywords = []", "keywords is empty"),
    ('[[persons]]\nid = "me"', '[[unverified]]\nvi = "x"\nen = "x"\n[[persons]]\nid = "me"', "needs verified = false"),
]


@pytest.mark.parametrize(("old", "new", "said"), PROCEDURE_FAULTS)
def test_a_fault_of_the_procedure_is_found(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PROCEDURE_TOML
    findings = _findings(tmp_path, procedure=PROCEDURE_TOML.replace(old, new, 1))
    assert any(said in finding for finding in findings), findings


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ answer("/data/nickname") }}', "/data/nickname is not in the form"),
        (
            '{% if value("/data/colour") == "red" %}{{ answer("/data/rare") }}{% endif %}',
            "/data/rare is not in the form",
        ),
        ('{{ answer("full_name") }}', "is not a reference"),
        ('{{ ansver("/data/full_name") }}', "ansver is not a name a template knows"),
        ("{{ answer(", "line 1"),
        ("@headline x", "@headline is not a directive"),
        ("{{ values.nothing }}", "nothing"),
    ],
)
def test_a_fault_of_the_declaration_is_found(tmp_path: Path, template: str, said: str) -> None:
    findings = _findings(tmp_path, declaration=template)
    assert any(said in finding for finding in findings), findings


def test_a_form_that_is_older_than_its_source_is_found(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "trial")
    build_pack(folder)
    (folder / "form.toml").write_text(FORM_TOML.replace("Full name", "Whole name"), encoding="utf-8")
    assert any("is older than its source" in str(finding) for finding in check_pack(folder))


def test_a_form_the_engine_refuses_is_not_built(tmp_path: Path) -> None:
    form = FORM_TOML + '\n[[survey]]\ntype = "calculate"\nname = "place"\ncalculation = "no-such-function(1)"\n'
    with pytest.raises(PackError, match="no-such-function"):
        build_pack(write_pack(tmp_path / "trial", form=form))


def test_a_feature_the_engine_does_not_have_is_refused_by_name_and_place(tmp_path: Path) -> None:
    form = FORM_TOML + '\n[[survey]]\ntype = "start-geopoint"\nname = "where"\n'
    with pytest.raises(PackError, match="<setgeopoint> of /data/where: odk:setgeopoint"):
        build_pack(write_pack(tmp_path / "trial", form=form))


def test_what_fails_on_an_answer_only_is_found_before_a_resident_gives_it(tmp_path: Path) -> None:
    calculation = "if(${full_name} = '', 1, digest('x', ${full_name}))"
    row = f'\n[[survey]]\ntype = "calculate"\nname = "bad"\ncalculation = "{calculation}"\n'
    (finding,) = _findings(tmp_path, form=FORM_TOML + row)
    assert finding.startswith("form.xml: bind /data/bad calculate: digest()")


def test_a_form_pyxform_refuses_is_not_built(tmp_path: Path) -> None:
    form = FORM_TOML + '\n[[survey]]\ntype = "text"\nname = "full_name"\nlabel.vi = "x"\n'
    with pytest.raises(PackError, match="full_name"):
        build_pack(write_pack(tmp_path / "trial", form=form))
    assert not (tmp_path / "trial" / "form.xml").exists()


def test_a_pack_can_bring_tables_of_its_own(tmp_path: Path) -> None:
    question = 'type = "select_one_from_file banks.csv"\nname = "bank"\nlabel = { vi = "Ngân hàng", en = "Bank" }\n'
    form = f"{FORM_TOML}\n[[survey]]\n{question}"
    folder = write_pack(tmp_path / "trial", form=form)
    (folder / "media").mkdir()
    (folder / "media" / "banks.csv").write_text("name,label\na,Agribank\n", encoding="utf-8")
    build_pack(folder)
    session = (
        load_pack(folder)
        .form()
        .start(Environment(now=lambda: datetime(2026, 1, 1, tzinfo=UTC), new_uuid=str, random=lambda: 0.5))
    )
    assert [choice.label for choice in session.choices("/data/bank")] == ["Agribank"]


def _findings(
    tmp_path: Path, *, procedure: str = PROCEDURE_TOML, form: str = FORM_TOML, declaration: str = DECLARATION
) -> list[str]:
    folder = write_pack(tmp_path / "trial", procedure=procedure, form=form)
    (folder / "declaration.txt").write_text(declaration, encoding="utf-8")
    try:
        build_pack(folder)
    except PackError as error:
        return list(error.findings)
    return [str(finding) for finding in check_pack(folder)]
