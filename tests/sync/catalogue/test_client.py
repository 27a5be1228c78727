"""A kiosk takes what its portal published, all of it and nothing else: the attacks that TUF names, and broken lines."""

import json
import shutil
from datetime import timedelta

import pytest
from nacl.signing import SigningKey

from sync.catalogue.errors import CatalogueRefused, NotPublished
from tests.support.catalogues import Published, Reader, Shelf

PACK = "packs/1.001193-2026110101.zip"
OTHER = "packs/1.004222-2026110101.zip"
DAYS_OFF = "knowledge/holidays.csv"
FIRST = {PACK: b"first form", OTHER: b"other form" * 1000, DAYS_OFF: b"days"}


@pytest.fixture
def published(tmp_path):
    made = Published(tmp_path / "portal")
    made.publish(FIRST)
    return made


@pytest.fixture
def reader(tmp_path, published):
    return Reader(tmp_path / "kiosk", published)


def _refused(reader, *args, **named):
    with pytest.raises(CatalogueRefused) as caught:
        reader.update(*args, **named)
    return caught.value.reason


def _metadata(published, pattern):
    return max((published.folder / "metadata").glob(pattern), key=lambda path: path.stat().st_mtime_ns)


def test_all_of_it_comes_the_first_time_and_nothing_the_second(reader):
    assert {each.name for each in reader.update().kept} == set(FIRST)
    assert reader.shelf.files == FIRST
    reader.asked.clear()
    assert reader.update().kept == ()
    assert reader.asked == ["metadata/2.root.json", "metadata/timestamp.json"]


def test_only_what_changed_comes(reader, published):
    reader.update()
    published.publish({**FIRST, PACK: b"second form"})
    reader.asked.clear()
    assert [each.name for each in reader.update().kept] == [PACK]
    assert [path for path in reader.asked if path.startswith("targets/")] == [
        path for path in reader.asked if path.endswith(".1.001193-2026110101.zip")
    ]
    assert reader.shelf.files[PACK] == b"second form"


def test_what_the_program_brought_is_not_fetched(reader):
    reader.shelf.files[OTHER] = FIRST[OTHER]
    assert OTHER not in {each.name for each in reader.update().kept}
    assert reader.bytes < len(FIRST[OTHER])


def test_an_older_catalogue_is_refused(reader, published, tmp_path):
    """Rollback: all of it is rightly signed, and was the newest once."""
    reader.update()
    old = shutil.copytree(published.folder, tmp_path / "old")
    published.publish({**FIRST, PACK: b"second form"})
    reader.update()
    assert _refused(reader, old) == "older-than-known"
    assert reader.shelf.files[PACK] == b"second form"


def test_a_catalogue_that_is_kept_from_growing_older_is_refused(reader, published):
    """Freeze: somebody goes on serving last month's."""
    reader.update()
    assert _refused(reader, at=published.now + timedelta(days=8)) == "out-of-date"


def test_the_time_that_counts_is_the_one_it_was_told(reader, published):
    """Guards the only use of something that python-tuf keeps to itself."""
    reader.update(at=published.now + timedelta(days=6, hours=23))
    assert _refused(reader, at=published.now + timedelta(days=7, hours=1)) == "out-of-date"


def test_parts_of_two_catalogues_are_refused(reader, published, tmp_path):
    """Mix-and-match: today's timestamp, and yesterday's list under today's name."""
    before = _metadata(published, "*.targets.json").read_bytes()
    published.publish({**FIRST, PACK: b"second form"})
    _metadata(published, "*.targets.json").write_bytes(before)
    assert _refused(reader) == "older-than-known"
    assert reader.shelf.files == {}


@pytest.mark.parametrize("role", ["timestamp", "*.snapshot", "*.targets"])
def test_what_another_key_signed_is_refused(reader, published, tmp_path, role):
    rogue = Published(tmp_path / "rogue", published.sign_key)
    rogue.publish({PACK: b"a form that asks for the PIN"})
    shutil.copy(_metadata(rogue, f"{role}.json"), _metadata(published, f"{role}.json"))
    assert _refused(reader) == "forged"
    assert reader.shelf.files == {}


def test_another_portals_catalogue_is_refused_whole(reader, tmp_path):
    rogue = Published(tmp_path / "rogue")
    rogue.publish({PACK: b"a form that asks for the PIN"})
    assert _refused(reader, rogue.folder) == "forged"


def test_one_stolen_root_key_is_not_enough(reader, published, tmp_path):
    reader.update()
    root = json.loads((published.folder / "metadata" / "1.root.json").read_bytes())
    root["signed"]["version"] = 2
    (published.folder / "metadata" / "2.root.json").write_text(json.dumps(root))
    assert _refused(reader) == "forged"


def test_a_file_with_other_bytes_is_refused_and_the_others_come(reader, published):
    file = next((published.folder / "targets" / "packs").glob("*1.001193*"))
    file.write_bytes(b"worst form")
    updated = reader.update()
    assert [each.name for each in updated.refused] == [PACK]
    assert set(reader.shelf.files) == {OTHER, DAYS_OFF}


def test_a_file_that_is_too_long_is_not_read_to_its_end(reader, published):
    file = next((published.folder / "targets" / "packs").glob("*1.001193*"))
    file.write_bytes(bytes(8 << 20))
    assert [each.name for each in reader.update().refused] == [PACK]
    assert reader.bytes < 1 << 20


def test_a_pack_that_cannot_be_used_leaves_the_former_one(reader, published):
    reader.update()
    reader.shelf.refuses.add(PACK)
    published.publish({**FIRST, PACK: b"not a pack", DAYS_OFF: b"more days"})
    updated = reader.update()
    assert ([each.name for each in updated.kept], [each.name for each in updated.refused]) == ([DAYS_OFF], [PACK])
    assert reader.shelf.files[PACK] == FIRST[PACK]


def test_names_that_this_version_does_not_know_are_left_alone(reader, published):
    published.publish({**FIRST, "packs/../../evil.zip": b"x", "voices/x.ogg": b"x", "knowledge/other.csv": b"x"})
    assert {each.name for each in reader.update().offered} == set(FIRST)


def test_nothing_published_is_said_so(reader, tmp_path):
    with pytest.raises(NotPublished):
        reader.update(tmp_path / "empty")


def test_a_disk_that_tore_what_was_trusted_mends_itself(reader, published):
    reader.update()
    for path in reader.home.rglob("*.json"):
        if "root" not in path.name:
            path.write_bytes(path.read_bytes()[:20])
    published.publish({**FIRST, PACK: b"second form"})
    assert [each.name for each in reader.update().kept] == [PACK]


def test_what_was_trusted_outlives_the_keepers_files(reader, tmp_path):
    """A new shelf, the same trust: an older catalogue is refused all the same."""
    published = reader.published
    old = shutil.copytree(published.folder, tmp_path / "old")
    published.publish({PACK: b"second form"})
    reader.update()
    reader.shelf = Shelf()
    assert _refused(reader, old) == "older-than-known"


def test_a_copy_on_a_stick_is_good_for_a_month(reader, published, tmp_path):
    published.mirror(tmp_path / "stick")
    assert len(reader.update(tmp_path / "stick", at=published.now + timedelta(days=29)).kept) == 3
    assert _refused(reader, tmp_path / "stick", at=published.now + timedelta(days=31)) == "out-of-date"


def test_a_kiosk_of_another_portal_begins_anew(reader, tmp_path):
    reader.update()
    reader.published = Published(tmp_path / "second", SigningKey.generate())
    reader.published.publish({PACK: b"their form"})
    assert [each.name for each in reader.update().kept] == [PACK]
