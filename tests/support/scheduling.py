"""Tests of one xdist_group run in one worker, one after the other.

xdist 3.8 has ``--dist loadgroup`` for that, but tells the groups by a suffix of the tests' ids, which pytest 9.2 no
longer lets it write: each worker started every portal, print service and Java. So the workers write down which group a
test is of, and the scheduler reads it.
"""

import json
import os
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler.loadscope import LoadScopeScheduling


def group_of(item: pytest.Item) -> str:
    """The name of its group, "" when it has none."""
    marker = item.get_closest_marker("xdist_group")
    return str(marker.args[0]) if marker is not None and marker.args else ""


def write_groups(items: list[pytest.Item], path: Path) -> None:
    """The groups by the tests' ids. All workers have the same tests, and write the same."""
    groups = {item.nodeid: group for item in items if (group := group_of(item))}
    passing = path.with_name(f"{path.name}.{os.getpid()}")
    passing.write_text(json.dumps(groups), encoding="utf-8")
    passing.replace(path)


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out groups, the largest first, and then tests without one, in their order."""

    def __init__(self, config: pytest.Config, log: Producer | None, path: Path) -> None:
        super().__init__(config, log)
        self._path = path
        self._groups: dict[str, str] | None = None

    def _split_scope(self, nodeid: str) -> str:
        if self._groups is None:
            self._groups = json.loads(self._path.read_text(encoding="utf-8"))
        return self._groups.get(nodeid, nodeid)
