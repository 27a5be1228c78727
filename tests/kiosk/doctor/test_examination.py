"""The whole list, on machines with and without a kiosk; its words are fit to be read."""

import re
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.doctor import Finding, Level, examine
from kiosk.doctor.words import CASES
from tests.support.kiosks import Clock, Portal, begin, finish

SUBJECTS = ["display", "fonts", "printer", "speech", "scanner", "camera", "flatbed"]
SUBJECTS += ["disk", "clock", "portal", "encryption"]


def of(findings: list[Finding], subject: str) -> Finding:
    return next(found for found in findings if found.subject == subject)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_is_looked_at_and_nothing_is_made(tmp_path: Path, language: str):
    home = tmp_path / "kiosk"
    findings = examine(home, language)
    subjects = [found.subject for found in findings]
    assert list(dict.fromkeys(subjects)) == SUBJECTS
    assert not home.exists()
    assert all(found.advice for found in findings if found.level is not Level.OK)


def test_a_closed_kiosk_is_opened_for_its_portal(home: Path, kiosk: Kiosk):
    kiosk.close()
    assert "portal.example.vn" in of(examine(home, "en"), "portal").text
    Kiosk.open(home).close()


def test_a_running_kiosk_is_left_alone_unless_it_asks_itself(kiosk: Kiosk, home: Path):
    assert "running" in of(examine(home, "en"), "portal").text
    assert "portal.example.vn" in of(examine(home, "en", kiosk.identity), "portal").text


def test_a_running_kiosk_says_why_something_waits(kiosk: Kiosk, home: Path):
    finish(kiosk, begin(kiosk))
    found = of(examine(home, "en", kiosk.identity, kiosk.store), "sync")
    assert "1 dossiers wait because the line, or the portal, is away" in found.text


def test_a_damaged_store_that_was_kept_is_told_of(home: Path):
    (home / "set-aside" / "20261123T141502-9f3a").mkdir(parents=True)
    found = next(each for each in examine(home, "en") if "damaged stores are kept" in each.text)
    assert found.level is Level.WARN
    assert "what residents answered" in found.advice


def test_a_store_that_cannot_be_opened_is_told_and_left(home: Path, clock: Clock, portal: Portal):
    Kiosk.open(home, now=clock).close()
    (home / "store.db").write_bytes(b"x" * 8192)
    findings = examine(home, "vi")
    assert of(findings, "store").level is Level.BAD
    assert (home / "store.db").read_bytes() == b"x" * 8192


def test_both_languages_have_the_same_places():
    for case in CASES.values():
        vietnamese = set(re.findall(r"{\w+}", case.vi + case.vi_advice))
        english = set(re.findall(r"{\w+}", case.en + case.en_advice))
        assert vietnamese <= english, case
        assert bool(case.vi_advice) == bool(case.en_advice), case


def test_the_words_are_short_and_kind():
    for case in CASES.values():
        for text in (case.vi, case.en, case.vi_advice, case.en_advice):
            assert not re.search(r"không hợp lệ|lỗi|vui lòng|invalid|please", text, re.IGNORECASE), text
            for sentence in re.split(r"[.:?!]\s", text):
                assert len(sentence.split()) <= 20, sentence
