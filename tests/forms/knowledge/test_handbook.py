"""The volunteer's handbook: the program's own can be read aloud, what comes over the line is checked in full."""

import re

import pytest

from forms.errors import KnowledgeError
from forms.knowledge.handbook import MAX_PARAGRAPHS, handbook, read_handbook

GOOD = '[[chapters]]\nvi = "Máy"\nen = "Machine"\n[[chapters.entries]]\nvi = "Sao?"\nen = "Why?"\n'
TEXT = 'text = [{ vi = "Vì thế.", en = "Because." }]\n'


def test_the_programs_own_is_short_and_in_words_that_people_use():
    assert len(handbook()) >= 4
    for chapter in handbook():
        for entry in chapter.entries:
            for words in entry.paragraphs:
                for sentence in re.split(r"(?<=[.?!:])\s", words.vi):
                    assert len(sentence.split()) <= 30, sentence
                assert not re.search("không hợp lệ|vui lòng|lỗi|tình nguyện viên", words.vi.lower()), words.vi


def test_a_newer_one_is_read():
    (chapter,) = read_handbook((GOOD + TEXT).encode())
    (entry,) = chapter.entries
    assert (entry.title.in_language("vi"), entry.paragraphs[0].in_language("en")) == ("Sao?", "Because.")
    assert not entry.verified


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "no chapter"),
        ("chapters = 1", "chapters"),
        ('[[chapters]]\nvi = "Máy"\nen = "Machine"\n', "entries"),
        (GOOD, "entry has text"),
        (GOOD + "text = []", "entry has text"),
        (GOOD + 'text = [{ vi = "Vì thế." }]', "chapter 1, entry 1, paragraph 1"),
        (GOOD + 'text = [{ vi = "a\\u0007", en = "a" }]', "one line"),
        (GOOD + 'text = [{ vi = "' + "a" * 601 + '", en = "a" }]', "600"),
        (GOOD + "text = [" + '{ vi = "a", en = "a" },' * (MAX_PARAGRAPHS + 1) + "]", "text"),
        (GOOD + TEXT + "verified = 1", "verified"),
        ("[[chapters]", "TOML"),
        ("#" * 600_000, "too large"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_place(text: str, names: str):
    with pytest.raises(KnowledgeError, match=names):
        read_handbook(text.encode())
