"""Whether this machine has a way out at all: a cable that is plugged in again, a modem that has dialled in.

Asked of the kernel's own tables, because nobody tells a service without a desktop. It says nothing about what lies
behind the router: that the portal's answers show.
"""

from pathlib import Path

_TABLES, _INTERFACES = Path("/proc/net"), Path("/sys/class/net")
_UP = 0x1
_DOWN = frozenset({"down", "lowerlayerdown", "notpresent"})
_ZEROS = "0" * 32


class NetworkWatch:
    """Used by one thread. tables, interfaces: where the kernel shows them."""

    def __init__(self, tables: Path = _TABLES, interfaces: Path = _INTERFACES) -> None:
        self._tables = tables
        self._interfaces = interfaces
        self._before = True

    def came_back(self) -> bool:
        """Whether there is a way out that was not there at the last look. At the first look: no."""
        now = self.is_connected()
        before, self._before = self._before, now
        return now and not before

    def is_connected(self) -> bool:
        """Whether a default route leads over an interface that is not down; also where the kernel does not tell."""
        try:
            v4 = self._rows("route")
        except OSError:
            return True
        try:
            v6 = self._rows("ipv6_route")
        except OSError:
            v6 = []  # a kernel without it
        names = {row[0] for row in v4[1:] if len(row) > 7 and row[1] == row[7] == "00000000" and int(row[3], 16) & _UP}
        names |= {
            row[9] for row in v6 if len(row) > 9 and row[0] == _ZEROS and row[1] == "00" and int(row[8], 16) & _UP
        }
        return any(self._works(name) for name in names - {"lo"})

    def _rows(self, name: str) -> list[list[str]]:
        return [line.split() for line in (self._tables / name).read_text().splitlines()]

    def _works(self, name: str) -> bool:
        try:
            return (self._interfaces / name / "operstate").read_text().strip() not in _DOWN
        except OSError:
            return True
