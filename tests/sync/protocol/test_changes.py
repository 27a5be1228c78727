"""The feed: what the portal writes the kiosk reads; one strange event spoils itself, not the feed."""

from datetime import UTC
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from sync.protocol.changes import (
    PORTAL_STATES,
    UNREADABLE,
    Event,
    FlaggedItem,
    Page,
    open_instance,
    read_page,
    seal_instance,
    write_page,
)
from sync.protocol.encoding import canonical_json, read_json_object, to_base64
from sync.protocol.errors import MalformedError, SealError
from sync.states import DossierState

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=100)
base = {
    "id": st.integers(0, (1 << 63) - 1),
    "dossier": st.uuids(),
    "revision": st.integers(0, (1 << 31) - 1),
    "at": st.datetimes(timezones=st.just(UTC)),
    "note": texts,
}
states = st.builds(
    Event,
    **base,
    kind=st.just("state"),
    state=st.sampled_from(sorted(PORTAL_STATES)),
    official_number=texts,
    promised_on=st.dates().map(str) | st.just(""),
)
corrections = st.builds(
    Event,
    **base,
    kind=st.just("correction"),
    state=st.just(DossierState.NEEDS_CORRECTION),
    correction=texts,
    items=st.lists(st.builds(FlaggedItem, texts, texts, texts), max_size=3).map(tuple),
    sealed=texts,
)
notes = st.builds(Event, **base, kind=st.just("note"))
pages = st.builds(Page, texts, st.lists(states | corrections | notes, max_size=5).map(tuple), texts, st.booleans())


@given(pages)
def test_a_page_comes_back(page):
    assert read_page(write_page(page)) == page


EVENT = {
    "id": 1,
    "dossier": "0191e4a0-0000-7000-8000-000000000001",
    "revision": 1,
    "kind": "state",
    "at": "2026-11-20T08:30:15.123456Z",
    "data": {"state": "received", "official_number": "", "promised_on": "", "note": ""},
}


def _page(*events, **more):
    return canonical_json({"epoch": "e", "events": list(events), "next": "n", "more": False, **more})


@pytest.mark.parametrize(
    "data",
    [
        {"state": "teleported"},
        {"state": "draft"},
        {"state": 5},
        {},
        {"state": "received", "promised_on": "tomorrow"},
        {"state": "received", "promised_on": "2026-11-2०"},
        {"state": "received", "official_number": "x" * 1000},
    ],
)
def test_an_event_that_cannot_be_read_does_not_stop_the_others(data):
    page = read_page(_page({**EVENT, "data": data}, EVENT))
    assert [event.kind for event in page.events] == [UNREADABLE, "state"]
    assert page.events[1].state is DossierState.RECEIVED


def test_a_kind_of_a_later_version_keeps_its_name():
    assert read_page(_page({**EVENT, "kind": "appointment"})).events[0].kind == "appointment"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        _page(events=None),
        _page(more=1),
        _page(next=None),
        _page(events=[EVENT] * 501),
        _page({**EVENT, "id": -1}),
        _page({**EVENT, "id": True}),
        _page({**EVENT, "dossier": "nobody"}),
        _page(None),
        _page({}),
    ],
)
def test_what_is_no_page_is_malformed(body):
    with pytest.raises(MalformedError):
        read_page(body)


@settings(max_examples=200)
@given(st.sampled_from(sorted(EVENT)), st.none() | st.booleans() | st.integers() | texts | st.lists(st.none()))
def test_any_value_in_any_place_gives_only_malformed(key, value):
    try:
        read_page(_page({**EVENT, key: value}))
    except MalformedError:
        return


@given(texts)
@settings(max_examples=30, deadline=None)
def test_a_correction_is_opened_by_its_kiosk_only(instance):
    key = PrivateKey.generate()
    sealed = seal_instance(instance, key.public_key)
    assert open_instance(sealed, key) == instance
    with pytest.raises(SealError):
        open_instance(sealed, PrivateKey.generate())


@pytest.mark.parametrize("sealed", ["", "A", "AAAA", "é"])
def test_what_was_not_sealed_is_refused(sealed):
    with pytest.raises((SealError, MalformedError)):
        open_instance(sealed, PrivateKey.generate())


@pytest.mark.parametrize("inside", [b"not packed", b"x\x9c"])
def test_what_is_sealed_but_not_packed_is_malformed(inside):
    key = PrivateKey.generate()
    with pytest.raises(MalformedError):
        open_instance(to_base64(SealedBox(key.public_key).encrypt(inside)), key)


def test_the_written_page_is_the_documented_form():
    at = read_page(_page(EVENT)).events[0].at
    event = Event(7, UUID(str(EVENT["dossier"])), 1, "note", at, note="Mời ông/bà đến")
    value = read_json_object(write_page(Page("e", (event,), "n", more=False)))
    assert value["events"][0]["data"] == {"note": "Mời ông/bà đến"}
