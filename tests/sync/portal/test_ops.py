"""The files in docs/ops start a portal with options that it has, in folders that they themselves open to it."""

import re
import shlex
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import psycopg
import pytest

from sync.portal.database import settings_of
from tests.support import postgres
from tests.support.portal import ROOT
from ui.cli import make_parser

OPS = ROOT / "docs" / "ops"
UNIT = (OPS / "portal.service").read_text()


def read(words: list[str]) -> Namespace:
    """As the program itself reads its command line; argparse ends the test where it would end the program."""
    assert Path(words[0]).name == "kiosk"
    return make_parser().parse_args(words[1:])


def unit_command() -> str:
    found = re.search(r"^ExecStart=((?:.*\\\n)*.*)$", UNIT, re.MULTILINE)
    assert found is not None
    return found[1].replace("\\\n", " ").replace("%%", "%")


def compose_command() -> list[str]:
    text = (OPS / "compose.yaml").read_text().partition("\n  portal:\n")[2]
    found = re.search(r"^    command:\n((?:      .*\n)+)", text, re.MULTILINE)
    assert found is not None
    return re.findall(r"^      - (.+)$", found[1], re.MULTILINE)


def test_the_unit_gives_options_that_there_are_and_a_folder_that_it_opens() -> None:
    asked = read(shlex.split(unit_command()))
    assert str(asked.data) in re.findall(r"^ReadWritePaths=(.+)$", UNIT, re.MULTILINE)
    assert (asked.host, asked.behind_proxy) == ("127.0.0.1", "127.0.0.1")


def test_what_the_unit_says_of_postgresql_can_be_added_to_it() -> None:
    found = re.search(r"^# With PostgreSQL: (--database \S+ --workers \d+)", UNIT, re.MULTILINE)
    assert found is not None
    asked = read([*shlex.split(unit_command()), *shlex.split(found[1].replace("%%", "%"))])
    assert settings_of(asked.database)["HOST"] == "/var/run/postgresql"


def test_the_compose_file_gives_options_that_there_are_and_the_sockets_of_its_database() -> None:
    asked = read(compose_command())
    assert settings_of(asked.database)["HOST"] == "/var/run/postgresql"
    text = (OPS / "compose.yaml").read_text()
    assert f"- data:{asked.data}" in text
    assert f"gateway: {asked.behind_proxy}" in text


@pytest.mark.parametrize("guide", ["operations.md", "portal.md"])
def test_the_guides_commands_are_commands(guide: str) -> None:
    """Every line that begins with the program's name."""
    text = (ROOT / "docs" / guide).read_text().replace("\\\n", " ")
    lines = re.findall(r"^(kiosk portal .+)$", text, re.MULTILINE)
    assert lines
    for line in lines:
        read(shlex.split(line.replace("…", "")))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="not installed: systemd")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """With a program that is there: the guide's is not installed here."""
    (tmp_path / "portal.service").write_text(UNIT.replace("/opt/portal/bin/kiosk", sys.executable))
    command = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(tmp_path / "portal.service")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_tables_that_grow_could_be_split_by_site_but_for_one_constraint(cluster: postgres.Cluster) -> None:
    """What the guide says of Citus: a distributed table's keys have its column, and it refers to small tables alone."""
    small = {"apitoken", "enrolmentcode", "kiosk", "membership", "phonegate", "silence", "site", "officer", "webhook"}
    with psycopg.connect(cluster.new_database("by-site")) as server:
        keys = server.execute(
            "SELECT t.relname, i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid "
            "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = t.oid "
            "WHERE x.indisunique AND a.attname = 'site_id'"
        ).fetchall()
        references = server.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
        ).fetchall()
    grow = {str(table) for table, _, _ in keys} - {f"registry_{name}" for name in small}
    assert {"registry_dossier", "registry_revision", "registry_event", "registry_auditentry"} <= grow
    across = [index for table, index, definition in keys if table in grow and "site_id" not in definition]
    assert across == ["registry_revision_everywhere"]
    assert {to for table, to in references if table in grow} <= {f"registry_{name}" for name in small}
