"""A keystroke is answered before the next one comes, over as many procedures as a city has."""

import random
import time
from statistics import median

import pytest

from forms.knowledge.by_names import by_names
from forms.knowledge.catalogue import Card, Level, Place, cards
from forms.knowledge.spelling import bare, words_of
from kiosk.app import Kiosk
from kiosk.catalogue.finding import Finder

CARDS = 2300
BOUND_MS = 20.0
QUESTIONS = (
    "làm giấy khai sinh cho cháu",
    "dang ky tam tru",
    "sổ đỏ bị rách cần đổi",
    "xin giấy chứng nhận",
    "thue dat",
)


def many_cards() -> tuple[Card, ...]:
    """The real ones, and synthetic ones made of their words, until there are as many as Đà Nẵng had."""
    chance, real = random.Random(4), cards()
    words = [word for card in real for word in card.title.split()]
    made = [
        Card(
            f"8.{number:06}",
            " ".join(chance.choices(words, k=18)),
            "",
            "",
            (Level.COMMUNE,),
            "",
            "",
            Place.COMMUNE,
            verified=False,
        )
        for number in range(CARDS - len(real))
    ]
    return (*real, *made)


def plain_scan(texts: list[str], question: str) -> int:
    """What a program without an index does at each keystroke: fold and compare every text."""
    asked = [bare(word) for word in words_of(question)]
    return sum(all(word in {bare(each) for each in words_of(text)} for word in asked) for text in texts)


@pytest.mark.bench
def test_a_keystroke_over_2300_procedures(kiosk: Kiosk, capsys: pytest.CaptureFixture[str]) -> None:
    known = many_cards()
    begun = time.perf_counter()
    finder = Finder(kiosk.catalogue.packs(), known, by_names())
    built = time.perf_counter() - begun
    typed = [question[:end] for question in QUESTIONS for end in range(1, len(question) + 1)]
    took = []
    for each in typed:
        begun = time.perf_counter()
        finder.search(each, 24)
        took.append((time.perf_counter() - begun) * 1000)
    texts = [f"{card.title} {card.plain}" for card in known]
    begun = time.perf_counter()
    for question in QUESTIONS:
        plain_scan(texts, question)
    scan = (time.perf_counter() - begun) * 1000 / len(QUESTIONS)
    with capsys.disabled():
        print(
            f"\nsearch over {len(known)} procedures: {median(took):.2f} ms a keystroke, {max(took):.2f} ms at most, "
            f"{scan / median(took):.0f} times as fast as a plain scan ({scan:.0f} ms); made in {built * 1000:.0f} ms"
        )
    assert median(took) < BOUND_MS
    assert max(took) < 2 * BOUND_MS
