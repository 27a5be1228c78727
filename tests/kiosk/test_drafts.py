"""Drafts: what was given is never lost, and never shown to the next person."""

import pytest

from kiosk.app import Kiosk
from kiosk.errors import AnswersTooLarge, Locked, NoPin, NotEnrolled, NotFound, PinTooSimple, WrongPin
from kiosk.types import DossierState, DraftKind
from sync.protocol.followup import parse_code, show_code
from tests.support.kiosks import CONSENT, PIN, PROCEDURE, Clock, begin, finish


def test_what_was_saved_comes_back_after_a_restart(kiosk, home, clock):
    draft = begin(kiosk, "<data><name>Nguyễn Thị Ánh</name></data>".encode())
    kiosk.close()
    again = Kiosk.open(home, now=clock)
    resumed = again.drafts.resume(show_code(draft.code).lower(), PIN)
    again.close()
    assert resumed.xml == draft.xml
    assert (resumed.page, resumed.number, resumed.kind) == ("/data/name", 1, DraftKind.NEW)
    assert resumed.instance_id == f"uuid:{draft.dossier}"


def test_the_moment_of_saving_is_returned_and_kept(kiosk, clock):
    draft = begin(kiosk)
    clock.forward(minutes=3)
    saved_at = kiosk.drafts.save(draft.dossier, b"<data/>", "/data/x")
    assert saved_at == clock.at == kiosk.drafts.get(draft.dossier).saved_at


def test_saving_into_a_finalised_dossier_is_refused(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(NotFound):
        kiosk.drafts.save(draft.dossier, b"<data/>", "")


def test_pasting_ten_megabytes_keeps_what_was_saved_before(kiosk):
    draft = begin(kiosk)
    with pytest.raises(AnswersTooLarge):
        kiosk.drafts.save(draft.dossier, b"x" * (10 << 20), "")
    assert kiosk.drafts.get(draft.dossier).xml == draft.xml


def test_codes_are_unlike_each_other_and_have_the_kiosks_prefix(kiosk):
    codes = {begin(kiosk, pin="").code for _ in range(5)}
    assert len(codes) == 5
    assert all(parse_code(code).startswith("K7M") for code in codes)


def test_a_kiosk_that_was_never_enrolled_begins_nothing(home, clock):
    kiosk = Kiosk.open(home, now=clock)
    with pytest.raises(NotEnrolled):
        kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "vi", CONSENT)
    assert kiosk.store.call(lambda db: db.execute("SELECT count(*) FROM dossier").fetchone()[0]) == 0
    kiosk.close()


def test_five_wrong_pins_lock_the_draft_until_the_staff_opens_it(kiosk):
    draft = begin(kiosk)
    for remaining in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as wrong:
            kiosk.drafts.resume(draft.code, "0000")
        assert wrong.value.remaining == remaining
    for pin in ("0000", PIN):
        with pytest.raises(Locked) as locked:
            kiosk.drafts.resume(draft.code, pin)
        assert locked.value.until is None
    assert kiosk.drafts.open_drafts()[0].locked
    assert kiosk.drafts.resume_by_staff(draft.code, kiosk.initial.staff_code).xml == draft.xml
    assert kiosk.drafts.resume(draft.code, PIN).dossier == draft.dossier


def test_wrong_tries_are_forgotten_after_the_right_pin(kiosk):
    draft = begin(kiosk)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongPin):
                kiosk.drafts.resume(draft.code, "4711")
        kiosk.drafts.resume(draft.code, PIN)


def test_tries_are_counted_across_a_restart(kiosk, home, clock):
    draft = begin(kiosk)
    with pytest.raises(WrongPin):
        kiosk.drafts.resume(draft.code, "4711")
    kiosk.close()
    again = Kiosk.open(home, now=clock)
    with pytest.raises(WrongPin) as wrong:
        again.drafts.resume(draft.code, "4711")
    again.close()
    assert wrong.value.remaining == 3


def test_without_a_pin_only_the_staff_code_opens_a_draft(kiosk):
    draft = begin(kiosk, pin="")
    with pytest.raises(NoPin):
        kiosk.drafts.resume(draft.code, "")
    assert kiosk.drafts.resume_by_staff(draft.code, kiosk.initial.staff_code).dossier == draft.dossier


def test_an_unknown_or_torn_code_opens_nothing(kiosk):
    begin(kiosk)
    for code in ("", "ABC", "K7M-22222-2", "x" * 10_000):
        with pytest.raises(NotFound):
            kiosk.drafts.resume(code, PIN)


def test_a_pin_that_everybody_tries_first_changes_nothing(kiosk):
    draft = begin(kiosk)
    with pytest.raises(PinTooSimple):
        kiosk.drafts.protect(draft.dossier, "1234")
    assert kiosk.drafts.resume(draft.code, PIN).dossier == draft.dossier


def test_the_list_for_the_staff_names_no_answers(kiosk):
    begin(kiosk, b"<data><name>CANARY</name></data>")
    assert "CANARY" not in repr(kiosk.drafts.open_drafts())


def test_discarding_wipes_the_answers_and_withdraws(kiosk):
    draft = begin(kiosk)
    kiosk.attachments.add(draft.dossier, "birth-certificate", b"\xff\xd8\xff picture")
    kiosk.drafts.discard(draft.dossier)
    assert kiosk.dossiers.view(draft.code).state is DossierState.WITHDRAWN
    with pytest.raises(NotFound):
        kiosk.drafts.resume(draft.code, PIN)
    assert list((kiosk.home / "attachments").glob("*/*")) == []


def use_daily(kiosk: Kiosk, clock: Clock, days: int) -> int:
    expired = 0
    for _ in range(days):
        clock.forward(days=1)
        expired += kiosk.drafts.expire()
    return expired


def test_a_draft_expires_after_thirty_days_and_not_before(kiosk, clock):
    draft = begin(kiosk)
    assert use_daily(kiosk, clock, 29) == 0
    assert use_daily(kiosk, clock, 1) == 1
    assert kiosk.dossiers.view(draft.code).state is DossierState.EXPIRED
    with pytest.raises(NotFound):
        kiosk.drafts.get(draft.dossier)


def test_an_answer_given_meanwhile_keeps_the_draft(kiosk, clock):
    draft = begin(kiosk)
    use_daily(kiosk, clock, 20)
    kiosk.drafts.save(draft.dossier, b"<data/>", "")
    assert use_daily(kiosk, clock, 29) == 0
    assert use_daily(kiosk, clock, 1) == 1


def test_a_clock_that_jumps_does_not_wipe_todays_drafts(kiosk, clock):
    """A dead clock battery: the computer starts in 2020, a draft is made, then the network sets the clock right."""
    draft = begin(kiosk)
    clock.forward(days=365 * 6)
    assert kiosk.drafts.expire() == 0
    assert kiosk.drafts.get(draft.dossier).xml == draft.xml


def test_how_long_a_draft_waits_can_be_changed_within_bounds(kiosk, clock):
    begin(kiosk)
    kiosk.drafts.set_kept_for(3)
    assert kiosk.drafts.open_drafts()[0].expires_at == clock.at + kiosk.drafts.kept_for
    assert use_daily(kiosk, clock, 3) == 1
    with pytest.raises(ValueError, match="1 to 180"):
        kiosk.drafts.set_kept_for(0)


def test_a_draft_finishes_on_the_pack_it_began_with(kiosk):
    pack = kiosk.catalogue.pack(PROCEDURE)
    draft = begin(kiosk)
    assert draft.pack_version == pack.version
    assert kiosk.catalogue.pack(PROCEDURE, draft.pack_version).version == pack.version
