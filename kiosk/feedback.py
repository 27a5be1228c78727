"""What residents thought of it: one of five faces and, if they like, some words. Kept apart from every dossier.

No dossier, no code, no exact time: a row knows the day and the language. It is told to the portal only together with
others (five, or at the latest the next day), in an order drawn by lot, so that nobody can count back whose it was.
"""

import random
import unicodedata
from functools import partial

from kiosk.notices import Notices
from kiosk.store.driver import Database
from kiosk.store.store import Store
from kiosk.types import Clock, utc_now
from sync.protocol.encoding import to_instant

FACES = (1, 2, 3, 4, 5)
"""From very bad to very good."""
LONGEST = 500
TOGETHER = 5
_KEPT_DAYS = 30


class Feedback:
    """The answers of this kiosk. Every method may be called from any thread."""

    def __init__(self, store: Store, notices: Notices, now: Clock = utc_now) -> None:
        self._store = store
        self._notices = notices
        self._now = now

    def give(self, face: int, words: str = "", language: str = "vi") -> None:
        """Keep an answer. words: at most 500 letters, the rest is cut. Raises ValueError for another face."""
        if face not in FACES:
            raise ValueError("a face is 1 to 5")
        said = "".join(each if each.isprintable() else " " for each in unicodedata.normalize("NFC", words))
        row = [face, said.strip()[:LONGEST], language[:8], self._day()]
        # The row id is drawn too: it would tell the order.
        self._store.call(
            lambda db: db.execute(
                "INSERT INTO feedback (id, face, words, language, day) VALUES (?, ?, ?, ?, ?)",
                [random.SystemRandom().getrandbits(52), *row],
            )
        )
        self.hand_over()

    def hand_over(self) -> int:
        """Tell the portal what may go; returns how many went. Cheap when there is nothing."""
        today = self._day()

        def due(db: Database) -> list[tuple[int, int, str, str, str]]:
            rows = db.execute(
                "SELECT id, face, words, language, day FROM feedback WHERE NOT told ORDER BY id"
            ).fetchall()
            return list(rows) if len(rows) >= TOGETHER or any(row[4] != today for row in rows) else []

        rows = self._store.call(due)
        for row_id, face, words, language, day in rows:
            self._notices.add("feedback", {"face": face, "words": words, "language": language, "day": day})
            self._store.call(partial(_mark_told, row_id=row_id))
        if rows:
            self._forget_old()
        return len(rows)

    def counts(self) -> dict[int, int]:
        """How often each face was chosen lately, for the staff area."""
        rows = self._store.call(lambda db: db.execute("SELECT face, count(*) FROM feedback GROUP BY face").fetchall())
        return dict.fromkeys(FACES, 0) | dict(rows)

    def _forget_old(self) -> None:
        oldest = to_instant(self._now())[:10]

        def write(db: Database) -> None:
            db.execute("DELETE FROM feedback WHERE told AND julianday(?) - julianday(day) > ?", [oldest, _KEPT_DAYS])

        self._store.transaction(write)

    def _day(self) -> str:
        return to_instant(self._now())[:10]


def _mark_told(db: Database, row_id: int) -> None:
    db.execute("UPDATE feedback SET told = 1 WHERE id = ?", [row_id])
