"""Two kiosks without a line, and one form: what is taken along, opened, refused by name, and never doubled."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from kiosk.app import Kiosk
from kiosk.errors import Locked, NotFound, PinTooSimple, WrongPin
from kiosk.handover.errors import (
    BegunHere,
    ErasedHere,
    FinishedHere,
    NoSiteKey,
    NotToBeTaken,
    PackMissing,
    PinTooShort,
    TooLongForPaper,
)
from kiosk.handover.service import MOST_ON_PAPER, Handover
from kiosk.types import Draft, InitialSecrets
from sync.bundles import handover, stick
from sync.bundles.errors import BundleError, Foreign, NotThere, StickFull, StickUnwritable, Torn
from sync.bundles.handover import Over
from sync.states import DossierState
from tests.support.birth import session
from tests.support.handover import ANSWERS, CHEAP, NAME, PIN, begun, kiosk_at
from tests.support.kiosks import CONSENT, PROCEDURE, Clock, Portal, bytes_in, finish
from tests.support.pictures import png


@pytest.fixture
def here(first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, clock: Clock) -> Iterator[Kiosk]:
    kiosk = kiosk_at(first_start[0], tmp_path / "here", portal, "K7M", clock)
    kiosk.initial = first_start[1]
    yield kiosk
    kiosk.close()


@pytest.fixture
def there(first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, clock: Clock) -> Iterator[Kiosk]:
    kiosk = kiosk_at(first_start[0], tmp_path / "there", portal, "Q4R", clock)
    yield kiosk
    kiosk.close()


def slip(kiosk: Kiosk, draft: Draft, pin: str = PIN) -> str:
    return kiosk.handover.onto_paper(draft.dossier, pin).digits


def events(kiosk: Kiosk) -> list[str]:
    return kiosk.store.call(lambda db: [row[0] for row in db.execute("SELECT event FROM audit ORDER BY seq")])


def rows(kiosk: Kiosk, table: str) -> int:
    return int(kiosk.store.call(lambda db: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]))


def answer(kiosk: Kiosk, draft: Draft, name: str) -> None:
    kiosk.drafts.save(draft.dossier, session({**ANSWERS, NAME: name}).draft(), NAME)


def test_a_form_opens_at_the_other_kiosk_as_it_was(here: Kiosk, there: Kiosk) -> None:
    draft = begun(here)
    arrived = there.handover.take(there.handover.read(slip(here, draft)), PIN)
    assert (arrived.dossier, arrived.code, arrived.number) == (draft.dossier, draft.code, 1)
    assert (arrived.page, arrived.language, arrived.has_pin) == (NAME, "vi", True)
    assert arrived.instance_id == draft.instance_id
    assert "Phạm Thị Lựu".encode() in (arrived.xml or b"")
    # It goes on as any draft of this kiosk: saved, come back to by code and PIN, finished.
    answer(there, arrived, "Phạm Thị Lựu Hai")
    again = there.drafts.resume(draft.code, PIN)
    receipt = finish(there, again, again.xml or b"")
    assert receipt.code == draft.code
    assert receipt.token.startswith(draft.code)
    assert here.receipts.read_details(receipt.link).proven  # signed by the kiosk whose code it is
    assert "taken-over" in events(there)


def test_the_consent_that_was_given_goes_along(here: Kiosk, there: Kiosk, portal: Portal) -> None:
    draft = begun(here)
    arrived = there.handover.take(there.handover.read(slip(here, draft)), PIN)
    finish(there, arrived)
    _, content, _ = portal.open(there, draft.dossier, 1)
    assert content.consent["text_version"] == CONSENT.text_version
    assert content.consent["given_at"] == "2026-11-23T08:00:00.000000Z"
    assert handover.is_permitted(content.permit, draft.code, draft.dossier, here.identity.sign_key.verify_key)


@pytest.mark.parametrize("pin", ["4829", "58291", "", "12ab56"])
def test_four_digits_are_too_few_for_what_can_be_found(here: Kiosk, pin: str) -> None:
    draft = begun(here)
    with pytest.raises(PinTooSimple) as refused:
        slip(here, draft, pin)
    assert isinstance(refused.value, PinTooShort) is (len(pin) < 6)
    assert here.handover.away_since(draft.dossier) is None


def test_a_pin_that_everybody_tries_first_is_refused(here: Kiosk) -> None:
    with pytest.raises(PinTooSimple):
        slip(here, begun(here), "123456")


def test_a_wrong_pin_is_counted_before_it_is_compared_and_five_close_it_for_an_hour(
    here: Kiosk, there: Kiosk, clock: Clock
) -> None:
    text = slip(here, begun(here))
    for remaining in (4, 3, 2, 1):
        with pytest.raises(WrongPin) as wrong:
            there.handover.take(there.handover.read(text), "999998")
        assert wrong.value.remaining == remaining
    for pin in ("999998", PIN):
        with pytest.raises(Locked) as locked:
            there.handover.take(there.handover.read(text), pin)
        assert locked.value.until is not None
    # Closed is this form, not the machine.
    other = begun(here)
    assert there.handover.take(there.handover.read(slip(here, other)), PIN).code == other.code
    clock.forward(minutes=61)
    assert there.handover.take(there.handover.read(text), PIN).page == NAME


def test_tries_are_kept_when_the_plug_is_pulled(here: Kiosk, there: Kiosk) -> None:
    offer = there.handover.read(slip(here, begun(here)))
    with pytest.raises(WrongPin):
        there.handover.take(offer, "999998")
    again = Handover(there, CHEAP)
    with pytest.raises(WrongPin) as wrong:
        again.take(offer, "999998")
    assert wrong.value.remaining == 3


def test_a_slip_ends_after_seven_days_and_the_draft_stays_at_the_first_kiosk(
    here: Kiosk, there: Kiosk, clock: Clock
) -> None:
    draft = begun(here)
    text = slip(here, draft)
    clock.forward(days=9)
    with pytest.raises(Over):
        there.handover.read(text)
    assert here.drafts.resume(draft.code, PIN).xml == draft.xml


def test_what_is_torn_foreign_or_something_else_is_told_apart(
    here: Kiosk, first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, clock: Clock
) -> None:
    text = slip(here, begun(here))
    for wrong in (text[:-9], text[:400], f"{text}1", "7" * len(text), "", "K7M-ABCDE-F", "https://example.vn/"):
        with pytest.raises(Torn):
            here.handover.read(wrong)
    foreign = kiosk_at(first_start[0], tmp_path / "foreign", portal, "ZZ2", clock, b"z" * 32)
    with pytest.raises(Foreign):
        foreign.handover.read(text)
    foreign.identity.keep_site_key(b"")
    with pytest.raises(NoSiteKey):
        foreign.handover.read(text)
    with pytest.raises(NoSiteKey):
        slip(foreign, begun(foreign))
    foreign.close()


def test_a_slip_that_was_read_with_blanks_is_read_all_the_same(here: Kiosk, there: Kiosk) -> None:
    text = slip(here, begun(here))
    assert there.handover.read(f"\ufeff{text[:50]} {text[50:]}\r\n".strip("\ufeff")).code


def test_a_version_that_is_not_here_leaves_the_slip_as_good_as_it_was(
    here: Kiosk, there: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = slip(here, begun(here))
    real = there.catalogue.pack

    def lacking(code: str, version: str | None = None):
        if version is not None:
            raise NotFound("no such version")
        return real(code, version)

    with monkeypatch.context() as patched:
        patched.setattr(there.catalogue, "pack", lacking)
        with pytest.raises(PackMissing) as missing:
            there.handover.take(there.handover.read(text), PIN)
        assert missing.value.procedure == PROCEDURE
    assert rows(there, "dossier") == 0
    assert there.handover.take(there.handover.read(text), PIN).page == NAME


def test_the_second_time_it_asks_which_of_the_two_goes_on(here: Kiosk, there: Kiosk, clock: Clock) -> None:
    draft = begun(here)
    text = slip(here, draft)
    first = there.handover.take(there.handover.read(text), PIN)
    clock.forward(minutes=5)
    answer(there, first, "Changed Here")
    with pytest.raises(BegunHere) as both:
        there.handover.take(there.handover.read(text), PIN)
    assert both.value.here > both.value.brought
    kept = there.handover.take(there.handover.read(text), PIN, replace=False)
    assert b"Changed Here" in (kept.xml or b"")
    back = there.handover.take(there.handover.read(text), PIN, replace=True)
    assert b"Changed Here" not in (back.xml or b"")
    assert rows(there, "dossier") == rows(there, "draft") == 1


def test_what_was_finished_or_erased_here_is_not_opened_a_second_time(here: Kiosk, there: Kiosk) -> None:
    finished, erased = begun(here), begun(here)
    texts = [slip(here, each) for each in (finished, erased)]
    finish(there, there.handover.take(there.handover.read(texts[0]), PIN))
    there.drafts.discard(there.handover.take(there.handover.read(texts[1]), PIN).dossier)
    for text, kind in zip(texts, (FinishedHere, ErasedHere), strict=True):
        for which in (None, True, False):
            with pytest.raises(kind):
                there.handover.take(there.handover.read(text), PIN, replace=which)


def test_the_first_kiosk_keeps_it_marked_and_takes_it_back_by_the_pin(here: Kiosk, clock: Clock) -> None:
    draft = begun(here)
    here.drafts.protect(draft.dossier, "5829")
    text = slip(here, draft)
    assert here.handover.away_since(draft.dossier) == clock()
    with pytest.raises(WrongPin):
        here.drafts.resume(draft.code, "5829")  # the PIN of the slip is the PIN now
    assert here.drafts.resume(draft.code, PIN).xml == draft.xml
    assert here.handover.away_since(draft.dossier) is None
    assert "handover-taken-back" in events(here)
    # The slip, held before the kiosk that printed it, asks: the draft here may have been changed since.
    with pytest.raises(BegunHere):
        here.handover.take(here.handover.read(text), PIN)


def test_a_slip_held_before_the_kiosk_that_printed_it_opens_the_draft_there(here: Kiosk) -> None:
    draft = begun(here)
    opened = here.handover.take(here.handover.read(slip(here, draft)), PIN)
    assert (opened.dossier, here.handover.away_since(draft.dossier)) == (draft.dossier, None)


def test_a_volunteer_opens_it_at_the_first_kiosk_when_the_pin_is_forgotten(here: Kiosk) -> None:
    draft = begun(here)
    slip(here, draft)
    assert here.initial is not None
    assert here.drafts.resume_by_staff(draft.code, here.initial.staff_code).xml == draft.xml


def test_it_goes_on_to_a_third_kiosk_and_home_again(
    here: Kiosk, there: Kiosk, first_start: tuple[Path, InitialSecrets], tmp_path: Path, portal: Portal, clock: Clock
) -> None:
    draft = begun(here)
    second = there.handover.take(there.handover.read(slip(here, draft)), PIN)
    answer(there, second, "Second Kiosk")
    text = slip(there, second, "719284")
    third = kiosk_at(first_start[0], tmp_path / "third", portal, "ZZ2", clock)
    arrived = third.handover.take(third.handover.read(text), "719284")
    assert b"Second Kiosk" in (arrived.xml or b"")
    receipt = finish(third, arrived)
    assert here.receipts.read_details(receipt.token).proven
    _, content, _ = portal.open(third, draft.dossier, 1)
    assert handover.is_permitted(content.permit, draft.code, draft.dossier, here.identity.sign_key.verify_key)
    third.close()
    with pytest.raises(BegunHere):  # at home the older draft waits: which one?
        here.handover.take(here.handover.read(text), "719284")
    home = here.handover.take(here.handover.read(text), "719284", replace=True)
    assert b"Second Kiosk" in (home.xml or b"")


def test_only_an_unfinished_form_with_answers_is_taken_along(here: Kiosk) -> None:
    empty = here.drafts.start(here.catalogue.pack(PROCEDURE), "vi", CONSENT)
    with pytest.raises(NotToBeTaken):
        here.handover.outlook(empty.dossier)
    draft = begun(here)
    finish(here, draft, draft.xml or b"")
    with pytest.raises(NotFound):
        slip(here, draft)
    here.dossiers.amend(draft.dossier)
    with pytest.raises(NotToBeTaken):
        slip(here, draft)
    with pytest.raises(NotFound):
        here.handover.outlook(UUID(int=7))


def test_what_does_not_fit_paper_is_said_beforehand_and_goes_on_a_stick(here: Kiosk, there: Kiosk, drive: Path) -> None:
    source = Random(7)
    long = "".join(chr(source.randrange(0x4E00, 0x9FFF)) for _ in range(600))
    draft = begun(here, xml=session(ANSWERS).draft().replace("Phạm Thị Lựu".encode(), long.encode()))
    outlook = here.handover.outlook(draft.dossier)
    assert outlook.digits > MOST_ON_PAPER
    assert not outlook.fits_paper
    with pytest.raises(TooLongForPaper):
        slip(here, draft)
    assert here.handover.away_since(draft.dossier) is None
    here.handover.onto_stick(draft.dossier, PIN, drive)
    (offer,) = there.handover.on_stick(drive).offers
    assert long.encode() in (there.handover.take(offer, PIN).xml or b"")


# The stick


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def with_pictures(kiosk: Kiosk, count: int = 3) -> Draft:
    draft = begun(kiosk)
    for width in range(count):
        kiosk.attachments.add(draft.dossier, "birth_certificate", png(64 + width), f"giấy {width}.png")
    kiosk.attachments.add(draft.dossier, "signature", png(9), "")
    return draft


def test_pictures_go_along_on_a_stick_and_stay_behind_on_paper(here: Kiosk, there: Kiosk, drive: Path) -> None:
    draft = with_pictures(here)
    assert here.handover.outlook(draft.dossier).pictures == 3
    assert here.handover.onto_paper(draft.dossier, PIN).behind == ("birth_certificate",) * 3
    taken = here.handover.onto_stick(draft.dossier, PIN, drive)
    assert (taken.behind, taken.digits) == ((), "")
    assert not bytes_in(drive, "Phạm Thị Lựu", "giấy 0.png")
    assert not [path for path in drive.rglob("*") if path.is_file() and b"PNG" in path.read_bytes()]
    (offer,) = there.handover.on_stick(drive).offers
    arrived = there.handover.take(offer, PIN)
    found = there.attachments.list(arrived.dossier)
    assert [each.name for each in found] == ["giấy 0.png", "giấy 1.png", "giấy 2.png"]
    assert [there.attachments.read(arrived.dossier, each.sha256) for each in found] == [png(64), png(65), png(66)]
    assert list(drive.rglob("*.bin")) == []
    with pytest.raises(NotThere):
        there.handover.on_stick(drive)


class Unplugged(Exception):
    pass


def test_a_stick_pulled_out_at_any_step_is_written_again_and_never_half_taken(
    here: Kiosk, there: Kiosk, drive: Path
) -> None:
    draft = with_pictures(here)
    steps = 0

    def count(_done: int, _whole: int) -> None:
        nonlocal steps
        steps += 1

    trial = drive.parent / "trial"
    trial.mkdir()
    here.handover.onto_stick(draft.dossier, PIN, trial, count)
    for stop in range(1, steps):
        left = stop

        def unplug(_done: int, _whole: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Unplugged

        with suppress(Unplugged):  # what is whole already takes fewer steps
            here.handover.onto_stick(draft.dossier, PIN, drive, unplug)
        for offer in _whole_offers(there, drive):
            assert offer.code == draft.code
    here.handover.onto_stick(draft.dossier, PIN, drive)
    (offer,) = there.handover.on_stick(drive).offers
    assert len(there.attachments.list(there.handover.take(offer, PIN).dossier)) == 3


def _whole_offers(kiosk: Kiosk, drive: Path):
    try:
        return kiosk.handover.on_stick(drive).offers
    except NotThere:
        return ()


@pytest.mark.parametrize("damage", ["missing", "cut", "changed", "link"])
def test_a_picture_that_is_damaged_on_the_stick_opens_nothing(
    here: Kiosk, there: Kiosk, drive: Path, damage: str
) -> None:
    taken = here.handover.onto_stick(with_pictures(here).dossier, PIN, drive)
    assert taken.folder is not None
    victim = next(path for path in taken.folder.iterdir() if len(path.name) == 64)
    data = victim.read_bytes()
    victim.unlink()
    if damage == "cut":
        victim.write_bytes(data[:-1])
    elif damage == "changed":
        victim.write_bytes(bytes((data[0] ^ 1,)) + data[1:])
    elif damage == "link":
        copy = drive / "elsewhere"
        copy.write_bytes(data)
        victim.symlink_to(copy)
    (offer,) = there.handover.on_stick(drive).offers
    with pytest.raises(Torn):
        there.handover.take(offer, PIN)
    assert rows(there, "dossier") == rows(there, "paper") == 0
    assert [path for path in (there.home / "attachments").rglob("*") if path.is_file()] == []
    assert taken.folder.is_dir()  # what could not be taken in stays


def test_one_bad_form_on_a_stick_does_not_hide_the_others(here: Kiosk, there: Kiosk, drive: Path) -> None:
    good = here.handover.onto_stick(begun(here).dossier, PIN, drive)
    bad = here.handover.onto_stick(begun(here).dossier, PIN, drive)
    assert bad.folder is not None
    file = bad.folder / "to-khai.bin"
    file.write_bytes(file.read_bytes()[:-3])
    found = there.handover.on_stick(drive)
    assert [each.code for each in found.offers] == [good.code]
    assert [type(each) for each in found.troubles] == [Torn]


@pytest.mark.parametrize("what", ["full", "gone", "lying"])
def test_trouble_with_the_stick_is_told_by_name(
    here: Kiosk, drive: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = with_pictures(here)
    expected: type[BundleError] = Torn
    if what == "full":
        usage = shutil.disk_usage(drive)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10))
        expected = StickFull
    elif what == "gone":
        drive.rmdir()
        drive.write_bytes(b"")
        expected = StickUnwritable
    else:
        monkeypatch.setattr(stick, "is_whole", lambda *_: False)
    with pytest.raises(expected):
        here.handover.onto_stick(draft.dossier, PIN, drive)


def test_a_stick_that_cannot_be_cleared_does_not_keep_the_form_from_opening(
    here: Kiosk, there: Kiosk, drive: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    draft = begun(here)
    here.handover.onto_stick(draft.dossier, PIN, drive)
    (offer,) = there.handover.on_stick(drive).offers

    def refuse(_path: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(shutil, "rmtree", refuse)
    assert there.handover.take(offer, PIN).dossier == draft.dossier
    assert draft.code not in caplog.text


def test_links_on_a_stick_lead_nowhere(here: Kiosk, there: Kiosk, drive: Path) -> None:
    """A stick comes back from anywhere: neither what is written nor what is cleared leaves it."""
    treasure = drive.parent / "treasure"
    treasure.mkdir()
    draft = begun(here)
    (drive / "to-khai").mkdir()
    (drive / "to-khai" / draft.code).symlink_to(treasure)
    with pytest.raises(StickUnwritable):
        here.handover.onto_stick(draft.dossier, PIN, drive)
    assert list(treasure.iterdir()) == []
    # One that reads as a whole form is opened; the folder that the link leads to stays.
    other = here.handover.onto_stick(begun(here).dossier, PIN, treasure)
    assert other.folder is not None
    (drive / "to-khai" / "X").symlink_to(other.folder)
    (offer,) = there.handover.on_stick(drive).offers
    there.handover.take(offer, PIN)
    assert (other.folder / "to-khai.bin").is_file()


def test_a_stick_full_of_forms_does_not_fill_the_memory(
    there: Kiosk, drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.handover.service._MOST_BYTES", 5000)
    for number in range(10):
        (drive / "to-khai" / str(number)).mkdir(parents=True)
        (drive / "to-khai" / str(number) / "to-khai.bin").write_bytes(b"K\1" + bytes(998))
    found = there.handover.on_stick(drive)
    assert (found.offers, len(found.troubles)) == ((), 10)
    assert sum("larger than 0" in str(each) for each in found.troubles) == 5


# Hostile, with the commune's key and the PIN: a kiosk of the commune that was taken over


def forged(here: Kiosk, of: Draft, **changed: object) -> str:
    """A slip whose inside was changed by somebody who can seal."""
    from kiosk.handover import letter as letters
    from kiosk.handover import records

    left = here.store.call(lambda db: records.leaving(db, of.dossier, here.identity, pictures=False))
    letter = replace(left.letter, **changed)  # type: ignore[arg-type]  # whatever a test wants
    form = (here.catalogue.pack(PROCEDURE).folder / "form.xml").read_bytes()
    inside = handover.Inside(of.dossier, left.permit, left.receipt, letters.write(letter, form))
    last = (here.now() + handover.LASTS).date()
    return handover.to_digits(handover.seal(of.code, inside, PIN, here.identity.site_key, last, CHEAP))


@pytest.mark.parametrize(
    "changed",
    [
        {"draft": b"<data/>"},
        {"draft": b"not xml"},
        {"draft": b"<!DOCTYPE d [<!ENTITY a 'b'>]><data>&a;</data>"},
        {"page": "x" * 2000},
        {"language": "v" * 300},
        {"consent": {"text_version": "1", "language": "vi", "given_at": "yesterday", "given_by": "x"}},
    ],
)
def test_what_the_form_would_not_take_does_not_become_a_draft(
    here: Kiosk, there: Kiosk, changed: dict[str, object]
) -> None:
    text = forged(here, begun(here), **changed)
    with pytest.raises(Torn):
        there.handover.take(there.handover.read(text), PIN)
    assert rows(there, "dossier") == 0


def test_a_code_that_belongs_to_another_dossier_here_is_not_taken_over(here: Kiosk, there: Kiosk) -> None:
    own = begun(there)
    stranger = replace(begun(here), code=own.code)
    with pytest.raises(Torn):
        there.handover.take(there.handover.read(forged(here, stranger)), PIN)
    assert there.drafts.get(own.dossier) == own


def test_drafts_that_are_away_expire_like_others(here: Kiosk, clock: Clock) -> None:
    draft = begun(here)
    slip(here, draft)
    for _ in range(40):
        clock.forward(days=1)
        here.drafts.expire()
    with pytest.raises(NotFound):
        here.drafts.get(draft.dossier)
    assert here.dossiers.view(draft.code).state is DossierState.EXPIRED
