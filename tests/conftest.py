"""What every test gets: Qt offscreen, a home that is not the developer's, and seeds that are printed."""

import os
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler.loadscope import LoadScopeScheduling
    from xdist.workermanage import WorkerController

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Each worker, and each of the many programs that tests start, would compile the sources anew: a third of the run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, default=None, help="seed for the random tests (printed at the start)")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--seed") is None:
        config.option.seed = int(os.environ.get("TEST_SEED") or random.SystemRandom().randrange(1 << 32))
        os.environ["TEST_SEED"] = str(config.option.seed)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first: begun last, it would be waited for while the other workers have nothing to do."""
    items.sort(key=_seconds, reverse=True)


def _seconds(item: pytest.Item) -> int:
    marker = item.get_closest_marker("long")
    return marker.args[0] if marker is not None else 0


_groups = pytest.StashKey[Path]()


def _file_of_groups(config: pytest.Config) -> Path:
    if _groups not in config.stash:
        folder = tempfile.TemporaryDirectory(prefix="test-groups-")
        config.add_cleanup(folder.cleanup)
        config.stash[_groups] = Path(folder.name) / "groups.json"
    return config.stash[_groups]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerController") -> None:
    """Tell a worker where to write down the groups of tests."""
    node.workerinput["groups"] = str(_file_of_groups(node.config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """In a worker: before it says that it has collected."""
    if (told := getattr(session.config, "workerinput", {}).get("groups")) is not None:
        from tests.support.scheduling import write_groups

        write_groups(session.items, Path(told))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadScopeScheduling | None":
    """Instead of xdist's own loadgroup; see tests/support/scheduling.py."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from tests.support.scheduling import GroupScheduling

    return GroupScheduling(config, log, _file_of_groups(config))


def pytest_report_header(config: pytest.Config) -> str:
    return f"seed: {config.getoption('--seed')} (repeat with --seed)"


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The seed of this run."""
    value = request.config.getoption("--seed")
    assert isinstance(value, int)
    return value


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    # No scanner of the developer's either: looking for one takes seconds, and asks the network.
    monkeypatch.setenv("SANE_CONFIG_DIR", str(home))
