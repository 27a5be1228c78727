"""When a kiosk has been silent for too long: measured in the hours that its commune is open.

A kiosk looks every two minutes while it is on, and is off at night, at weekends and on holidays. Only hours of opening
on working days count, so that a Monday morning makes no alarm.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from sync.portal.registry.days import calendar
from sync.portal.registry.models import Kiosk, Site

LONGEST = timedelta(days=60)  # nobody counts further back: that is silent in any case
_HOUR = 3600.0


def open_hours(site: Site, since: datetime, now: datetime) -> float:
    """Hours of opening between two moments; those before LONGEST ago are left out."""
    begin, end = timezone.localtime(max(since, now - LONGEST)), timezone.localtime(now)
    seconds, day, days = 0.0, begin.date(), calendar()
    while day <= end.date():
        if days.is_working_day(day):
            # The zone has no summer time.
            first = max(begin, datetime.combine(day, site.opens_at, begin.tzinfo))
            last = min(end, datetime.combine(day, site.closes_at, begin.tzinfo))
            seconds += max(0.0, (last - first).total_seconds())
        day += timedelta(days=1)
    return seconds / _HOUR


def heard_at(kiosk: Kiosk) -> datetime:
    """When it was last heard of; a kiosk that never called was heard of when it joined."""
    return kiosk.last_seen_at or kiosk.enrolled_at


def is_silent(kiosk: Kiosk, now: datetime) -> bool:
    """Whether it was not heard of for longer than its commune allows. kiosk.site is asked."""
    return now - heard_at(kiosk) > LONGEST or open_hours(kiosk.site, heard_at(kiosk), now) > kiosk.site.silent_after
