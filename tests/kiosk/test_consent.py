"""Consents can be proved: the words, the moment, the signature, and that nobody changed them."""

from dataclasses import replace

import pytest

from kiosk import consent
from kiosk.store.driver import DatabaseError
from tests.support.kiosks import CONSENT, begin


def test_the_record_holds_what_was_shown_and_agreed_to(kiosk, clock):
    draft = begin(kiosk)
    (kept,) = kiosk.store.call(lambda db: consent.records(db, draft.dossier))
    assert (kept.text, kept.purposes, kept.language) == (CONSENT.text, CONSENT.purposes, "vi")
    assert (kept.given_at, kept.given_by) == (clock.at, "resident")


def test_a_changed_record_is_not_genuine(kiosk):
    draft = begin(kiosk)
    (kept,) = kiosk.store.call(lambda db: consent.records(db, draft.dossier))
    key = kiosk.identity.sign_key.verify_key
    assert consent.is_genuine(kept, key)
    for changed in (
        replace(kept, text=kept.text + " và dùng vào việc khác"),
        replace(kept, purposes=(*kept.purposes, "quảng cáo")),
        replace(kept, given_by="representative"),
        replace(kept, language="en"),
        replace(kept, signature=bytes(64)),
    ):
        assert not consent.is_genuine(changed, key)


@pytest.mark.parametrize("table", ["consent", "consent_text", "audit"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_proofs_can_only_be_added_to(kiosk, table, change):
    begin(kiosk)
    with pytest.raises(DatabaseError, match="append-only"):
        kiosk.store.call(lambda db: db.execute(change.format(table)))


def test_the_record_outlives_the_answers(kiosk):
    draft = begin(kiosk)
    kiosk.drafts.discard(draft.dossier)
    assert len(kiosk.store.call(lambda db: consent.records(db, draft.dossier))) == 1


def test_the_words_are_kept_once(kiosk):
    for _ in range(3):
        begin(kiosk)
    assert kiosk.store.call(lambda db: db.execute("SELECT count(*) FROM consent_text").fetchone()[0]) == 1
