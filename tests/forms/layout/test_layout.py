"""A printed declaration looks like the paper form, holds every answer, and obeys nobody but its template."""

import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import FormError, PackError
from forms.layout import markup, render_declaration, template_findings
from forms.layout.markup import read_inline, read_markup
from forms.layout.paper import draw
from forms.layout.template import functions, readable_date, render_template
from forms.layout.typeset import break_lines, line_width, place
from forms.pack import build_pack, load_pack
from tests.support.filling import environment
from tests.support.packs import BIRTH, FORM_TOML, PACKS, write_pack
from tests.support.pdf import page_texts

MM = 72 / 25.4
HERE = Path(__file__).parent


PRINTED = sorted(path.parent for path in PACKS.glob("*/declaration.txt"))


@pytest.mark.parametrize("folder", PRINTED, ids=lambda path: path.name)
def test_the_blank_form_reads_like_the_paper_form(folder: Path) -> None:
    """Golden text: a change of the layout shows up as a readable difference."""
    pages = page_texts(render_declaration(load_pack(folder), b"", blank=True))
    assert len(pages) <= 2, "a blank form fits on one sheet"
    golden = (HERE / f"blank-{folder.name}.txt").read_text(encoding="utf-8")
    assert "".join(map(without_dots, pages)) == golden


def test_the_same_input_gives_the_same_bytes() -> None:
    pack = load_pack(BIRTH)
    assert render_declaration(pack, b"", blank=True) == render_declaration(pack, b"", blank=True)


def test_fonts_are_embedded() -> None:
    pdf = render_declaration(load_pack(BIRTH), b"", blank=True)
    assert pdf.count(b"/FontFile2") == 3
    assert b"Helvetica" not in pdf


def test_the_page_is_a4_with_the_margins_of_official_papers() -> None:
    document = pypdfium2.PdfDocument(render_declaration(load_pack(BIRTH), b"", blank=True))
    page = document[0]
    assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (210, 297)
    boxes = [page.get_textpage().get_charbox(index) for index in range(page.get_textpage().count_chars())]
    inked = [box for box in boxes if box[2] > box[0]]
    assert min(box[0] for box in inked) >= 29.5 * MM
    assert max(box[2] for box in inked) <= (210 - 14.5) * MM
    assert max(box[3] for box in inked) <= (297 - 20) * MM
    document.close()


def test_the_follow_up_code_stands_in_the_footer_of_a_filled_form_only() -> None:
    pack = load_pack(BIRTH)
    xml = pack.form().start(environment()).draft()
    assert "Mã tra cứu: K7Q-234" in page_texts(render_declaration(pack, xml, values={"code": "K7Q-234"}))[0]
    assert "Mã tra cứu" not in page_texts(render_declaration(pack, xml))[0]
    assert "K7Q" not in page_texts(render_declaration(pack, xml, values={"code": "K7Q-234"}, blank=True))[0]


def test_a_procedure_without_a_paper_form_says_so(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "trial")
    build_pack(folder)
    (folder / "declaration.txt").unlink()
    with pytest.raises(PackError, match="has no printed declaration"):
        render_declaration(load_pack(folder), b"", blank=True)


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<data",
        b'<data id="other"/>',
        b'<!DOCTYPE data [<!ENTITY a SYSTEM "file:///etc/passwd">]><data id="1.001193"><x>&a;</x></data>',
    ],
)
def test_what_is_not_an_instance_is_refused(xml: bytes) -> None:
    with pytest.raises(FormError):
        render_declaration(load_pack(BIRTH), xml)


def test_a_long_answer_wraps_and_pages_are_numbered() -> None:
    answer = " ".join(f"từ{number}" for number in range(400))
    lines = [f"Nội dung: {markup.value(answer)}"] * 5
    pages = page_texts(draw(read_markup("\n".join(lines)), "x"))
    assert len(pages) > 1
    assert pages[1].lstrip().startswith("2")
    words = re.findall(r"từ\d+", " ".join(pages))
    assert words == re.findall(r"từ\d+", " ".join(markup.value(answer) for _ in range(5)))


@given(st.lists(st.text(alphabet="abcẪỄ ", min_size=1, max_size=90), min_size=1, max_size=6), st.integers(60, 400))
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_the_paper(texts: list[str], width: int) -> None:
    from forms.layout.fonts import register

    register()
    words = read_inline(" ".join(markup.value(text) for text in texts))
    for line in break_lines(words, 13, width):
        assert not line.words or line_width(line, 13) <= width + 0.01


def test_leaders_fill_what_the_words_leave() -> None:
    from forms.layout.fonts import register

    register()
    words = read_inline(f"Giới tính: {markup.leader(2)} Dân tộc: {markup.leader(4)}")
    (line,) = break_lines(words, 13, 400)
    placed = place(line, 13, 400)
    leaders = [item for item in placed if item.piece.leader]
    assert leaders[1].width == pytest.approx(2 * leaders[0].width)
    assert leaders[1].x + leaders[1].width == pytest.approx(400)


def test_a_leader_can_go_on_for_more_lines() -> None:
    from forms.layout.fonts import register

    register()
    assert len(break_lines(read_inline(f"Nơi sinh: {markup.leader(2, 3)}"), 13, 400)) == 3


@given(st.text(max_size=200))
def test_nothing_that_is_typed_can_be_markup(typed: str) -> None:
    """However odd, an answer is words in one face: no directive, leader, box or change of face."""
    token = markup.value(typed)
    assert "\n" not in token
    (block,) = read_markup(f"x {token}")
    assert block.kind == ""
    pieces = [piece for word in read_inline(block.cells[0]) for piece in word]
    assert all(piece.face == "regular" and not piece.leader and not piece.box for piece in pieces)


def test_a_line_that_begins_with_an_answer_is_no_directive() -> None:
    (block,) = read_markup(markup.value("@title Big"))
    assert block.kind == ""


def test_an_answer_with_a_bar_stays_in_its_cell() -> None:
    """Cells of a row are split by bars, so an answer may not bring one."""
    (block,) = read_markup(f"@row A: {markup.value('x | y')} | B")
    assert len(block.cells) == 2


@pytest.mark.parametrize(
    ("value", "shown"), [("1955", "1955"), ("1955-03", "03/1955"), ("1955-03-08", "08/03/1955"), ("", "")]
)
def test_partial_dates_are_printed_as_far_as_they_are_known(value: str, shown: str) -> None:
    assert readable_date(value) == shown


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ answer.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{{ values.update({}) }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(source: str) -> None:
    context = functions(str, str, len, {}, blank=False)
    with pytest.raises(PackError):
        render_template(source, context)


REPEAT = """
[[survey]]
type = "begin_repeat"
name = "child"
label.vi = "Con"
label.en = "Child"

[[survey]]
type = "text"
name = "child_name"
label.vi = "Tên con"
label.en = "Name of the child"
hint.vi = "Ví dụ: Hoa"
hint.en = "Example: Hoa"
guidance_hint.vi = "Để thử."
guidance_hint.en = "To try."

[[survey]]
type = "calculate"
name = "child_greeting"
calculation = "concat('Chào ', ${child_name})"

[[survey]]
type = "end_repeat"
"""
REPEAT_DECLARATION = """{% for one in instances("/data/child", at_least=3) %}
{{ loop.index }}. {{ answer("/data/child/child_name", at=one) }}; {{ answer("/data/child/child_greeting", at=one) }}
{% endfor %}
"""


def test_each_instance_of_a_repeat_gets_its_line_and_empty_lines_follow(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "9.000001", form=FORM_TOML + REPEAT)
    (folder / "declaration.txt").write_text(REPEAT_DECLARATION, encoding="utf-8")
    build_pack(folder)
    pack = load_pack(folder)
    session = pack.form().start(environment())
    session.add_repeat("/data/child")
    session.answer("/data/child[1]/child_name", "Hoa")
    session.answer("/data/child[2]/child_name", "Lan")
    text = without_dots(page_texts(render_declaration(pack, session.draft()))[0])
    assert text.splitlines() == ["1. Hoa; Chào Hoa", "2. Lan; Chào Lan", "3. ... ; ..."]
    session.remove_repeat("/data/child[1]")
    assert "1. Lan; Chào Lan" in page_texts(render_declaration(pack, session.draft()))[0]


def test_references_in_macros_are_checked_too() -> None:
    source = '{% macro m(ref) %}{{ answer(ref) }}{% endmacro %}{{ m("/data/a") }}{{ m("/data/b") }}'
    assert template_findings(source, {"/data/a"}) == ["line 1: /data/b is not in the form"]


def without_dots(text: str) -> str:
    """Leaders as three dots, so that the golden text does not count them."""
    return re.sub(r"\.{4,}", "...", text).strip() + "\n"
