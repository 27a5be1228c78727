"""The form that was open when the kiosk stopped is remembered for half a day, and not after an orderly end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from kiosk.store.store import Store
from kiosk.unfinished import OFFERED_FOR, Unfinished


def test_it_is_remembered_offered_and_forgotten(tmp_path: Path) -> None:
    now = [datetime(2026, 11, 23, 8, 0, tzinfo=UTC)]
    store = Store(tmp_path / "store.db", bytes(32))
    try:
        unfinished = Unfinished(store, lambda: now[0])
        assert unfinished.find() is None
        first, second = uuid4(), uuid4()
        unfinished.note(first)
        unfinished.note(second)
        assert unfinished.find() == second
        now[0] += OFFERED_FOR
        assert unfinished.find() == second
        now[0] += timedelta(seconds=1)
        assert unfinished.find() is None
        # A clock that was set back does not offer yesterday's form either.
        now[0] -= timedelta(days=2)
        assert unfinished.find() is None
        now[0] += timedelta(days=2)
        unfinished.note(first)
        unfinished.forget()
        assert unfinished.find() is None
    finally:
        store.close()
