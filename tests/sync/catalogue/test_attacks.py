"""Attackers with a key in their hands: what each of the portal's keys can do to a kiosk, and what it cannot.

The online key lies on the portal day and night, so it is the one that is stolen first.
"""

from datetime import timedelta

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile

from sync.catalogue.errors import CatalogueRefused
from sync.portal.catalogue import _signer
from tests.support.catalogues import Published, Reader

PACK = "packs/1.001193-2026110101.zip"
EVIL = b"a form that asks for the PIN"


@pytest.fixture
def published(tmp_path):
    made = Published(tmp_path / "portal")
    made.publish({PACK: b"first form"})
    return made


@pytest.fixture
def reader(tmp_path, published):
    made = Reader(tmp_path / "kiosk", published)
    made.update()
    return made


class Attacker:
    """Serves the portal's folder, with metadata that it may change and sign with the keys it stole."""

    def __init__(self, published, *stolen):
        self.published = published
        self.keys = [_signer(published.keys / f"{name}.pem") for name in stolen]

    def newest(self, pattern):
        files = (self.published.folder / "metadata").glob(pattern)
        return Metadata.from_file(str(max(files, key=lambda path: path.stat().st_mtime_ns)))

    def put(self, name, metadata):
        metadata.signatures.clear()
        for key in self.keys:
            metadata.sign(key, append=True)
        (self.published.folder / "metadata" / name).write_bytes(metadata.to_bytes())

    def point_at(self, targets_version):
        """A snapshot and a timestamp, rightly signed by the online key, that name a list of targets."""
        snapshot = self.newest("*.snapshot.json")
        snapshot.signed.version += 1
        snapshot.signed.meta["targets.json"] = MetaFile(targets_version)
        self.put(f"{snapshot.signed.version}.snapshot.json", snapshot)
        timestamp = self.newest("timestamp.json")
        timestamp.signed.version += 1
        timestamp.signed.snapshot_meta = MetaFile(snapshot.signed.version)
        self.put("timestamp.json", timestamp)


def refused(reader):
    with pytest.raises(CatalogueRefused) as caught:
        reader.update()
    return caught.value.reason


def test_with_the_online_key_an_older_list_cannot_be_brought_back(reader, published):
    old = reader.published.folder / "metadata"
    before = min(int(path.name.split(".")[0]) for path in old.glob("*.targets.json"))
    published.publish({PACK: b"second form"})
    reader.update()
    Attacker(published, "online").point_at(before)
    assert refused(reader) == "older-than-known"
    assert reader.shelf.files == {PACK: b"second form"}


def test_with_the_online_key_no_file_can_be_listed(reader, published):
    attacker = Attacker(published, "online")
    targets = attacker.newest("*.targets.json")
    targets.signed.version += 1
    next(iter(targets.signed.targets.values())).hashes["sha256"] = "0" * 64
    attacker.put(f"{targets.signed.version}.targets.json", targets)
    attacker.point_at(targets.signed.version)
    assert refused(reader) == "forged"
    assert reader.shelf.files == {PACK: b"first form"}


def test_with_the_online_key_a_kiosk_is_frozen_no_longer_than_the_list_is_good_for(reader, published):
    """It can go on signing timestamps; what it cannot renew is the list of files."""
    published.now += timedelta(days=731)
    attacker = Attacker(published, "online")
    attacker.point_at(attacker.newest("*.targets.json").signed.version)
    for pattern, name in (("*.snapshot.json", ""), ("timestamp.json", "timestamp.json")):
        renewed = attacker.newest(pattern)
        renewed.signed.expires = (published.now + timedelta(days=7)).replace(microsecond=0)
        attacker.put(name or f"{renewed.signed.version}.snapshot.json", renewed)
    assert refused(reader) == "out-of-date"


def test_a_file_may_not_be_listed_as_longer_than_its_kind_may_be(reader, published):
    """Endless data: whoever has the key of the list still cannot fill the disk of a kiosk."""
    published.publish({PACK: b"first form", "knowledge/holidays.csv": b"x" * ((4 << 20) + 1)})
    assert [each.name for each in reader.update().offered] == [PACK]


def test_keys_that_were_changed_by_two_root_keys_are_followed_and_the_old_ones_are_worth_nothing(reader, published):
    new = CryptoSigner.generate_ed25519()
    thief = Attacker(published, "targets", "online")
    keeper = Attacker(published, "root-1", "root-2")
    root = keeper.newest("1.root.json")
    root.signed.version = 2
    root.signed.revoke_key(next(iter(root.signed.roles["targets"].keyids)), "targets")
    root.signed.add_key(new.public_key, "targets")
    keeper.put("2.root.json", root)
    assert refused(reader) == "forged"  # the list is still signed with the old key
    (published.keys / "targets.pem").write_bytes(new.private_bytes)
    published.publish({PACK: b"second form"})
    reader.update()
    assert reader.shelf.files == {PACK: b"second form"}
    targets = thief.newest("*.targets.json")
    targets.signed.version += 1
    thief.put(f"{targets.signed.version}.targets.json", targets)
    thief.point_at(targets.signed.version)
    assert refused(reader) == "forged"


def test_one_root_key_of_three_changes_nothing(reader, published):
    thief = Attacker(published, "root-1")
    root = thief.newest("1.root.json")
    root.signed.version = 2
    root.signed.roles["root"].threshold = 1
    thief.put("2.root.json", root)
    assert refused(reader) == "forged"


def test_a_root_may_not_be_skipped(reader, published):
    keeper = Attacker(published, "root-1", "root-2")
    root = keeper.newest("1.root.json")
    root.signed.version = 3
    keeper.put("2.root.json", root)
    assert refused(reader) in ("forged", "older-than-known")
