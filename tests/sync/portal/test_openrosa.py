"""An OpenRosa client, by the letter of the specification, against the real portal."""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests

from kiosk.app import Kiosk as App
from kiosk.openrosa import Lane
from sync.openrosa.forms import Fit
from sync.openrosa.server import Account, Scheme
from sync.scheduler import Wish
from sync.states import SendState
from tests.support.kiosks import Portal as Elsewhere
from tests.support.kiosks import begin, finish
from tests.support.portal import OTHER_SITE, SITE, Officer, Portal

LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"
FORM = "1.001193"
VERSION = {"X-OpenRosa-Version": "1.0"}


class Phone:
    """ODK Collect, without the looks. Its key goes into the address, or as a password."""

    def __init__(self, portal: Portal, *, site: str = SITE, scope: str = "forms:submit", basic: bool = False) -> None:
        token = portal.do("new_token", "Điện thoại tình nguyện viên", [scope], 30, site)
        self.portal, self.token = portal, token
        self.base = f"{portal.url}/openrosa/" + ("" if basic else f"key/{token}/")
        self.auth = ("tnv-07", token) if basic else None

    def get(self, url: str) -> requests.Response:
        url = url if url.startswith("http") else self.base + url
        return requests.get(url, auth=self.auth, headers=VERSION, timeout=60)

    def send(self, xml: bytes, files: dict[str, bytes] | None = None, *, more: bool = False) -> requests.Response:
        parts: list[tuple[str, Any]] = [("xml_submission_file", ("submission.xml", xml, "text/xml"))]
        parts += [(name, (name, data, "image/jpeg")) for name, data in (files or {}).items()]
        fields = {"*isIncomplete*": "yes"} if more else {}
        url = f"{self.base}submission"
        return requests.post(url, files=parts, data=fields, auth=self.auth, headers=VERSION, timeout=60)


def answers(name: str, instance: str = "", replaces: str = "", form: str = FORM) -> bytes:
    instance = instance or f"uuid:{secrets.token_hex(16)}"
    old = f"<orx:deprecatedID>{replaces}</orx:deprecatedID>" if replaces else ""
    return (
        f'<data id="{form}" version="1" xmlns:orx="http://openrosa.org/xforms"><child_name>{name}</child_name>'
        f"<orx:meta><orx:instanceID>{instance}</orx:instanceID>{old}</orx:meta></data>"
    ).encode()


@pytest.fixture(scope="module")
def phone(portal: Portal) -> Phone:
    return Phone(portal)


@pytest.fixture(scope="module")
def desk(portal: Portal) -> Officer:
    officer = Officer(portal, "lan")
    assert officer.login().status_code == 302
    return officer


def said(response: requests.Response) -> str:
    assert response.headers["X-OpenRosa-Version"] == "1.0"
    return ET.fromstring(response.content).findtext(f"{RESPONSE}message") or ""


def code_of(response: requests.Response) -> str:
    assert response.status_code == 201, response.text
    return said(response).rpartition(" ")[2]


def count(portal: Portal, what: Callable[[], str], desk: Officer) -> int:
    return desk.get("/desk/?q=" + what()).text.count(what())


def test_each_form_is_listed_with_the_hash_of_what_is_downloaded(phone: Phone) -> None:
    entries = ET.fromstring(phone.get("formList").content).findall(f"{LIST}xform")
    assert len(entries) >= 15
    for entry in entries:
        xml = phone.get(entry.findtext(f"{LIST}downloadUrl") or "").content
        assert entry.findtext(f"{LIST}hash") == f"md5:{hashlib.md5(xml).hexdigest()}"
        assert f'id="{entry.findtext(f"{LIST}formID")}"'.encode() in xml
        assert f'version="{entry.findtext(f"{LIST}version")}"'.encode() in xml


def test_the_manifest_names_every_file_the_form_needs(phone: Phone) -> None:
    (entry,) = ET.fromstring(phone.get(f"formList?formID={FORM}").content)
    files = ET.fromstring(phone.get(entry.findtext(f"{LIST}manifestUrl") or "").content)
    found = {file.findtext(f"{MANIFEST}filename"): file for file in files}
    xml = phone.get(entry.findtext(f"{LIST}downloadUrl") or "").text
    assert found
    assert all(f"/{name}" in xml for name in found)
    assert xml.count("jr://file") == len(found)
    for file in found.values():
        data = phone.get(file.findtext(f"{MANIFEST}downloadUrl") or "").content
        assert file.findtext(f"{MANIFEST}hash") == f"md5:{hashlib.md5(data).hexdigest()}"


@pytest.mark.parametrize("basic", [False, True])
def test_a_client_is_told_how_much_it_may_send(portal: Portal, basic: bool) -> None:
    client = Phone(portal, basic=basic)
    response = requests.head(f"{client.base}submission", auth=client.auth, headers=VERSION, timeout=60)
    assert response.status_code == 204
    assert response.headers["Location"] == f"{client.base}submission"
    assert int(response.headers["X-OpenRosa-Accept-Content-Length"]) == 10 << 20


def test_a_submission_lies_on_the_officers_desk_with_its_picture(phone: Phone, desk: Officer) -> None:
    name = f"Nguyễn Thị {secrets.token_hex(4)}"
    code = code_of(phone.send(answers(name), {"giay.jpg": b"\xff\xd8 picture"}))
    found = desk.get(f"/desk/?q={code.replace('-', '')}").text
    assert name in found


def test_sent_again_after_a_lost_reply_it_is_one_dossier(phone: Phone, desk: Officer) -> None:
    xml = answers(f"Trần {secrets.token_hex(4)}")
    files = {"giay.jpg": b"\xff\xd8" + secrets.token_bytes(1000)}
    codes = {code_of(phone.send(xml, files)) for _ in range(3)}
    assert len(codes) == 1


def test_sent_by_four_at_once_it_is_one_dossier(phone: Phone) -> None:
    xml, together = answers(f"Lê {secrets.token_hex(4)}"), threading.Barrier(4)

    def send(_number: int) -> requests.Response:
        together.wait()
        return phone.send(xml, {"a.jpg": b"same"})

    with ThreadPoolExecutor(4) as threads:
        responses = list(threads.map(send, range(4)))
    assert {response.status_code for response in responses} == {201}
    assert len({code_of(response) for response in responses}) == 1


def test_what_does_not_fit_into_one_request_comes_in_parts(phone: Phone, portal: Portal) -> None:
    xml = answers(f"Phạm {secrets.token_hex(4)}")
    first = phone.send(xml, {"a.jpg": secrets.token_bytes(4 << 20)}, more=True)
    assert first.status_code == 202
    again = phone.send(xml, {"b.jpg": secrets.token_bytes(4 << 20)}, more=True)
    assert again.status_code == 202
    assert code_of(phone.send(xml, {"c.jpg": b"small"}))


def test_an_edit_is_the_next_revision_of_the_same_dossier(phone: Phone, desk: Officer) -> None:
    first, name = f"uuid:{secrets.token_hex(16)}", f"Đỗ {secrets.token_hex(4)}"
    code = code_of(phone.send(answers("Sai tên", first)))
    assert code_of(phone.send(answers(name, replaces=first))) == code
    assert name in desk.get(f"/desk/?q={code.replace('-', '')}").text


def test_an_edit_of_what_never_came_is_refused(phone: Phone) -> None:
    assert phone.send(answers("A", replaces="uuid:nowhere")).status_code == 400


def test_other_answers_under_the_same_name_are_refused(phone: Phone) -> None:
    name = f"uuid:{secrets.token_hex(16)}"
    assert phone.send(answers("A", name)).status_code == 201
    refused = phone.send(answers("B", name))
    assert refused.status_code == 409
    assert said(refused).startswith("Bản này đã được gửi")


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"no xml",
        b"<data/>",
        b'<data id="1.001193"/>',
        answers("A", form="9.nothing"),
        b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]><d id="1"><meta><instanceID>&a;</instanceID></meta></d>',
        answers("A", "x" * 300),
    ],
)
def test_what_is_no_submission_is_refused_with_a_sentence(phone: Phone, xml: bytes) -> None:
    refused = phone.send(xml)
    assert refused.status_code == 400
    assert said(refused)


def test_a_body_over_the_bound_is_refused(phone: Phone) -> None:
    assert phone.send(answers("A"), {"a.jpg": bytes(11 << 20)}).status_code == 413
    assert phone.send(answers("x" * (600 << 10))).status_code == 413


def test_a_path_as_the_name_of_a_file_leads_nowhere(phone: Phone, portal: Portal) -> None:
    phone.send(answers("A"), {"../../evil.jpg": b"x"})
    assert not list(portal.data.rglob("evil*"))


def test_nobody_sends_without_the_right_key(portal: Portal, phone: Phone) -> None:
    reader = Phone(portal, scope="figures:read")
    assert reader.send(answers("A")).status_code == 403
    assert reader.get("formList").status_code == 403
    everywhere = Phone(portal, site="")
    assert everywhere.get("formList").status_code == 403
    without = requests.get(f"{portal.url}/openrosa/formList", timeout=60)
    assert without.status_code == 401
    assert without.headers["WWW-Authenticate"].startswith("Basic")
    assert requests.get(f"{portal.url}/openrosa/key/kpt_wrong/formList", timeout=60).status_code == 401


def test_a_commune_sees_only_what_its_own_phones_send(portal: Portal) -> None:
    code = code_of(Phone(portal, site=OTHER_SITE).send(answers("Người xã khác")))
    here, there = Officer(portal, "hoa"), Officer(portal, "khac")
    for officer in (here, there):
        assert officer.login().status_code == 302
    plain = code.replace("-", "")
    assert "Người xã khác" not in here.get(f"/desk/?q={plain}").text
    assert "Người xã khác" in there.get(f"/desk/?q={plain}").text


def test_a_key_in_an_address_is_never_logged(portal: Portal, phone: Phone) -> None:
    phone.get("formList")
    phone.get("nowhere")
    assert phone.token not in portal.log


# As ODK Collect and programs like it speak.


def test_a_body_without_a_length_is_taken(phone: Phone) -> None:
    """The specification has a server support chunked transfer encoding."""
    xml = answers(f"Chunk {secrets.token_hex(4)}")
    files = {"xml_submission_file": ("submission.xml", xml, "text/xml"), "a.jpg": ("a.jpg", b"picture", "image/jpeg")}
    prepared = requests.Request("POST", f"{phone.base}submission", files=files, headers=VERSION).prepare()
    assert isinstance(prepared.body, bytes)
    body, kind = prepared.body, prepared.headers["Content-Type"]
    blocks = (body[at : at + 100] for at in range(0, len(body), 100))
    sent = requests.post(
        f"{phone.base}submission?deviceID=collect%3Aabc",
        data=blocks,
        headers={**VERSION, "Content-Type": kind},
        timeout=60,
    )
    assert sent.request.headers["Transfer-Encoding"] == "chunked"
    assert code_of(sent) == code_of(phone.send(xml, {"a.jpg": b"picture"}))


def test_a_client_that_waits_to_be_asked_for_its_password_is_asked(portal: Portal) -> None:
    """ODK Collect sends nothing secret before it was challenged: list, form, HEAD and the parts, each asked once."""
    client = Phone(portal, basic=True)
    session = requests.Session()
    session.headers.update(VERSION)

    def ask(method: str, url: str, **more: Any) -> requests.Response:
        first = session.request(method, url, timeout=60, **more)
        assert first.status_code == 401
        assert first.headers["WWW-Authenticate"].startswith("Basic realm=")
        return session.request(method, url, auth=client.auth, timeout=60, **more)

    listed = ET.fromstring(ask("GET", f"{client.base}formList?formID={FORM}").content)
    url = listed.findtext(f"{LIST}xform/{LIST}downloadUrl") or ""
    assert ask("GET", url).ok
    head = ask("HEAD", f"{client.base}submission")
    assert head.status_code == 204
    xml = answers(f"Collect {secrets.token_hex(4)}")
    parts = {"xml_submission_file": ("submission.xml", xml, "text/xml"), "a.jpg": ("a.jpg", b"1", "image/jpeg")}
    assert ask("POST", head.headers["Location"], files=parts, data={"*isIncomplete*": "yes"}).status_code == 202
    del parts["a.jpg"]
    assert code_of(ask("POST", head.headers["Location"], files=parts))


def test_dates_and_the_version_are_in_every_answer(phone: Phone, portal: Portal) -> None:
    for response in (
        phone.get("formList"),
        phone.send(answers("A")),
        phone.send(b"no xml"),
        requests.get(f"{portal.url}/openrosa/formList", timeout=60),
    ):
        assert response.headers["X-OpenRosa-Version"] == "1.0"
        assert response.headers["Date"].endswith("GMT")


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[App]:
    """A kiosk of another portal, whose commune wants its dossiers here."""
    app = App.open(tmp_path / "kiosk")
    app.identity.store_enrolment(Elsewhere().enrolment())
    yield app
    app.close()


def test_a_kiosks_own_client_and_this_server_understand_each_other(portal: Portal, desk: Officer, sender: App) -> None:
    """Real sockets: the form list, routes by hash, a dossier with pictures, its amendment, a lost answer."""
    client = Phone(portal, basic=True)
    account = Account(client.base.rstrip("/"), Scheme.BASIC, "may-07", client.token)
    found = sender.openrosa.connect(account)
    assert {match.fit for match in found.matches.values()} == {Fit.SAME}
    lane = Lane(sender, Random(1))
    name = f"Đinh {secrets.token_hex(4)}"
    draft = begin(sender)
    sender.attachments.add(draft.dossier, "proof", b"\xff\xd8\xff picture")
    receipt = finish(sender, draft, f"<data><child_name>{name}</child_name></data>".encode())
    lane.turn(frozenset({Wish.SEND_NOW}))
    assert sender.dossiers.view(receipt.code).sending is SendState.ACKNOWLEDGED
    assert count(portal, lambda: name, desk)
    amended, again = sender.dossiers.amend(receipt.dossier), f"Đinh {secrets.token_hex(4)}"
    finish(sender, amended, f"<data><child_name>{again}</child_name></data>".encode())
    sender.store.call(lambda db: db.execute("UPDATE outbox SET state = 'unknown' WHERE state = 'waiting'"))
    lane.turn(frozenset({Wish.SEND_NOW}))
    assert sender.store.call(lambda db: db.execute("SELECT DISTINCT state FROM outbox").fetchall()) == [
        ("acknowledged",)
    ]
    assert count(portal, lambda: again, desk)
    lane.close()
