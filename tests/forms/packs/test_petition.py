"""A report or proposal: never anonymous, with a promised day, and never published without a yes."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from forms import knowledge
from forms.contract import FormSession, Verdict
from forms.knowledge import place_properties
from forms.pack import Pack, load_pack, papers_for, warnings_for
from tests.support.filling import NOW, VIETNAM, answer, finalise, refs, start, unanswered, verdict
from tests.support.packs import PACKS

CONTENT = "Rác trước nhà văn hóa ba ngày chưa thu, mong xã cho thu gom."


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(PACKS / "PAKN")


def ordinary(pack: Pack, language: str = "vi", now: datetime = NOW) -> FormSession:
    session = start(pack, language, now)
    answer(session, authority_province="68", authority_commune="25126", sender_name="Nguyễn Thị Hoa")
    answer(session, sender_address_province="68", sender_address_commune="25126", sender_phone="0912345678")
    answer(session, matter="report", field="environment", content=CONTENT, pledge="OK")
    return session


def warned(pack: Pack, session: FormSession) -> str:
    return " ".join(warning.text.vi for warning in warnings_for(pack.procedure, session))


DAYS_OFF = {
    date.fromisoformat(row["date"])
    for row in csv.DictReader((Path(knowledge.__file__).parent / "holidays.csv").read_text("utf-8").splitlines())
    if row["kind"] != "work"
}


def twenty_working_days_after(day: date) -> date:
    """Counted one by one, without the exchanges, none of which is near; a day off counts as the next."""
    while day.weekday() > 4 or day in DAYS_OFF:
        day += timedelta(days=1)
    for _ in range(20):
        day += timedelta(days=1)
        while day.weekday() > 4 or day in DAYS_OFF:
            day += timedelta(days=1)
    return day


def test_a_report_is_short(pack: Pack) -> None:
    """Everything that is not needed can be left out, and nothing is handed in."""
    session = ordinary(pack)
    submission = finalise(session)
    assert (papers_for(pack.procedure, session), warned(pack, session)) == ((), "")
    assert b'id="PAKN"' in submission
    assert CONTENT.encode() in submission


def test_nobody_takes_it_for_a_national_procedure_and_everything_says_unverified(pack: Pack) -> None:
    procedure = pack.procedure
    assert not any(character.isdigit() for character in procedure.code)
    facts = [procedure.fee.verified, procedure.time_limit.verified, procedure.authority.verified]
    facts += [basis.verified for basis in procedure.legal_basis]
    facts += [paper.verified for paper in procedure.papers]
    assert not any(facts)


def test_there_is_nothing_to_print_or_to_sign(pack: Pack) -> None:
    assert pack.declaration() is None
    assert not pack.procedure.signature


@pytest.mark.parametrize("days", [*range(0, 40, 3), 70, 80, 150, 300])
@pytest.mark.parametrize("hour", [0, 9, 23])
def test_the_promised_day_is_twenty_working_days_away(pack: Pack, days: int, hour: int) -> None:
    now = datetime(2026, 11, 21, hour, 15, tzinfo=VIETNAM) + timedelta(days=days)
    session = start(pack, now=now)
    promised = session.value_of("/data/declared/answer_by")
    assert date.fromisoformat(promised) == twenty_working_days_after(now.date())


def test_after_the_table_of_days_off_weekends_alone_are_counted(pack: Pack) -> None:
    session = start(pack, now=datetime(2031, 3, 3, 9, tzinfo=VIETNAM))
    assert session.value_of("/data/declared/answer_by") == "2031-03-31"


def test_the_promised_day_is_shown_and_sent(pack: Pack) -> None:
    session = ordinary(pack)
    note = session.question(refs(session)["promise"])
    assert "22/12/2026" in note.label  # 24/11 is a day off
    assert "Hỏi cán bộ để xác nhận" in note.hint
    root = etree.fromstring(finalise(session))
    assert root.findtext(".//{*}answer_by") == "2026-12-22"
    english = ordinary(pack, "en")
    assert "22/12/2026" in english.question(refs(english)["promise"]).label


@pytest.mark.parametrize("left_out", ["sender_name", "sender_phone", "sender_address_commune", "content", "field"])
def test_it_is_never_anonymous_nor_empty(pack: Pack, left_out: str) -> None:
    session = ordinary(pack)
    session.answer(refs(session)[left_out], "")
    assert unanswered(session) == [left_out]


@pytest.mark.parametrize(
    ("content", "fits"),
    [("x" * 20, True), ("x" * 19, False), (" " * 30 + "ngắn", False), ("x" * 4000, True), ("x" * 4001, False)],
)
def test_what_is_said_is_neither_too_short_nor_too_long(pack: Pack, content: str, fits: bool) -> None:
    found, message = verdict(start(pack), "content", content)
    assert (found is Verdict.VALID) is fits
    assert fits or "20 đến 4000" in message


@pytest.mark.parametrize(("matter", "said"), [("complaint", "Khiếu nại cần đơn"), ("denunciation", "Tố cáo cần đơn")])
def test_complaints_and_denunciations_are_told_where_to_go(pack: Pack, matter: str, said: str) -> None:
    session = ordinary(pack)
    assert "elsewhere" not in refs(session)
    answer(session, matter=matter)
    assert "elsewhere" in refs(session)
    assert said in warned(pack, session)
    finalise(session)


def test_a_place_and_pictures_are_asked_for_only_when_there_are_any(pack: Pack) -> None:
    session = ordinary(pack)
    assert "place_commune" not in refs(session)
    answer(session, has_place="yes", place_province="68", place_commune="25126", has_evidence="yes")
    (paper,) = papers_for(pack.procedure, session)
    assert (paper.id, paper.capture) == ("evidence", True)
    answer(session, has_place="no")
    assert b"place_commune" not in finalise(session)


def test_nothing_is_published_without_a_yes(pack: Pack) -> None:
    session = ordinary(pack)
    assert session.question(refs(session)["may_publish"]).value == ""
    assert not etree.fromstring(finalise(session)).findtext(".//{*}may_publish")


def test_another_matter_is_named(pack: Pack) -> None:
    session = ordinary(pack)
    answer(session, field="other")
    assert unanswered(session) == ["field_other"]
    answer(session, field_other="chợ tạm")
    assert session.value_of("/data/declared/declared_field") == "chợ tạm"


def test_the_kiosks_own_commune_receives_it(pack: Pack) -> None:
    session = start(pack, properties=place_properties("25126"))
    assert session.value_of("/data/authority/authority_text") == "Ủy ban nhân dân Xã Đạ Tẻh, Tỉnh Lâm Đồng"


def test_a_scanned_card_gives_name_and_address_and_nothing_else(pack: Pack) -> None:
    """No citizen number is asked for, so none is taken from the card."""
    (person,) = pack.procedure.persons
    assert set(person.fields) == {"full_name", "address"}
