"""The address of the database: one host or several, as libpq takes them, and told plainly when it cannot be one."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.portal.database import AddressUnusable, settings_of
from sync.portal.options import Options
from sync.portal.server import PortalUnusable, configure


def places(address: str) -> tuple[str, str]:
    made = settings_of(address)
    return made["HOST"], made["PORT"]


@pytest.mark.parametrize(
    ("written", "host", "port"),
    [
        ("db", "db", ""),
        ("db:5433", "db", "5433"),
        ("%2Fvar%2Frun%2Fpostgresql", "/var/run/postgresql", ""),
        ("", "", ""),
        ("[fd00::7]:5433", "fd00::7", "5433"),
        ("a,b,c", "a,b,c", "5432,5432,5432"),
        ("a:5433,b,[fd00::7]:5434", "a,b,fd00::7", "5433,5432,5434"),
    ],
)
def test_hosts_are_read_as_libpq_takes_them(written: str, host: str, port: str) -> None:
    assert places(f"postgresql://portal@{written}/portal") == (host, port)


def test_of_several_hosts_the_one_that_can_be_written_to_is_looked_for() -> None:
    made = settings_of("postgresql://portal:m%40t@a,b:5433/ho-so")
    assert (made["USER"], made["PASSWORD"], made["NAME"]) == ("portal", "m@t", "ho-so")
    assert made["OPTIONS"]["target_session_attrs"] == "read-write"
    assert 0 < made["OPTIONS"]["connect_timeout"] <= 10
    assert "target_session_attrs" not in settings_of("postgresql://portal@a/portal")["OPTIONS"]


def test_what_is_written_in_the_address_wins() -> None:
    options = settings_of("postgresql://portal@a,b/p?connect_timeout=2&sslmode=verify-full")["OPTIONS"]
    assert (options["connect_timeout"], options["sslmode"]) == (2, "verify-full")


def test_the_embedded_database_keeps_what_it_promised() -> None:
    made = settings_of("sqlite:////srv/portal/portal.sqlite3")
    assert made["NAME"] == "/srv/portal/portal.sqlite3"
    assert "synchronous=FULL" in made["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    "address",
    [
        "mysql://portal@a/portal",
        "portal",
        "postgresql://portal@a:port/portal",
        "postgresql://portal@a:5432:5433/portal",
        "postgresql://portal@a:0,b/portal",
        "postgresql://portal@a,,b/portal",
        "postgresql://portal@a:,b/portal",
        "postgresql://portal@[fd00::7,b/portal",
    ],
)
def test_what_cannot_be_one_is_told_in_one_line(address: str) -> None:
    with pytest.raises(AddressUnusable, match=r"^[^\n]+$"):
        settings_of(address)


def test_it_is_told_before_anything_begins(tmp_path: Path) -> None:
    with pytest.raises(PortalUnusable, match="not known here"):
        configure(Options(tmp_path, database="mysql://portal:mat-khau@a/portal"))


@given(st.text(max_size=40))
def test_no_address_ends_otherwise(netloc: str) -> None:
    made = {"PORT": "", "HOST": ""}
    with contextlib.suppress(AddressUnusable):
        made = settings_of(f"postgresql://{netloc}/portal")
    assert made["PORT"].count(",") in {0, made["HOST"].count(",")}
