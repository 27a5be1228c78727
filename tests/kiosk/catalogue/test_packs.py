"""The catalogue: found without accents, changed between residents only, forged packs refused."""

import shutil
from datetime import date, datetime, time
from pathlib import Path

import pytest

from forms.pack import pack_archive
from kiosk.app import Kiosk
from kiosk.catalogue import Catalogue
from kiosk.errors import NotFound, PackRefused
from sync.protocol.encoding import hash_of
from tests.support.kiosks import CONSENT, PROCEDURE, begin

PACKS = Path(__file__).parents[3] / "forms" / "packs"


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


def test_no_words_show_all_that_run_here(kiosk):
    assert [found.pack for found in kiosk.catalogue.search("  ")] == list(kiosk.catalogue.packs())


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


def knowledge(kiosk: Kiosk) -> Path:
    return kiosk.home / "knowledge"


CARDS = "code,title,plain,plain_en,level,field,decision,place,verified\n9.999999,Xyzzy plugh,,,commune,,,police,yes\n"
HOLIDAYS = "date,kind,name,verified\n2026-12-01,off,Ngày hội xã,yes\n2027-01-01,off,Tết Dương lịch,yes\n"


def test_newer_cards_are_found_after_the_next_refresh_and_not_under_a_resident(kiosk):
    assert kiosk.catalogue.search("xyzzy plugh") == ()
    kiosk.catalogue.keep_knowledge("catalogue.csv", CARDS.encode())
    assert kiosk.catalogue.search("xyzzy plugh") == ()
    kiosk.catalogue.refresh()
    (found,) = kiosk.catalogue.search("xyzzy plugh")
    assert (found.code, found.pack, found.card.place) == ("9.999999", None, "police")
    assert kiosk.catalogue.search("khai sinh")[0].pack is not None, "what runs here is still found"


def test_newer_by_names_and_questions_are_used(kiosk):
    kiosk.catalogue.keep_knowledge("by_names.csv", b"name,codes\nxyzzy,1.004222\n")
    kiosk.catalogue.keep_knowledge("questions.toml", b"")
    kiosk.catalogue.refresh()
    assert kiosk.catalogue.search("xyzzy")[0].code == "1.004222"
    assert kiosk.catalogue.questions().before("1.004222") is None


def test_newer_days_off_move_what_is_promised(kiosk, clock):
    before = kiosk.catalogue.calendar().settled(datetime(2026, 11, 30, 16), 0, time(15))
    kiosk.catalogue.keep_knowledge("holidays.csv", HOLIDAYS.encode())
    kiosk.catalogue.refresh()
    assert before == date(2026, 12, 1)
    assert kiosk.catalogue.calendar().settled(datetime(2026, 11, 30, 16), 0, time(15)) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("catalogue.csv", b"junk"),
        ("holidays.csv", b"\xff"),
        ("../packs/x", CARDS.encode()),
        ("questions.toml", b"[["),
        ("by_names.csv", b"name"),
    ],
)
def test_knowledge_that_cannot_be_used_is_refused_and_not_kept(kiosk, name, data):
    with pytest.raises(PackRefused):
        kiosk.catalogue.keep_knowledge(name, data)
    assert not knowledge(kiosk).exists()


def test_knowledge_that_was_spoilt_on_disk_gives_way_to_that_of_the_program(kiosk, caplog):
    kiosk.catalogue.keep_knowledge("catalogue.csv", CARDS.encode())
    (knowledge(kiosk) / "catalogue.csv").write_bytes(b"\x00" * 100)
    kiosk.catalogue.refresh()
    with caplog.at_level("CRITICAL"):
        assert kiosk.catalogue.search("giấy xác nhận cư trú")[0].code == "1.010041"
