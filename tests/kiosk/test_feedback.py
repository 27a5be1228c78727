"""Feedback is kept apart from dossiers and goes up in company only."""

import pytest

from kiosk.app import Kiosk
from tests.support.kiosks import Clock
from tests.support.told import told


def test_one_answer_alone_stays_here_and_five_go_together(kiosk: Kiosk) -> None:
    for face in (5, 4, 5, 3):
        kiosk.feedback.give(face)
    assert told(kiosk, "feedback") == []
    kiosk.feedback.give(1, "Chữ hơi nhỏ", "vi")
    bodies = told(kiosk, "feedback")
    assert sorted(body["face"] for body in bodies) == [1, 3, 4, 5, 5]
    assert set(bodies[0]) == {"face", "words", "language", "day"}
    assert kiosk.feedback.hand_over() == 0
    assert kiosk.feedback.counts() == {1: 1, 2: 0, 3: 1, 4: 1, 5: 2}


def test_the_next_day_a_single_one_goes_too(kiosk: Kiosk, clock: Clock) -> None:
    kiosk.feedback.give(5)
    assert kiosk.feedback.hand_over() == 0
    clock.forward(days=1)
    assert kiosk.feedback.hand_over() == 1
    assert kiosk.feedback.hand_over() == 0


def test_words_are_bounded_and_plain(kiosk: Kiosk, clock: Clock) -> None:
    kiosk.feedback.give(2, "một\nhai\x00ba\u202e" + "x" * 9000)
    clock.forward(days=1)
    kiosk.feedback.hand_over()
    (body,) = told(kiosk, "feedback")
    words = str(body["words"])
    assert words.startswith("một hai ba x")
    assert len(words) == 500
    with pytest.raises(ValueError, match="face"):
        kiosk.feedback.give(6)


def test_nothing_says_whose_it_was(kiosk: Kiosk) -> None:
    columns = kiosk.store.call(
        lambda db: [row[1] for row in db.execute("SELECT * FROM pragma_table_info('feedback')").fetchall()]
    )
    assert columns == ["id", "face", "words", "language", "day", "told"]
    kiosk.feedback.give(3)
    kiosk.feedback.give(4)
    ids = kiosk.store.call(lambda db: [row[0] for row in db.execute("SELECT id FROM feedback").fetchall()])
    assert min(ids) > 2
