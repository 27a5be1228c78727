"""Ruled rows, squares for digits, and several signatures beside each other stay on the paper, whatever is answered."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import PackError
from forms.layout import markup
from forms.layout.markup import SQUARE, read_inline, read_markup
from forms.layout.paper import draw
from forms.layout.template import functions, render_template
from tests.support.pdf import page_texts


def pages(lines: list[str]) -> list[str]:
    return page_texts(draw(read_markup("\n".join(lines)), "x"))


def test_a_cell_without_an_answer_is_empty_not_dotted() -> None:
    assert "." not in pages([f"@table(1,3) 1 | {markup.leader()}"])[0]


def test_an_answer_with_a_bar_stays_in_its_cell() -> None:
    (block,) = read_markup(f"@table 1 | {markup.value('a | b')}")
    assert len(block.cells) == 2


def test_a_row_higher_than_the_page_goes_on_and_loses_nothing() -> None:
    words = [f"từ{number}" for number in range(300)]
    printed = pages(["@head(1,1,4) TT | Tên | Khác", f"@table(1,1,4) 1 | {markup.value(' '.join(words))} | x"])
    assert len(printed) > 1
    assert re.findall(r"từ\d+", " ".join(printed)) == words


def test_a_row_is_not_torn_by_the_end_of_the_page() -> None:
    rows = [f"@table(1,4) {number} | {markup.value('Nguyễn Thị Hoa ' * 12)}" for number in range(1, 31)]
    for page in pages(rows):
        assert " ".join(page.split()).count("Nguyễn Thị Hoa") % 12 == 0


def test_signatures_beside_each_other_begin_on_a_page_with_room_for_them() -> None:
    lines = ["Dòng"] * 38
    printed = pages([*lines, "@keep 60", "@columns **CHỦ HỘ** | **NGƯỜI KÊ KHAI**", "@space 20", "@columns Hoa | Lan"])
    assert "CHỦ HỘ" not in printed[0]
    assert all(word in printed[1] for word in ("CHỦ HỘ", "NGƯỜI KÊ KHAI", "Hoa", "Lan"))


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        ("068155000123", 12, list("068155000123")),
        ("123456789", 12, [*"123456789", "", "", ""]),
        ("", 3, ["", "", ""]),
        ("C1234567", 4, list("C1234567")),
        ("06 81-5_", 4, list("06815")),
    ],
)
def test_a_number_has_a_square_for_each_digit(number: str, count: int, shown: list[str]) -> None:
    (word,) = read_inline(markup.squares(number, count))
    assert [piece.text for piece in word] == shown
    assert all(piece.box == SQUARE for piece in word)


@given(st.text(max_size=60), st.integers(0, 50))
@settings(max_examples=60, deadline=None)
def test_nothing_typed_into_squares_can_be_markup(typed: str, count: int) -> None:
    words = read_inline(f"x {markup.squares(typed, count)}")
    pieces = [piece for word in words[1:] for piece in word]
    assert len(pieces) <= markup.MAX_SQUARES
    assert all(piece.box == SQUARE and len(piece.text) <= 1 for piece in pieces)


def test_a_template_of_several_procedures_is_included_and_no_other_file() -> None:
    context = functions(lambda _: "", lambda _: "", lambda _: 0, {}, blank=True)
    assert "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ" in render_template('{% include "ct01" %}', context)
    for name in ("../blocks", "ct01.txt", "/etc/passwd", "template.py"):
        with pytest.raises(PackError):
            render_template(f'{{% include "{name}" %}}', context)
