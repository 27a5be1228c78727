"""A network that comes back is noticed: by the kernel's tables as they stand, and by the sending."""

from pathlib import Path

import pytest

from kiosk.network import NetworkWatch

HEAD = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
LOCAL = "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
OUT = "{name}\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
ZEROS = "0" * 32
V6_OUT = f"{ZEROS} 00 {ZEROS} 00 fd{'0' * 29}1 00000400 00000003 00000000 00000003     {{name}}\n"
# Every kernel has this one: nothing is reached that way.
V6_NONE = f"{ZEROS} 00 {ZEROS} 00 {ZEROS} ffffffff 00000001 00000000 00200200       lo\n"


class Tables:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.watch = NetworkWatch(folder, folder)
        self.show()

    def show(self, v4: str = "", v6: str = V6_NONE, **interfaces: str) -> None:
        (self.folder / "route").write_text(HEAD + LOCAL + v4)
        (self.folder / "ipv6_route").write_text(v6)
        for name, state in interfaces.items():
            (self.folder / name).mkdir(exist_ok=True)
            (self.folder / name / "operstate").write_text(f"{state}\n")


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(tmp_path)


@pytest.mark.parametrize(
    ("v4", "v6", "state", "connected"),
    [
        ("", V6_NONE, "up", False),
        (OUT.format(name="eth0"), V6_NONE, "up", True),
        (OUT.format(name="eth0"), V6_NONE, "down", False),
        (OUT.format(name="ppp0"), V6_NONE, "unknown", True),
        ("", V6_OUT.format(name="eth0"), "up", True),
        (OUT.format(name="eth0").replace("0003", "0002"), V6_NONE, "up", False),
    ],
)
def test_a_way_out_is_a_default_route_over_something_that_is_not_down(
    tables: Tables, v4: str, v6: str, state: str, connected: bool
) -> None:
    tables.show(v4, v6, eth0=state, ppp0=state)
    assert tables.watch.is_connected() is connected


def test_only_the_moment_of_coming_back_counts(tables: Tables) -> None:
    out = OUT.format(name="eth0")
    seen = []
    for v4, state in (("", "up"), (out, "up"), (out, "up"), (out, "down"), (out, "up"), ("", "up"), (out, "up")):
        tables.show(v4, eth0=state)
        seen.append(tables.watch.came_back())
    assert seen == [False, True, False, False, True, False, True]


def test_a_kiosk_that_is_switched_on_with_a_network_is_not_told_that_it_came_back(tables: Tables) -> None:
    tables.show(OUT.format(name="eth0"), eth0="up")
    assert not tables.watch.came_back()


def test_a_kernel_that_does_not_tell_counts_as_connected(tmp_path: Path) -> None:
    watch = NetworkWatch(tmp_path / "none", tmp_path)
    assert watch.is_connected()
    assert not watch.came_back()


def test_this_machines_own_tables_can_be_read() -> None:
    assert NetworkWatch().is_connected() in (True, False)
