"""Which procedures this kiosk has: how old they are, why they are not newer, and where they go besides the portal."""

from datetime import datetime, timedelta

from kiosk import foreign
from kiosk.catalogue.updates import Standing, standing
from kiosk.doctor.finding import Finding
from kiosk.doctor.words import finding
from kiosk.store.driver import Database
from kiosk.store.store import Store
from sync.openrosa import queue

OLD = timedelta(days=7)
_DAY = "%d/%m/%Y"
# Those of sync.catalogue.client that have a sentence of their own; any other means that somebody else made it.
_OWN_SENTENCE = frozenset({"out-of-date", "not-published"})


def examine_store(store: Store, now: datetime, language: str) -> list[Finding]:
    """What the store of a kiosk tells about its procedures."""
    return store.call(lambda db: [*examine_catalogue(standing(db), now, language), *examine_server(db, language)])


def examine_catalogue(found: Standing, now: datetime, language: str) -> list[Finding]:
    """In one sentence: how new the procedures are and, when they are not, why; then each file that was refused."""
    published = f"{found.published.astimezone():{_DAY}}" if found.published else "–"
    files = [finding("catalogue.file", language, name=name, why=why) for name, why in found.refused]
    if found.trouble:
        case = found.trouble if found.trouble in _OWN_SENTENCE else "forged"
        return [finding(f"catalogue.{case}", language, published=published, why=found.trouble), *files]
    if found.verified is None:
        return [finding("catalogue.own", language), *files]
    age = now - found.verified
    if age > OLD:
        return [finding("catalogue.old", language, published=published, days=age.days), *files]
    checked = f"{found.verified.astimezone():{_DAY} %H:%M}"
    return [finding("catalogue.ok", language, published=published, checked=checked), *files]


def examine_server(db: Database, language: str) -> list[Finding]:
    """The server of another kind; nothing when none is connected."""
    server = foreign.destination(db)
    if server is None:
        return []
    routes = foreign.routes(db)
    amiss = [route.procedure for route in routes if not route.fit.takes]
    waiting = queue.counts(db, server.name)
    found = [finding("server.ok", language, count=len(routes), name=server.name)]
    if waiting.waiting or waiting.parked:
        count = waiting.waiting + waiting.parked
        found = [finding("server.waiting", language, count=count, name=server.name)]
    if amiss:
        found.append(finding("server.amiss", language, name=server.name, codes=", ".join(amiss)))
    return found
