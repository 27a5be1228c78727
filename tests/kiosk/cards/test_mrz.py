"""The machine-readable lines are believed only when every check digit fits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cards import CardUnreadable, Oddity, Unreadable, parse_mrz
from kiosk.cards.mrz import check_digit

TODAY = date(2026, 11, 23)
MAN = ("IDVNM1550123450001155012345<<1", "5508154F9912315VNM<<<<<<<<<<<8", "NGUYEN<<THI<MAN<<<<<<<<<<<<<<<")
HOA = ("IDVNM0480001236048048000123<<6", "4809027M9912315VNM<<<<<<<<<<<4", "TRAN<<VAN<HOA<<<<<<<<<<<<<<<<<")


def test_the_check_digit_of_the_standards_own_example():
    assert check_digit("D23145890") == "7"  # ICAO Doc 9303 part 5, appendix B


def test_three_lines_give_number_name_birth_and_sex():
    card = parse_mrz("\n".join(MAN), TODAY)
    assert (card.id_number, card.full_name, card.birth_date, card.sex) == (
        "001155012345",
        "Nguyen Thi Man",
        "1955-08-15",
        "female",
    )
    assert card.oddities == (Oddity.NAME_WITHOUT_ACCENTS,)
    assert parse_mrz("".join(HOA), TODAY).full_name == "Tran Van Hoa"


@given(st.sampled_from([MAN, HOA]), st.integers(0, 59), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(lines, position, digit):
    text = "".join(lines)
    if not text[position].isdigit() or text[position] == digit:
        return
    with pytest.raises(CardUnreadable):
        parse_mrz(text[:position] + digit + text[position + 1 :], TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Unreadable.EMPTY),
        ("\n".join(MAN[:2]), Unreadable.TORN),
        ("P<VNMNGUYEN<<VAN<A", Unreadable.NOT_A_CARD),
        ("x" * 10_000_000, Unreadable.TOO_LONG),
    ],
)
def test_each_wrong_text_has_its_reason(text, reason):
    with pytest.raises(CardUnreadable) as caught:
        parse_mrz(text, TODAY)
    assert caught.value.reason is reason


def test_an_unknown_day_of_birth_stays_unknown():
    start = "5508<<"
    second = start + check_digit(start) + "F9912315VNM<<<<<<<<<<<"
    composite = MAN[0][5:30] + second[0:7] + second[8:15] + second[18:29]
    assert parse_mrz(MAN[0] + second + check_digit(composite) + MAN[2], TODAY).birth_date == "1955-08"


@given(
    st.text(st.characters(exclude_categories=()), max_size=200) | st.text("IDVNM<0123456789", min_size=90, max_size=90)
)
def test_nothing_but_card_unreadable_ever_comes_out(text):
    for candidate in (text, "IDVNM" + text[5:]):
        try:
            parse_mrz(candidate, TODAY)
        except CardUnreadable:
            continue
