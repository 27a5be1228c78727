"""A model portal behind a real socket, a fault proxy before it, and a kiosk that talks to it."""

import threading

import pytest

from sync.transport import Pace, Transport
from tests.support.fault_proxy import fault_proxy
from tests.support.http_portal import served
from tests.support.model_portal import TOKEN, ModelPortal
from tests.support.revisions import KioskKeys
from tests.support.sync_kiosk import SyncKiosk

# Silence is told after five seconds: a busy machine may take two for an answer.
QUICK = Pace(connect=5, read=5, patience=12, slowest=1 << 20)


@pytest.fixture(autouse=True)
def _no_dangling_threads():
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert not left, f"still running: {left}"


@pytest.fixture(autouse=True)
def _no_proxy_of_the_developers(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def portal():
    return ModelPortal(KioskKeys())


@pytest.fixture
def address(portal):
    def handle(*request):
        return portal.handle(*request)

    with served(handle) as url:
        yield url


@pytest.fixture
def proxy(address):
    with fault_proxy(address) as between:
        yield between


@pytest.fixture
def transport(portal, proxy):
    """To the portal, through the fault proxy."""
    made = Transport(proxy.address, TOKEN, portal.sign_key.verify_key, pace=QUICK)
    yield made
    made.close()


@pytest.fixture
def kiosk(tmp_path, portal, transport, seed):
    """A kiosk on real sockets."""
    made = SyncKiosk(tmp_path / "kiosk.db", portal.kiosk, portal.public_keys, transport, seed=seed)
    yield made
    made.close()
