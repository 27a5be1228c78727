"""The catalogue holds what is known of each procedure, and takes nothing from outside that it cannot show."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import KnowledgeError
from forms.knowledge.catalogue import MAX_BYTES, MAX_CARDS, Card, Level, Place, cards, read_cards

HEAD = "code,title,plain,plain_en,level,field,decision,place,verified\n"
ROW = "1.004222,Đăng ký thường trú,,,commune,Cư trú,5710/QĐ-BCA,police,yes\n"
PACKS = Path(__file__).parents[3] / "forms" / "packs"


def test_every_procedure_has_a_code_and_a_place_and_most_have_their_official_title() -> None:
    known = cards()
    assert len(known) > 580
    assert [card.code for card in known] == sorted({card.code for card in known})
    assert sum(not card.title for card in known) < 12
    assert all(card.levels for card in known)


def test_no_title_names_the_district_which_is_no_more() -> None:
    assert [card.code for card in cards() if "cấp huyện" in card.title.lower()] == []


def test_what_runs_here_is_in_the_catalogue_too() -> None:
    codes = {card.code for card in cards()}
    packs = {path.name for path in PACKS.iterdir() if path.name[0].isdigit()}
    assert packs <= codes


@pytest.mark.parametrize(
    ("code", "place"),
    [("1.014061", Place.POLICE), ("1.013978", Place.COMMUNE), ("2.000821", Place.INSURANCE), ("1.008591", Place.TAX)],
)
def test_a_card_says_where_to_go(code: str, place: Place) -> None:
    assert next(card for card in cards() if card.code == code).place is place


def test_a_card_is_named_in_the_language_asked_for_as_far_as_it_is_known() -> None:
    card = Card(
        "1.1", "Thủ tục dài", "Sổ đỏ", "Land certificate", (Level.COMMUNE,), "Đất đai", "", Place.COMMUNE, verified=True
    )
    assert (card.in_language("vi"), card.in_language("en")) == ("Sổ đỏ", "Land certificate")
    bare = Card("1.2", "Thủ tục dài", "", "", (), "", "", Place.COMMUNE, verified=False)
    assert (bare.in_language("vi"), bare.in_language("en")) == ("Thủ tục dài", "Thủ tục dài")
    assert "1.3" in Card("1.3", "", "", "", (), "", "", Place.COMMUNE, verified=False).in_language("vi")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "columns"),
        ("code,title\n", "columns"),
        (HEAD + ROW * 2, "twice"),
        (HEAD + "1.1,x\n", "columns"),
        (HEAD + ROW.replace("1.004222", "../etc"), "code"),
        (HEAD + ROW.replace("police", "church"), "place"),
        (HEAD + ROW.replace("commune", "village"), "level"),
        (HEAD + ROW.replace("yes", "maybe"), "yes and no"),
        (HEAD + ROW.replace("Đăng ký", "Đăng\u202eký"), "cannot be shown"),
        (HEAD + ROW.replace("Đăng ký", "Đăng\x00ký"), "cannot be shown"),
        (HEAD + ROW.replace("Đăng ký", "x" * 3000), "too long"),
        (HEAD + ROW.replace("ý", "y\u0301"), "NFC"),
        (HEAD + '"1.1', "CSV"),
        (HEAD + " " * MAX_BYTES, "too large"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says):
        read_cards(text.encode())


def test_a_catalogue_without_end_is_refused() -> None:
    rows = "".join(ROW.replace("1.004222", f"9.{number}") for number in range(MAX_CARDS + 1))
    with pytest.raises(KnowledgeError, match="more than"):
        read_cards((HEAD + rows).encode())


@given(st.binary(max_size=400))
def test_any_bytes_are_a_catalogue_or_refused(data: bytes) -> None:
    with contextlib.suppress(KnowledgeError):
        read_cards(HEAD.encode() + data)
