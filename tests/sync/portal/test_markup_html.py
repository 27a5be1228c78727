"""The declaration on the officer's page: what a resident typed stays text, and every line is whole HTML."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from forms.layout.markup import leader, read_markup, squares, value
from sync.portal.desk.markup_html import draw


def drawn(markup: str) -> etree._Element:
    """As one element; raises XMLSyntaxError for what is not whole."""
    return etree.fromstring(f"<div>{draw(read_markup(markup))}</div>".replace("<br>", "<br/>"))


def text_of(element: etree._Element) -> str:
    return str(element.xpath("string()"))


@given(st.text(max_size=80))
def test_an_answer_is_text_whatever_it_says(answer: str) -> None:
    clean = value(answer)[1:-1]
    page = drawn(f"Họ và tên: {value(answer)} **đậm {value(answer)} hết**\n@table {value(answer)} | b")
    shown = [text_of(found) for found in page.iterfind(".//span[@class='answer']")]
    assert shown == ([clean] * 3 if clean else [])
    assert {element.tag for element in page.iter()} <= {"div", "p", "b", "span", "table", "tr", "td"}


@given(st.lists(st.sampled_from(["**", "//", "chữ", " "]), max_size=12))
def test_faces_are_closed_however_they_cross(parts: list[str]) -> None:
    page = drawn("x " + "".join(parts))
    assert text_of(page).count("chữ") == parts.count("chữ")


def test_the_parts_of_a_form_are_there() -> None:
    page = drawn(
        "@header\n@title TỜ KHAI\n@row(2,1) Giới tính: Nam | Dân tộc: Kinh\n"
        "@head TT | Tên\n@table 1 | Bố\n@table 2 | Mẹ\n"
        f"Số: {squares('12', 3)}\nNơi sinh: {leader()}\n@space 2\n@keep 60\n@sign Người khai | (Ký) | Nguyễn Thị Hoa"
    )
    assert [text_of(cell) for cell in page.iterfind(".//th")] == ["TT", "Tên"]
    assert len(page.findall(".//table")) == 1  # rows below each other are one table
    assert [part.get("class") for part in page.iterfind("div[@class='across']/p")] == ["share-2", "share-1"]
    assert len(page.findall(".//span[@class='square']")) == 3
    assert len(page.findall(".//span[@class='dots']")) == 1
    assert "Nguyễn Thị Hoa" in text_of(page)
