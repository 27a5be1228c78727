"""The audit shows a change that was made around its triggers."""

from kiosk import audit
from tests.support.kiosks import begin, finish


def test_a_changed_or_missing_row_breaks_the_chain(kiosk):
    finish(kiosk, begin(kiosk))
    for change in ("UPDATE audit SET event = 'nothing' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"):

        def forge(db, change=change):
            db.execute("BEGIN")
            db.execute("DROP TRIGGER audit_no_update")
            db.execute("DROP TRIGGER audit_no_delete")
            db.execute(change)
            found = audit.first_broken(db)
            db.execute("ROLLBACK")
            return found

        assert kiosk.store.call(audit.first_broken) is None
        assert kiosk.store.call(forge) in (3, 4)


def test_it_names_nobody(kiosk):
    draft = begin(kiosk, b"<data><name>CANARY</name></data>")
    finish(kiosk, draft, b"<data><name>CANARY</name></data>")
    assert "CANARY" not in repr(kiosk.store.call(lambda db: db.execute("SELECT * FROM audit").fetchall()))
