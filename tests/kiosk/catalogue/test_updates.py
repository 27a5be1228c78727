"""A kiosk's catalogue is brought up to date: what is fetched, what is refused, what a dead clock battery does."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from forms.pack import pack_archive
from kiosk.app import Kiosk
from kiosk.catalogue.updates import KNOWN_TIME, CatalogueUpdates, standing
from sync import outbox
from sync.catalogue import sources
from sync.catalogue.errors import CatalogueRefused
from sync.catalogue.names import knowledge_target, pack_target
from tests.support.catalogues import Published

PACKS = Path(__file__).parents[3] / "forms" / "packs"
KNOWLEDGE = PACKS.parent / "knowledge"
CODE = "1.001193"


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
