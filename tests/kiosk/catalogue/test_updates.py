"""A kiosk's catalogue is brought up to date: what is fetched, what is refused, what a dead clock battery does."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from forms.pack import load_pack, pack_archive
from kiosk.app import Kiosk
from kiosk.catalogue.updates import KNOWN_TIME, CatalogueUpdates, standing
from kiosk.settings import settings_or_defaults
from sync import outbox
from sync.bundles.errors import Foreign, NotThere, Torn
from sync.catalogue import sources
from sync.catalogue.errors import CatalogueRefused
from sync.catalogue.names import knowledge_target, pack_target
from tests.support.catalogues import Published
from tests.support.kiosks import PIN, begin, finish
from tests.support.kiosks import Portal as KioskPortal

PACKS = Path(__file__).parents[3] / "forms" / "packs"
KNOWLEDGE = PACKS.parent / "knowledge"
CODE, OTHER = "1.001193", "1.004222"


@pytest.fixture
def published(portal, clock, tmp_path):
    return Published(tmp_path / "published", portal.sign_key, clock())


@pytest.fixture
def updates(kiosk):
    return CatalogueUpdates(kiosk)


def _fetch(updates, published, offset=timedelta(0)):
    return updates.fetch(sources.folder(published.folder), offset)


def _newer(kiosk, tmp_path) -> bytes:
    """A pack of today with a version of tomorrow."""
    pack = kiosk.catalogue.pack(CODE)
    copy = shutil.copytree(pack.folder, tmp_path / "newer")
    for path in (copy / "procedure.toml", *copy.glob("*.xml"), *copy.rglob("*.csv")):
        path.write_text(path.read_text("utf-8").replace(pack.version, "2099123101"), "utf-8")
    return pack_archive(copy)


def _holidays() -> bytes:
    return (KNOWLEDGE / "holidays.csv").read_bytes() + "2031-01-02,off,Ngày nghỉ,no\n".encode()


def test_a_fresh_kiosk_fetches_nothing_of_what_came_with_it(kiosk, updates, published):
    wanted = {pack_target(pack.code, pack.version): pack_archive(pack.folder) for pack in kiosk.catalogue.packs()}
    wanted |= {knowledge_target("holidays.csv"): (KNOWLEDGE / "holidays.csv").read_bytes()}
    published.publish(wanted)
    updated = _fetch(updates, published)
    assert len(updated.offered) == len(wanted)
    assert (updated.kept, updated.refused) == ((), ())


def test_packs_and_days_off_are_used_after_the_resident_has_left(kiosk, updates, published, tmp_path):
    before = kiosk.catalogue.pack(CODE).version
    wanted = {pack_target(CODE, "2099123101"): _newer(kiosk, tmp_path), knowledge_target("holidays.csv"): _holidays()}
    published.publish(wanted)
    days = kiosk.catalogue.calendar()
    assert len(_fetch(updates, published).kept) == 2
    assert kiosk.catalogue.pack(CODE).version == before
    assert kiosk.catalogue.calendar() is days
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack(CODE).version == "2099123101"
    assert kiosk.catalogue.calendar() is not days
    assert _fetch(updates, published).kept == ()


def test_what_is_served_no_more_gives_way_to_the_programs_own(kiosk, updates, published):
    published.publish({knowledge_target("holidays.csv"): _holidays()})
    _fetch(updates, published)
    kiosk.catalogue.refresh()
    served = kiosk.catalogue.calendar()
    published.publish({})
    _fetch(updates, published)
    kiosk.catalogue.refresh()
    assert kiosk.catalogue.calendar() != served


def test_a_bad_file_is_refused_once_and_the_old_one_stays(kiosk, updates, published):
    wanted = {pack_target(CODE, "2099123101"): b"not a pack", knowledge_target("holidays.csv"): b"not days"}
    published.publish(wanted)
    before = kiosk.catalogue.pack(CODE).version
    assert len(_fetch(updates, published).refused) == 2
    assert _fetch(updates, published).refused == ()
    kiosk.catalogue.refresh()
    assert kiosk.catalogue.pack(CODE).version == before
    assert kiosk.store.call(standing).trouble == ""


def test_a_dead_clock_battery_lets_no_frozen_catalogue_pass(kiosk, updates, published, clock, tmp_path):
    published.publish({})
    old = published.folder
    _fetch(updates, published)
    published.now += timedelta(days=40)
    clock.forward(days=40)
    published.publish({knowledge_target("holidays.csv"): _holidays()})
    _fetch(updates, published)
    frozen = shutil.copytree(old, tmp_path / "frozen")
    clock.forward(days=-400)
    # By the portal's signed time it is seen at once ...
    with pytest.raises(CatalogueRefused):
        updates.fetch(sources.folder(frozen), timedelta(days=400 + 20))
    assert kiosk.store.call(standing).trouble == "out-of-date"
    # ... and with a stick alone the latest time that was known counts.
    assert updates._time(None) == published_time(kiosk)
    assert updates.fetch(sources.folder(frozen)).kept == ()


def published_time(kiosk):
    from sync.protocol.encoding import from_instant

    return from_instant(kiosk.store.call(lambda db: outbox.note(db, KNOWN_TIME)))


def test_a_clock_that_is_years_behind_takes_todays_catalogue(kiosk, updates, published, clock):
    published.publish({knowledge_target("holidays.csv"): _holidays()})
    clock.forward(days=-3000)
    assert len(_fetch(updates, published, timedelta(days=3000)).kept) == 1


def test_a_clock_that_is_years_ahead_poisons_nothing(kiosk, updates, published, clock):
    published.publish({})
    clock.forward(days=3000)
    with pytest.raises(CatalogueRefused):
        updates.fetch(sources.folder(published.folder))
    clock.forward(days=-3000)
    _fetch(updates, published)
    assert kiosk.store.call(standing).trouble == ""


def test_another_portals_catalogue_is_refused_and_the_kiosks_own_stays(kiosk, updates, tmp_path, clock):
    rogue = Published(tmp_path / "rogue", SigningKey.generate(), clock())
    rogue.publish({knowledge_target("holidays.csv"): _holidays()})
    days = kiosk.catalogue.calendar()
    with pytest.raises(CatalogueRefused):
        _fetch(updates, rogue)
    kiosk.catalogue.refresh()
    assert kiosk.catalogue.calendar() == days
    assert kiosk.store.call(standing).verified is None


def test_the_age_of_the_catalogue_outlives_a_start(kiosk: Kiosk, updates, published, clock):
    published.publish({})
    _fetch(updates, published)
    seen = kiosk.store.call(standing).verified
    assert seen == clock()
    clock.forward(days=3)
    assert kiosk.store.call(standing).verified == seen


# Withdrawing.


def _archives(kiosk, *codes):
    return {
        pack_target(pack.code, pack.version): pack_archive(pack.folder)
        for pack in kiosk.catalogue.packs()
        if pack.code in codes
    }


def _codes(kiosk):
    return {pack.code for pack in kiosk.catalogue.packs()}


def test_a_withdrawn_procedure_is_offered_no_more_after_the_resident_has_left(kiosk, updates, published):
    published.publish(_archives(kiosk, CODE, OTHER))
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    everything = _codes(kiosk)
    published.publish(_archives(kiosk, OTHER))
    _fetch(updates, published)
    assert CODE in _codes(kiosk)
    kiosk.drafts.end_visit()
    assert _codes(kiosk) == everything - {CODE}
    assert all(found.pack is None for found in kiosk.catalogue.search("khai sinh") if found.code == CODE)
    published.publish(_archives(kiosk, OTHER) | {pack_target(CODE, _version()): pack_archive(PACKS / CODE)})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert _codes(kiosk) == everything


def test_what_was_begun_with_a_withdrawn_pack_is_finished_and_amended(kiosk, updates, published):
    published.publish(_archives(kiosk, CODE, OTHER))
    _fetch(updates, published)
    draft = begin(kiosk)
    published.publish(_archives(kiosk, OTHER))
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert CODE not in _codes(kiosk)
    resumed = kiosk.drafts.resume(draft.code, PIN)
    assert kiosk.catalogue.pack(resumed.procedure, resumed.pack_version).form()
    receipt = finish(kiosk, resumed)
    assert kiosk.receipts.make(receipt.dossier).procedure_code == CODE
    assert kiosk.dossiers.amend(receipt.dossier).number == 2


def test_a_version_that_was_taken_back_gives_way_to_the_one_before(kiosk, updates, published, tmp_path):
    before = _archives(kiosk, CODE)
    published.publish(before | {pack_target(CODE, "2099123101"): _newer(kiosk, tmp_path)})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack(CODE).version == "2099123101"
    published.publish(before)
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack(CODE).version == _version()


def test_a_pack_that_this_program_cannot_use_does_not_take_the_former_one_away(kiosk, updates, published):
    published.publish(_archives(kiosk, CODE))
    _fetch(updates, published)
    published.publish({pack_target(CODE, "2099123101"): b"not a pack"})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack(CODE).version == _version()
    ((name, why),) = kiosk.store.call(standing).refused
    assert (name, bool(why)) == (pack_target(CODE, "2099123101"), True)


def test_packs_of_the_program_that_were_never_listed_stay(kiosk, updates, published):
    everything = _codes(kiosk)
    published.publish(_archives(kiosk, CODE))
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert _codes(kiosk) == everything


def test_another_portal_withdraws_nothing_that_the_former_listed(kiosk, updates, published, tmp_path, clock):
    published.publish(_archives(kiosk, CODE))
    _fetch(updates, published)
    second = KioskPortal()
    kiosk.identity.store_enrolment(second.enrolment("K8M"))
    theirs = Published(tmp_path / "second", second.sign_key, clock())
    theirs.publish(_archives(kiosk, OTHER))
    _fetch(updates, theirs)
    kiosk.drafts.end_visit()
    assert CODE in _codes(kiosk)


def test_a_damaged_list_withdraws_nothing(kiosk, updates, published, home):
    published.publish(_archives(kiosk, CODE, OTHER))
    _fetch(updates, published)
    published.publish(_archives(kiosk, OTHER))
    _fetch(updates, published)
    (home / "packs" / ".listed.json").write_bytes(b"[")
    kiosk.drafts.end_visit()
    assert CODE in _codes(kiosk)


# Settings and handbook.


def test_settings_are_in_force_after_the_resident_has_left(kiosk, updates, published, home):
    published.publish({knowledge_target("settings.toml"): SETTINGS})
    _fetch(updates, published)
    assert settings_or_defaults(home).hotline == ""
    kiosk.drafts.end_visit()
    assert (settings_or_defaults(home).hotline, settings_or_defaults(home).idle_after) == ("1022", 240)
    assert CODE not in _codes(kiosk)
    published.publish({})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert settings_or_defaults(home).hotline == ""
    assert CODE in _codes(kiosk)


@pytest.mark.parametrize(
    ("bad", "says"),
    [(b"[place]\nidle_after = 1\n", "place.idle_after"), (b"[capture]\nserial = 'x'", "capture.serial")],
)
def test_bad_settings_are_refused_by_name_and_the_old_ones_stay(kiosk, updates, published, home, bad, says):
    published.publish({knowledge_target("settings.toml"): SETTINGS})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    published.publish({knowledge_target("settings.toml"): bad})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert settings_or_defaults(home).hotline == "1022"
    ((name, why),) = kiosk.store.call(standing).refused
    assert name == "knowledge/settings.toml"
    assert says in why
    _fetch(updates, published)  # it is not fetched again, and still told
    assert kiosk.store.call(standing).refused
    published.publish({knowledge_target("settings.toml"): SETTINGS})
    _fetch(updates, published)
    assert kiosk.store.call(standing).refused == ()


def test_a_newer_handbook_is_shown_and_a_bad_one_is_not(kiosk, updates, published):
    own = kiosk.catalogue.handbook()
    published.publish({knowledge_target("handbook.toml"): HANDBOOK})
    _fetch(updates, published)
    assert kiosk.catalogue.handbook() == own
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.handbook()[0].title.vi == "Mới"
    published.publish({knowledge_target("handbook.toml"): b"chapters = 1"})
    _fetch(updates, published)
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.handbook()[0].title.vi == "Mới"


def test_the_version_says_when_it_was_published(kiosk, updates, published):
    assert kiosk.store.call(standing).published is None
    published.publish({})
    _fetch(updates, published)
    found = kiosk.store.call(standing)
    assert found.published is not None
    assert abs(found.published - published.now) < timedelta(minutes=2)


def test_a_new_kiosk_takes_its_first_catalogue_from_a_stick(kiosk, updates, published, tmp_path):
    """Nothing was ever fetched over a line: the anchor comes along, signed by the portal of the enrolment."""
    published.publish(_archives(kiosk, CODE) | {knowledge_target("settings.toml"): SETTINGS})
    published.mirror(tmp_path / "stick")
    assert not (kiosk.home / "catalogue").exists()
    assert updates.fetch(sources.folder(tmp_path / "stick")).kept
    assert settings_or_defaults(kiosk.home).hotline == ""
    kiosk.drafts.end_visit()
    assert settings_or_defaults(kiosk.home).hotline == "1022"


def test_procedures_alone_on_a_stick_are_taken_or_refused_by_name(kiosk, updates, published, tmp_path):
    """For a kiosk that is new: it has written nothing onto the stick yet, so there is no answer."""
    stick = tmp_path / "stick"
    published.publish({knowledge_target("settings.toml"): SETTINGS})
    published.mirror(stick / "catalogue")
    assert kiosk.transfer.take_answer(stick).files == 1
    assert kiosk.transfer.take_answer(stick).files == 0
    published.publish({})
    _fetch(updates, published)
    with pytest.raises(Torn):
        kiosk.transfer.take_answer(stick)
    shutil.rmtree(stick)
    Published(tmp_path / "rogue", SigningKey.generate(), published.now).publish({})
    shutil.copytree(tmp_path / "rogue" / "catalogue", stick / "catalogue")
    with pytest.raises(Foreign):
        kiosk.transfer.take_answer(stick)
    shutil.rmtree(stick)
    with pytest.raises(NotThere):
        kiosk.transfer.take_answer(stick)


def _version():
    return load_pack(PACKS / CODE).version


SETTINGS = f'hotline = "1022"\n[place]\nidle_after = 240\n[procedures]\nwithheld = "{CODE}"\n'.encode()
HANDBOOK = """
[[chapters]]
vi = "Mới"
en = "New"
[[chapters.entries]]
vi = "Hỏi"
en = "Question"
text = [{ vi = "Đáp.", en = "Answer." }]
""".encode()
