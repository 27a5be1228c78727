"""Two portals that run, one for each database; tests make their own kiosks and dossiers in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import postgres
from tests.support.portal import OTHER_SITE, PASSWORD, SITE, Kiosk, Officer, Portal, enrolled

_BY_THEMSELVES = frozenset({"test_browser", "test_released"})  # long, and content with any portal


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread over the workers by what they need: each portal, and the cluster, is started by one of them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(f"portal-{_group(item)}"))


def _group(item: pytest.Item) -> str:
    stem, called = item.path.stem, getattr(item, "callspec", None)
    database = called.params.get("portal", called.params.get("engine")) if called is not None else None
    if database == "postgresql" or "cluster" in getattr(item, "fixturenames", ()):
        return "postgresql"
    return "sqlite" if database is not None and stem not in _BY_THEMSELVES else stem


def _portal(tmp_path_factory: pytest.TempPathFactory, database: str) -> Iterator[Portal]:
    portal = Portal(tmp_path_factory.mktemp("portal") / "data", database, webhook_networks=["127.0.0.0/8"])
    try:
        contacts = {"address": "Số 1 đường Chính", "phone": "0263 000 000", "opening_hours": "7:30–17:00"}
        portal.do("add_site", SITE, "Xã Đạ Một", **contacts)
        portal.do("add_site", OTHER_SITE, "Xã Đạ Hai")
        portal.do("add_officer", "lan", "Lê Thị Lan", SITE, PASSWORD)
        portal.do("add_officer", "hoa", "Hồ Thị Hoa", SITE, PASSWORD)
        portal.do("add_officer", "khac", "Người Xã Khác", OTHER_SITE, PASSWORD)
        yield portal
    finally:
        assert portal.stop() == 0


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of our own."""
    if not postgres.is_there():
        pytest.skip("PostgreSQL's server is not installed")
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def portal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal on each database, with two communes and their officers."""
    url = ""
    if request.param == "postgresql":
        running: postgres.Cluster = request.getfixturevalue("cluster")
        url = running.new_database("portal")
    yield from _portal(tmp_path_factory, url)


@pytest.fixture(scope="module")
def own_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """One of the module's own, for what would disturb other tests."""
    yield from _portal(tmp_path_factory, "")


@pytest.fixture(scope="session")
def kiosk(portal: Portal) -> Kiosk:
    """A kiosk of the first commune."""
    return enrolled(portal)


@pytest.fixture(scope="session")
def officer(portal: Portal) -> Officer:
    """An officer of the first commune, logged in."""
    someone = Officer(portal, "lan")
    assert someone.login().status_code == 302
    return someone
