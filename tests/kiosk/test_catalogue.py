"""The catalogue: found without accents, changed between residents only, forged packs refused."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms.pack import pack_archive
from kiosk.catalogue import Catalogue
from kiosk.errors import NotFound, PackRefused
from sync.protocol.encoding import hash_of
from tests.support.kiosks import CONSENT, PROCEDURE, begin

PACKS = Path(__file__).parents[2] / "forms" / "packs"


def version(source: Path, into: Path, name: str, effective_from: date, effective_to: date | None = None) -> Path:
    """A copy of a pack under another version."""
    import re

    folder = into / name
    shutil.copytree(source, folder)
    file = folder / "procedure.toml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^version = ".*"$', f'version = "{name}"', text, count=1)
    text = re.sub(r"(?m)^effective_from = .*$", f"effective_from = {effective_from}", text, count=1)
    if effective_to:
        text = re.sub(r"(?m)^(effective_from = .*)$", rf"\1\neffective_to = {effective_to}", text, count=1)
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def source() -> Path:
    return PACKS / PROCEDURE


@pytest.mark.parametrize("words", ["khai sinh", "KHAI SINH", "đăng ký khai", "dang ky khai", "sinh khai", PROCEDURE])
def test_words_find_a_procedure_with_or_without_accents(kiosk, words):
    assert PROCEDURE in [pack.code for pack in kiosk.catalogue.search(words)]


@pytest.mark.parametrize("words", ["khai sinh", "dang ky khai sinh", "sinh khai"])
def test_the_birth_comes_before_a_copy_of_it(kiosk, words):
    assert kiosk.catalogue.search(words)[0].code == PROCEDURE


def test_words_that_fit_nothing_find_nothing_and_no_words_find_all(kiosk):
    assert kiosk.catalogue.search("xyzzy") == ()
    assert kiosk.catalogue.search("khai xyzzy") == ()
    assert kiosk.catalogue.search("  ") == kiosk.catalogue.packs()


def test_every_pack_is_under_its_life_events(kiosk):
    for event, packs in kiosk.catalogue.by_life_event().items():
        assert all(event in pack.procedure.life_events for pack in packs)


def test_the_newest_version_in_force_is_offered(tmp_path, clock, source):
    packs = tmp_path / "packs"
    version(source, packs, "2026010101", date(2026, 1, 1))
    version(source, packs, "2026110101", date(2026, 11, 1))
    version(source, packs, "2027010101", date(2027, 1, 1))
    catalogue = Catalogue(tmp_path / "home", packs, clock)
    assert [pack.version for pack in catalogue.packs()] == ["2026110101"]
    assert catalogue.pack(PROCEDURE, "2026010101").version == "2026010101"
    clock.forward(days=60)
    catalogue.refresh()
    assert catalogue.pack(PROCEDURE).version == "2027010101"


def test_a_procedure_whose_law_has_ended_is_offered_no_more(tmp_path, clock, source):
    packs = tmp_path / "packs"
    version(source, packs, "2026010101", date(2026, 1, 1), date(2026, 6, 30))
    catalogue = Catalogue(tmp_path / "home", packs, clock)
    assert catalogue.packs() == ()
    with pytest.raises(NotFound):
        catalogue.pack(PROCEDURE)


def test_a_draft_goes_on_when_the_program_no_longer_brings_its_version(tmp_path, home, clock, portal, source):
    from kiosk.app import Kiosk

    old, new = tmp_path / "old", tmp_path / "new"
    version(source, old, "2026010101", date(2026, 1, 1))
    version(source, new, "2026110101", date(2026, 11, 1))
    kiosk = Kiosk.open(home, now=clock, packs=old)
    kiosk.identity.store_enrolment(portal.enrolment())
    draft = begin(kiosk)
    kiosk.close()
    kiosk = Kiosk.open(home, now=clock, packs=new)
    assert kiosk.catalogue.pack(PROCEDURE).version == "2026110101"
    assert kiosk.drafts.get(draft.dossier).pack_version == "2026010101"
    assert kiosk.catalogue.pack(PROCEDURE, "2026010101").procedure.code == PROCEDURE
    kiosk.close()


def test_a_downloaded_pack_is_offered_after_the_visit(kiosk, tmp_path, source):
    archive = pack_archive(version(source, tmp_path, "2026110199", date(2026, 11, 20)))
    before = kiosk.catalogue.pack(PROCEDURE).version
    assert kiosk.catalogue.install(archive, hash_of(archive)).version == "2026110199"
    assert kiosk.catalogue.has(hash_of(archive))
    assert kiosk.catalogue.pack(PROCEDURE).version == before, "not under a resident"
    kiosk.drafts.end_visit()
    assert kiosk.catalogue.pack(PROCEDURE).version == "2026110199"
    assert kiosk.drafts.start(kiosk.catalogue.pack(PROCEDURE), "vi", CONSENT).pack_version == "2026110199"


@pytest.mark.parametrize("spoil", ["hash", "cut", "noise"])
def test_a_pack_that_is_not_what_was_announced_is_refused(kiosk, source, spoil):
    archive = pack_archive(source)
    spoilt = {"hash": archive, "cut": archive[: len(archive) // 2], "noise": b"PK\x03\x04" + bytes(500)}[spoil]
    announced = "0" * 64 if spoil == "hash" else hash_of(spoilt)
    with pytest.raises(PackRefused):
        kiosk.catalogue.install(spoilt, announced)
    assert not kiosk.catalogue.has(announced)
    assert [path for path in (kiosk.home / "packs").rglob("*") if path.is_file()] == []
