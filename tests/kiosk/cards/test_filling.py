"""What is known of a person fills every question of theirs, in every pack, and comes out again for the next form."""

from pathlib import Path

import pytest

from forms.contract import FormSession, Verdict
from forms.pack import Pack, Person, load_pack, persons_for
from kiosk.cards import parse_card_qr
from kiosk.cards.filling import Known, answers_for, candidates, persons_in, remember
from kiosk.cards.model import CardData
from tests.support.filling import answer, start

PACKS = Path(__file__).parents[3] / "forms" / "packs"
CODES = sorted(path.parent.name for path in PACKS.glob("*/procedure.toml"))
CARD = "001155083417|012345678|Phạm Thị Lựu|15081955|Nữ|Số 12, Hàng Bông, Hoàn Kiếm, Hà Nội|01062021"
NEW_CARD = CARD.replace("01062021", "01082024")


@pytest.mark.parametrize("code", CODES)
def test_a_card_fills_every_field_of_every_person_it_fits(code: str) -> None:
    pack = load_pack(PACKS / code)
    for person in persons_for(pack.procedure, start(pack)):
        session = start(pack)
        given = {}
        for ref, value in answers_for(session, person, Known(parse_card_qr(CARD), scanned=True)):
            assert session.answer(ref, value).verdict is Verdict.VALID, ref
            given[ref] = value
        assert set(person.fields.values()) <= set(given), f"{code} {person.id}"


@pytest.mark.parametrize(("card", "kind"), [(CARD, "citizen_card"), (NEW_CARD, "identity_card")])
def test_the_kind_of_card_follows_from_its_date(card: str, kind: str) -> None:
    pack = load_pack(PACKS / "1.001193")
    session = start(pack)
    person = persons_for(pack.procedure, session)[0]
    answers = dict(answers_for(session, person, Known(parse_card_qr(card))))
    assert answers["/data/requester/requester_document/requester_document_type"] == kind


def test_a_kind_that_was_chosen_stays() -> None:
    pack = load_pack(PACKS / "1.001193")
    session = start(pack)
    ref = "/data/requester/requester_document/requester_document_type"
    session.answer(ref, "identity_card")
    person = persons_for(pack.procedure, session)[0]
    assert ref not in dict(answers_for(session, person, Known(parse_card_qr(CARD))))


def test_who_was_typed_into_one_form_is_known_in_the_next() -> None:
    first = load_pack(PACKS / "1.001193")
    session = start(first)
    root = "/data/requester"
    for ref, value in {
        f"{root}/requester_name": "Phạm Thị Lựu",
        f"{root}/requester_birth": "1955-08-15",
        f"{root}/requester_residence/requester_residence_province": "68",
        f"{root}/requester_phone": "0376543219",
        f"{root}/requester_document/requester_document_type": "citizen_card",
        f"{root}/requester_document/requester_document_number": "001155083417",
    }.items():
        session.answer(ref, value)
    (known,) = persons_in(persons_for(first.procedure, session), session)
    assert known.card.full_name == "Phạm Thị Lựu"
    assert known.more["phone"] == "0376543219"
    second = load_pack(PACKS / "1.001612")
    session = start(second)
    owner = next(each for each in persons_for(second.procedure, session) if each.id == "owner")
    given = {}
    for ref, value in answers_for(session, owner, known):
        session.answer(ref, value)
        given[ref.rpartition("/")[2]] = value
    assert given["owner_name"] == "Phạm Thị Lựu"
    assert given["owner_number"] == "001155083417"
    assert given["owner_phone"] == "0376543219"


def test_an_address_of_today_is_taken_over_by_its_parts() -> None:
    pack = load_pack(PACKS / "1.001193")
    session = start(pack)
    person = persons_for(pack.procedure, session)[0]
    home = {"province": "68", "commune": "24000", "detail": "Số 12"}
    answers = dict(answers_for(session, person, Known(CardData("", full_name="A"), address=home)))
    parts = {ref.rpartition("_")[2] for ref in answers if "residence" in ref}
    assert "card" not in parts


def test_one_person_is_remembered_once_and_a_cards_word_counts_most() -> None:
    typed = Known(CardData("001155083417", full_name="Pham Thi Luu"), {"phone": "0376543219"})
    scanned = Known(parse_card_qr(CARD), scanned=True)
    for order in ([typed, scanned], [scanned, typed]):
        known: list[Known] = []
        for each in order:
            known = remember(known, each)
        (one,) = known
        assert one.card.full_name == "Phạm Thị Lựu"
        assert one.more == {"phone": "0376543219"}
        assert one.scanned


def test_namesakes_of_another_year_are_two() -> None:
    known = remember(
        [Known(CardData("", full_name="Võ Thị Nhài", birth_date="1995"))], Known(CardData("", "Võ Thị Nhài", "1960"))
    )
    assert len(known) == 2


def test_a_known_person_shows_nothing_in_a_log() -> None:
    assert "Lựu" not in repr(Known(parse_card_qr(CARD)))


def session_with(code: str, **answers: str) -> tuple[Pack, FormSession]:
    """A form in which somebody gave answers, by the names of the questions."""
    pack = load_pack(PACKS / code)
    session = start(pack)
    answer(session, **answers)
    return pack, session


def person_of(pack: Pack, session: FormSession, id_: str) -> Person:
    return next(each for each in persons_for(pack.procedure, session) if each.id == id_)


def given_to(session: FormSession, person: Person, known: Known) -> dict[str, str]:
    """What a form took, by the last step of the reference."""
    taken = {}
    for ref, value in answers_for(session, person, known):
        assert session.answer(ref, value).verdict is Verdict.VALID, ref
        taken[ref.rpartition("/")[2]] = value
    return taken


def test_a_family_in_mourning_tells_of_the_death_once() -> None:
    """Whoever registers a death asks for the funeral support in the same visit."""
    death, session = session_with(
        "1.000656",
        relation="child",
        requester_name="Phạm Thị Lan",
        requester_phone="0376543219",
        deceased_name="Phạm Văn Thành",
        death_date="2026-11-15",
        death_cause="tuổi già",
    )
    lan, thanh = persons_in(persons_for(death.procedure, session), session)
    funeral, later = session_with("1.001731", organiser="family")
    taken = given_to(later, person_of(funeral, later, "deceased"), thanh)
    assert taken["deceased_name"] == "Phạm Văn Thành"
    assert (taken["death_date"], taken["death_cause"]) == ("2026-11-15", "tuổi già")
    assert given_to(later, person_of(funeral, later, "family"), lan)["funeral_phone"] == "0376543219"


def test_a_day_of_which_only_the_year_is_known_is_asked_again_where_the_form_needs_the_day() -> None:
    death, session = session_with("1.000656", deceased_name="Phạm Văn Thành", death_date="2026")
    (thanh,) = persons_in(persons_for(death.procedure, session), session)
    funeral, later = session_with("1.001731")
    assert "death_date" not in given_to(later, person_of(funeral, later, "deceased"), thanh)


def test_a_parent_named_in_the_form_is_offered_as_head_of_the_household_and_as_a_member() -> None:
    pack, session = session_with("1.001939", who_fills="parent", insured_name="Trần Minh Anh", is_head="no")
    answer(session, parent_name="Trần Văn Nam", has_members="yes")
    persons = persons_for(pack.procedure, session)
    for place in ("head", "member-1"):
        maybe = candidates(persons, person_of(pack, session, place), session, ())
        assert [each.card.full_name for each in maybe] == ["Trần Văn Nam"], place
    answer(session, head_name="Trần Văn Nam")
    (known,) = candidates(persons, person_of(pack, session, "member-1"), session, ())
    assert known.card.full_name == "Trần Văn Nam", "offered once, though named twice"


def test_who_fills_another_place_of_the_form_is_not_offered() -> None:
    pack, session = session_with("1.000894", bride_name="Lê Thị Mai")
    mai = persons_in(persons_for(pack.procedure, session), session)
    persons = persons_for(pack.procedure, session)
    assert candidates(persons, person_of(pack, session, "groom"), session, mai) == ()


def test_a_cards_word_comes_before_what_was_typed_of_the_same_person() -> None:
    pack, session = session_with("1.001939", who_fills="parent", insured_name="Trần Minh Anh", is_head="no")
    answer(session, parent_name="Phạm Thị Lựu")
    scanned = Known(parse_card_qr(CARD), scanned=True)
    maybe = candidates(persons_for(pack.procedure, session), person_of(pack, session, "head"), session, [scanned])
    assert maybe == (scanned,)
