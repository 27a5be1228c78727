"""Leases and counts that workers share, on both databases."""

from tests.support.portal import Portal


def test_one_of_two_workers_has_a_lease(portal: Portal) -> None:
    assert portal.do("hold", "a job", "first", 60)
    assert not portal.do("hold", "a job", "second", 60)
    assert portal.do("hold", "a job", "first", 60)  # renewed
    portal.do("release", "a job", "second")  # not its own
    assert not portal.do("hold", "a job", "second", 60)
    portal.do("release", "a job", "first")
    assert portal.do("hold", "a job", "second", 60)


def test_a_lease_that_has_ended_is_free(portal: Portal) -> None:
    assert portal.do("hold", "a short job", "first", -1)
    assert portal.do("hold", "a short job", "second", 60)
    assert not portal.do("hold", "a short job", "first", 60)


def test_what_is_due_is_due_once(portal: Portal) -> None:
    assert [portal.do("due", "hourly", 3600) for _ in range(3)] == [True, False, False]
    assert [portal.do("due", "always", -1) for _ in range(2)] == [True, True]


def test_tries_are_counted_within_a_window(portal: Portal) -> None:
    assert [portal.do("count", "test", "somebody", 60) for _ in range(3)] == [1, 2, 3]
    assert portal.do("count", "test", "somebody else", 60) == 1
    assert [portal.do("count", "test", "nobody", -1) for _ in range(2)] == [1, 1]  # the window is over at once
    assert portal.do("forget") >= 1
    assert portal.do("count", "test", "somebody", 60) == 4
