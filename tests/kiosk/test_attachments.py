"""Captured papers: encrypted, bounded, whole or absent."""

import contextlib
import os
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app import Kiosk
from kiosk.attachments import MAX_BYTES, sniff
from kiosk.errors import (
    AttachmentDamaged,
    AttachmentTooLarge,
    AttachmentTypeUnknown,
    DiskFull,
    NotFound,
    TooManyAttachments,
)
from sync.protocol.encoding import hash_of
from tests.support.kiosks import begin, finish

JPEG = b"\xff\xd8\xff\xe0 CANARY picture"


def test_a_picture_comes_back_as_it_was_and_the_file_shows_none_of_it(kiosk):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "birth-certificate", JPEG, "/tmp/Giấy chứng sinh.jpg")
    assert (kept.media_type, kept.name, kept.paper) == ("image/jpeg", "Giấy chứng sinh.jpg", "birth-certificate")
    stored = kiosk.attachments.path(kept.sha256).read_bytes()
    assert b"CANARY" not in stored
    assert (hash_of(stored), len(stored)) == (kept.sha256, kept.size)
    assert kiosk.attachments.read(draft.dossier, kept.sha256) == JPEG
    assert kiosk.attachments.list(draft.dossier) == (kept,)


def test_the_same_picture_twice_is_two_unlike_files(kiosk):
    draft = begin(kiosk)
    names = {kiosk.attachments.add(draft.dossier, "p", JPEG).sha256 for _ in range(2)}
    assert len(names) == 2


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"<html>", b"GIF89a", b"%PD", b"RIFF....WEBP"])
def test_what_is_neither_picture_nor_pdf_is_refused_whatever_it_is_called(kiosk, data):
    draft = begin(kiosk)
    with pytest.raises(AttachmentTypeUnknown):
        kiosk.attachments.add(draft.dossier, "p", data, "photo.jpg")


@given(st.binary(max_size=64))
def test_sniffing_never_fails_otherwise(data):
    with contextlib.suppress(AttachmentTypeUnknown):
        assert sniff(data) in {"image/jpeg", "image/png", "application/pdf"}


def test_too_large_and_too_many_are_refused_and_what_was_there_stays(kiosk):
    draft = begin(kiosk)
    with pytest.raises(AttachmentTooLarge):
        kiosk.attachments.add(draft.dossier, "p", JPEG + bytes(MAX_BYTES))
    for _ in range(20):
        kiosk.attachments.add(draft.dossier, "p", JPEG)
    with pytest.raises(TooManyAttachments):
        kiosk.attachments.add(draft.dossier, "p", JPEG)
    assert len(kiosk.attachments.list(draft.dossier)) == 20
    assert len(list((kiosk.home / "attachments").glob("*/*"))) == 20


def test_a_finalised_dossier_takes_no_more_pictures(kiosk):
    draft = begin(kiosk)
    finish(kiosk, draft)
    with pytest.raises(NotFound):
        kiosk.attachments.add(draft.dossier, "p", JPEG)


def test_removing_deletes_the_file(kiosk):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "p", JPEG)
    kiosk.attachments.remove(draft.dossier, kept.sha256)
    assert kiosk.attachments.list(draft.dossier) == ()
    assert not kiosk.attachments.path(kept.sha256).exists()
    with pytest.raises(NotFound):
        kiosk.attachments.remove(draft.dossier, kept.sha256)


def test_a_changed_file_is_noticed(kiosk):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "p", JPEG)
    path = kiosk.attachments.path(kept.sha256)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(AttachmentDamaged):
        kiosk.attachments.read(draft.dossier, kept.sha256)


@pytest.mark.parametrize("name", ["../../store.db", "", "A" * 64, "0" * 63, "/etc/passwd"])
def test_only_a_hash_names_a_file(kiosk, name):
    with pytest.raises(NotFound):
        kiosk.attachments.open(name)


def test_what_a_power_cut_left_over_is_swept_at_the_next_start(kiosk, home, clock):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "p", JPEG)
    folder = kiosk.attachments.path(kept.sha256).parent
    (folder / f".{'0' * 64}.abcd.part").write_bytes(b"half")
    (folder / ("0" * 64)).write_bytes(b"whole, but its row was never written")
    kiosk.close()
    again = Kiosk.open(home, now=clock)
    assert [path.name for path in folder.iterdir()] == [kept.sha256]
    assert again.attachments.read(draft.dossier, kept.sha256) == JPEG
    again.close()


def test_a_full_disk_says_so_and_keeps_what_is_there(kiosk, monkeypatch):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "p", JPEG)

    def full(_path, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.attachments.write_whole", full)
    with pytest.raises(DiskFull):
        kiosk.attachments.add(draft.dossier, "p", JPEG)
    assert kiosk.attachments.list(draft.dossier) == (kept,)


def test_a_page_taken_again_stands_where_the_first_stood_and_the_first_is_gone(kiosk):
    draft = begin(kiosk)
    papers = kiosk.attachments
    first, second = (papers.add(draft.dossier, "p", JPEG + bytes([number])) for number in (1, 2))
    again = papers.replace(draft.dossier, first.sha256, JPEG + b"\3", "again.jpg")
    assert [each.sha256 for each in papers.list(draft.dossier)] == [again.sha256, second.sha256]
    assert (again.paper, papers.read(draft.dossier, again.sha256)) == ("p", JPEG + b"\3")
    assert not papers.path(first.sha256).exists()


def test_what_is_not_in_the_draft_cannot_be_taken_again_and_nothing_stays(kiosk):
    draft = begin(kiosk)
    kept = kiosk.attachments.add(draft.dossier, "p", JPEG)
    finish(kiosk, draft)
    with pytest.raises(NotFound):
        kiosk.attachments.replace(draft.dossier, kept.sha256, JPEG)
    assert [path.name for path in (kiosk.home / "attachments").glob("*/*")] == [kept.sha256]


def test_the_sweep_of_a_running_kiosk_leaves_what_is_being_written(kiosk):
    """A file comes before its row; between the two nobody names it."""
    fresh = kiosk.attachments.path("ab" * 32)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_bytes(b"its row comes next")
    assert kiosk.attachments.sweep(timedelta(hours=1)) == 0
    assert fresh.exists()
    assert kiosk.attachments.sweep() == 1
    assert not fresh.exists()


def test_a_kiosk_that_is_never_switched_off_wipes_what_has_had_its_time(kiosk, clock, portal):
    receipt = finish(kiosk, begin(kiosk))
    portal.acknowledge(kiosk, receipt.dossier, 1)
    nobodys = kiosk.attachments.path("cd" * 32)
    nobodys.parent.mkdir(parents=True, exist_ok=True)
    nobodys.write_bytes(b"left over")
    os.utime(nobodys, (0, 0))
    assert not kiosk.housekeep(), "done at the start of the day"
    clock.forward(days=8)
    kiosk.drafts.end_visit()
    assert kiosk.dossiers.readable(receipt.dossier) is None
    assert not nobodys.exists()
    assert not kiosk.housekeep(), "once a day"
