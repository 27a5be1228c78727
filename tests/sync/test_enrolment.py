"""Joining a portal over a real socket."""

import pytest
from nacl.signing import SigningKey

from sync.enrolment import enrol
from sync.errors import NoAnswer, NotOurPortal, PlainTextRefused, Refused
from sync.protocol.encoding import to_base64
from tests.support.fault_proxy import Fault
from tests.support.model_portal import TOKEN, Reply


def _enrol(address, portal, code="ENROL-ME"):
    keys = portal.kiosk
    return enrol(address, code, " Máy 1 ", keys.sign_key.verify_key, keys.box_key.public_key)


def test_what_the_portal_gives_is_returned(address, portal):
    given = _enrol(address, portal)
    assert (given.kiosk, given.prefix, given.token) == (portal.kiosk.kiosk, portal.kiosk.prefix, TOKEN)
    assert (given.site_name, given.portal_url, given.epoch) == ("Xã Thử Nghiệm", address, "epoch-1")
    assert given.sign_key == bytes(portal.sign_key.verify_key)
    assert given.box_key == bytes(portal.box_key.public_key)
    assert TOKEN not in repr(given)


def test_what_the_kiosk_says_is_trimmed(address, portal, monkeypatch):
    asked = []

    def refuse(value):
        asked.append(value)
        return 404, {"type": "not-found"}, {}

    monkeypatch.setattr(portal, "_enrol", refuse)
    with pytest.raises(Refused):
        _enrol(address, portal, " ENROL-ME\n")
    assert asked[0]["code"] == "ENROL-ME"
    assert asked[0]["name"] == "Máy 1"
    assert asked[0]["sign_key"] == to_base64(bytes(portal.kiosk.sign_key.verify_key))


def test_a_wrong_code_is_refused(address, portal):
    with pytest.raises(Refused) as caught:
        _enrol(address, portal, "WRONG")
    assert caught.value.reason == "not-found"


def test_a_captive_portal_is_not_joined(proxy, portal):
    proxy.always(Fault(captive=True))
    with pytest.raises(NotOurPortal):
        _enrol(proxy.address, portal)


def test_a_lost_reply_can_be_repeated(proxy, portal):
    proxy.plan(Fault(down_after=600))
    with pytest.raises(NoAnswer):
        _enrol(proxy.address, portal)
    assert _enrol(proxy.address, portal).token == TOKEN


def test_the_second_answer_must_be_signed_by_the_key_of_the_first(address, portal, monkeypatch):
    honest, other = portal.handle, SigningKey.generate()

    def changing(method, target, headers, body):
        if method == "POST":
            monkeypatch.setattr(portal, "sign_key", other)
        return honest(method, target, headers, body)

    monkeypatch.setattr(portal, "handle", changing)
    with pytest.raises(NotOurPortal):
        _enrol(address, portal)


def test_hello_must_be_signed_by_the_key_it_names(address, portal, monkeypatch):
    body = b'{"sign_key":"%s"}' % to_base64(bytes(SigningKey.generate().verify_key)).encode()
    honest = portal.handle

    def lying(*request):
        return Reply(200, honest(*request).headers, body)

    monkeypatch.setattr(portal, "handle", lying)
    with pytest.raises(NotOurPortal):
        _enrol(address, portal)


@pytest.mark.parametrize(
    "change",
    [
        {"prefix": "A0O"},
        {"prefix": "ABCD"},
        {"prefix": 5},
        {"token": ""},
        {"token": "x\r\nEvil: 1"},
        {"token": "x" * 300},
        {"sign_key": to_base64(bytes(32))},
        {"box_key": "AAAA"},
        {"portal_url": "http://10.1.2.3"},
        {"site_name": None},
    ],
)
def test_an_answer_of_the_wrong_form_is_refused(address, portal, monkeypatch, change):
    honest = portal._enrol

    def strange(asked):
        status, value, more = honest(asked)
        return status, {**value, **change}, more

    monkeypatch.setattr(portal, "_enrol", strange)
    with pytest.raises(Refused) as caught:
        _enrol(address, portal)
    assert caught.value.reason == "malformed-enrolment"


def test_a_key_of_the_kiosk_never_goes_over_plain_http(portal):
    with pytest.raises(PlainTextRefused):
        _enrol("http://portal.gov.vn", portal)
