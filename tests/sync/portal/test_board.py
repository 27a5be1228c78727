"""The board counts what is there, no more and no less, for those who may see it; its files say the same."""

import csv
import io
import json
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta

import psycopg
import pypdfium2  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook
from uuid6 import uuid7

from sync.portal.board.charts import rows
from sync.portal.board.period import CAMPAIGN, LONGEST, Period, period_of
from sync.protocol.encoding import to_instant
from tests.support.accounts import Person, person
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Officer, Portal, enrolled

CAMPAIGN_PAGE = "/desk/board/?show=campaign&as=csv&lang=en"


def notice(kiosk: Kiosk, kind: str, body: dict[str, object]) -> None:
    line = {"id": str(uuid7()), "kind": kind, "at": to_instant(datetime.now(UTC)), "body": body}
    answer = kiosk.call("POST", "/v1/notices", json.dumps({"notices": [line]}))
    assert [each["status"] for each in answer.json()["results"]] == [201]


def visit(kiosk: Kiosk, **more: object) -> None:
    usual = {"event": "visit", "procedure": "9.999999", "language": "vi", "age": "60-74", "outcome": "finished"}
    notice(kiosk, "visit", {**usual, "assisted": False, "seconds": 300, "volunteers": ["V01"], **more})


def tables(someone: Officer, page: str = CAMPAIGN_PAGE) -> dict[str, list[list[str]]]:
    """The file's tables by their titles, without the line of column names."""
    text = someone.get(page).content.decode("utf-8-sig")
    found: dict[str, list[list[str]]] = {}
    title, lines = "", []
    for line in [*csv.reader(io.StringIO(text)), []]:
        if line:
            lines.append(line)
        elif lines:
            title = lines[0][0]
            found[title] = lines[2:]
            lines = []
    return found


def summary(someone: Officer, page: str = CAMPAIGN_PAGE) -> dict[str, int]:
    return {name: int(count) for name, count in tables(someone, page)["All in all"]}


def counted_by_hand(portal: Portal, site: int) -> dict[str, int]:
    """The dossiers themselves, by state."""
    statement = f"SELECT state, count(*) FROM registry_dossier WHERE site_id = {site} GROUP BY state"
    if portal.database:
        with psycopg.connect(portal.database) as server:
            return dict(server.execute(statement.encode()).fetchall())
    file = sqlite3.connect(portal.data / "portal.sqlite3", timeout=20)
    try:
        return dict(file.execute(statement).fetchall())
    finally:
        file.close()


@pytest.fixture(scope="module")
def leader(portal: Portal) -> Person:
    return person(portal, "leader", SITE, "lanh-dao-so-lieu")


def test_each_dossier_is_counted_once_where_it_stands(
    portal: Portal, kiosk: Kiosk, officer: Officer, leader: Person
) -> None:
    before = summary(leader)
    sent = [kiosk.dossier() for _ in range(6)]
    for each in sent:
        assert each.put().status_code == 201
    _new, overdue, waiting, in_time, late, refused = sent
    long_ago = (date.today() - timedelta(days=3)).isoformat()
    for each in (overdue, late):
        portal.sql(f"UPDATE registry_dossier SET due_on = '{long_ago}' WHERE code = '{each.code}'")
    officer.act(waiting, "accept", official_number=f"H38.01-261123-{waiting.code[-4:]}1")
    path = officer.path(waiting)
    page = officer.get(f"{path}correct/").text
    fields = dict(re.findall(r'name="((?:ref|label)-\d+)" value="([^"]*)"', page))
    asked = officer.send(
        f"{path}correct/", {**officer.seen(waiting), **fields, "note": "", "comment-0": "Ghi đủ họ tên"}
    )
    for each in (in_time, late):
        assert officer.act(each, "accept", official_number=f"H38.01-261123-{each.code[-4:]}2").status_code == 302
        assert officer.act(each, "ready").status_code == 302
    assert officer.act(refused, "refuse", note="Không thuộc thẩm quyền").status_code == 302
    after = summary(leader)
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    with_resident = 1 if asked.status_code == 302 else 0
    assert with_resident == 1, asked.text
    assert grown == {
        "Dossiers sent": 6,
        "Residents were asked to correct": 1,
        "Being worked on, in time": 1,
        "Being worked on, overdue": 1,
        "With the resident": 1,
        "Answered on time": 2,
        "Answered late": 1,
        "Refused": 1,
    }


def test_the_figures_are_those_of_the_dossiers_themselves(portal: Portal, kiosk: Kiosk, leader: Person) -> None:
    assert kiosk.dossier().put().status_code == 201
    page = f"{CAMPAIGN_PAGE}&from={date.today() - timedelta(days=360)}"  # other tests move dossiers into the past
    told, there = summary(leader, page), counted_by_hand(portal, 1)
    assert told["Dossiers sent"] == sum(there.values())
    ours = sum(there.get(state, 0) for state in ("sent", "received", "processing"))
    assert told["Being worked on, in time"] + told["Being worked on, overdue"] == ours
    answered = sum(there.get(state, 0) for state in ("result-ready", "returned", "refused"))
    assert told["Answered on time"] + told["Answered late"] == answered
    assert told["With the resident"] == there.get("needs-correction", 0)
    assert told["Withdrawn"] == there.get("withdrawn", 0)
    found = tables(leader, page)
    for title in ("By procedure", "Dossiers that arrived, by hour", "Dossiers sent, by day"):
        assert sum(int(line[1]) for line in found[title]) == told["Dossiers sent"], title
    assert [line[2] for line in found["By commune"]] == [str(told["Dossiers sent"])]


def test_visits_opinions_and_shifts_as_they_were_told(portal: Portal) -> None:
    kiosk = enrolled(portal, OTHER_SITE)
    coordinator = person(portal, "coordinator", OTHER_SITE, "dieu-phoi-so-lieu")
    before = summary(coordinator)
    visit(kiosk, assisted=True)
    visit(kiosk, outcome="kept", age="75+", language="en")
    visit(kiosk, outcome="looked", procedure="", age="")
    notice(kiosk, "feedback", {"face": 5, "words": "", "language": "vi", "day": "2026-11-23"})
    shift = {"event": "shift", "volunteer": "V07", "visits": 9, "assisted": 4}
    times = {"started_at": "2026-11-23T01:00:00.000000Z", "ended_at": "2026-11-23T03:30:00.000000Z"}
    notice(kiosk, "visit", {**shift, **times})
    notice(kiosk, "visit", {**shift, "started_at": "soon", "ended_at": 3, "visits": "many", "assisted": True})
    after = summary(coordinator)
    names = ("Visits", "Forms begun", "Visits in which a volunteer typed")
    assert [after[name] - before[name] for name in names] == [3, 2, 1]
    found = tables(coordinator)
    assert ["Very content", "1"] in found["What residents thought of it"]
    assert ["75 and older", "1", "0"] in found["Visits and dossiers, by age"]
    finished = [int(line[2]) for line in found["Visits and dossiers, by language"]]
    assert sum(finished) == sum(int(line[2]) for line in found["Visits and dossiers, by age"]) > 0
    mine = [line for line in found["Volunteers' shifts"] if line[0].startswith(kiosk.enrolled["prefix"])]
    assert [line[2:5] for line in mine] == [["2", "2:30", "9"]]


def test_what_a_kiosk_makes_up_does_not_break_the_board(portal: Portal) -> None:
    kiosk = enrolled(portal, OTHER_SITE)
    leader = person(portal, "leader", OTHER_SITE, "lanh-dao-xa-hai")
    visit(kiosk, procedure={"a": [1]}, age=7, language="<script>alert(1)</script>", outcome=None, assisted="yes")
    visit(kiosk, language="=1+1")
    notice(kiosk, "feedback", {"face": "smile"})
    notice(kiosk, "visit", {})
    page = leader.get("/desk/board/?show=campaign")
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "'=1+1" in leader.get("/desk/board/?show=campaign&as=csv").text


def test_a_province_sees_the_communes_that_are_its_own(portal: Portal, leader: Person) -> None:
    stranger = person(portal, "leader", OTHER_SITE, "lanh-dao-la")
    assert stranger.get("/desk/board/?site=1").status_code == 404
    assert stranger.get("/desk/board/?site=999999999999").status_code == 404
    assert "Xã Đạ Một" not in stranger.get("/desk/board/").text
    assert leader.get("/desk/board/?site=1").status_code == 200


def test_all_files_have_the_same_figures(leader: Person) -> None:
    book = load_workbook(io.BytesIO(leader.get("/desk/board/?show=campaign&as=xlsx&lang=en").content))
    lines = {str(line[0]): line[1] for line in book["tong-hop"].iter_rows(min_row=3, max_col=2, values_only=True)}
    assert lines == summary(leader)
    paper = pypdfium2.PdfDocument(leader.get("/desk/board/?show=campaign&as=pdf").content)
    words = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert "Xã Đạ Một" in words
    assert "Từ ngày" in words
    assert "From" not in words
    assert f"Hồ sơ đã gửi {lines['Dossiers sent']}" in " ".join(words.split())


def test_a_period_is_what_was_asked_for_or_the_usual_one() -> None:
    today = date(2026, 11, 25)  # a Wednesday
    assert period_of({}, today) == Period("day", today, today)
    assert period_of({"show": "week"}, today) == Period("week", date(2026, 11, 23), date(2026, 11, 29))
    assert period_of({"show": "last-week"}, today) == Period("last-week", date(2026, 11, 16), date(2026, 11, 22))
    assert period_of({"show": "week"}, today).before.days == period_of({"show": "last-week"}, today).days
    written = period_of({"show": "campaign", "from": "1/9/2026", "to": "05/10/2026"}, today)
    assert (written.first, written.last) == (date(2026, 9, 1), date(2026, 10, 5))
    usual = Period("campaign", today - timedelta(days=CAMPAIGN - 1), today)
    assert period_of({"show": "campaign", "from": "x", "to": "9999-99-99"}, today) == usual
    turned = period_of({"show": "campaign", "from": "2026-10-05", "to": "2026-09-01"}, today)
    assert (turned.first, turned.last) == (date(2026, 9, 1), date(2026, 10, 5))
    assert len(period_of({"show": "campaign", "from": "2001-01-01"}, today).days) == LONGEST


def test_a_day_is_one_of_vietnam(portal: Portal, kiosk: Kiosk, leader: Person) -> None:
    """Seven in the morning in UTC is another day than half past midnight here."""
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    table, column = "registry_dossier", "received_at"
    portal.sql(f"UPDATE {table} SET {column} = '2026-03-09 17:30:00.000000+00:00' WHERE code = '{sent.code}'")
    if not portal.database:
        portal.sql(f"UPDATE {table} SET {column} = '2026-03-09 17:30:00' WHERE code = '{sent.code}'")
    page = "/desk/board/?show=campaign&from=2026-03-10&to=2026-03-10&as=csv&lang=en"
    found = tables(leader, page)
    assert summary(leader, page)["Dossiers sent"] == 1
    assert ["0:00–0:59", "1"] in found["Dossiers that arrived, by hour"]
    assert summary(leader, page.replace("03-10", "03-09"))["Dossiers sent"] == 0


def test_labels_in_a_chart_are_text() -> None:
    assert "<b>" not in rows("<b>", [("<b>x</b>", 3)])
    assert rows("nothing", []).count("<rect") == 0
