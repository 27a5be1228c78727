"""The audit trail as it is read: by dossier, by person, by day."""

import re
from datetime import date, timedelta

import pytest

from sync.protocol.followup import show_code
from tests.support.accounts import Person, person
from tests.support.portal import OTHER_SITE, SITE, Kiosk, Officer, Portal, Sent

pytestmark = pytest.mark.parametrize("portal", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
def leader(portal: Portal) -> Person:
    return person(portal, "leader", SITE, "lanh-dao-nhat-ky")


@pytest.fixture
def sent(kiosk: Kiosk, officer: Officer) -> Sent:
    """Opened and refused."""
    sent = kiosk.dossier()
    assert sent.put().status_code == 201
    assert officer.act(sent, "refuse", note="Thuộc xã khác").status_code == 302
    return sent


def lines(someone: Person, query: str) -> list[str]:
    """The lines of the trail, without their tags."""
    body = someone.get(f"/desk/trail/?{query}").text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in body.split("</tr>") if "<td" in line]


def test_what_was_done_to_a_dossier_is_found_by_its_code(leader: Person, sent: Sent) -> None:
    found = lines(leader, f"q={show_code(sent.code)}")
    assert len(found) >= 2
    assert all(line.endswith(f"Xã Đạ Một {show_code(sent.code)}") for line in found)
    acts = lines(leader, f"q={sent.code}&only=acts")
    assert len(acts) == 1
    assert "Từ chối" in acts[0]
    assert "Lê Thị Lan" in acts[0]


def test_it_is_found_by_who_did_it_and_when(leader: Person, sent: Sent) -> None:
    assert all("Lê Thị Lan" in line for line in lines(leader, "q=Lê+Thị+Lan"))
    assert lines(leader, "q=Lê+Thị+Lan")
    tomorrow = date.today() + timedelta(days=2)
    assert lines(leader, f"from={tomorrow:%d/%m/%Y}") == []
    assert lines(leader, f"to={tomorrow:%d/%m/%Y}")
    assert lines(leader, "to=01/01/2026") == []
    assert lines(leader, "from=31/02/2026&to=ngày+mai&q=%00")  # what cannot be read asks for nothing


def test_another_communes_code_finds_nothing(portal: Portal, sent: Sent) -> None:
    stranger = person(portal, "leader", OTHER_SITE, "lanh-dao-nhat-ky-hai")
    assert lines(stranger, f"q={sent.code}") == []
