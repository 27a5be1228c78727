"""The tables that every pack shares: provinces, communes, ethnic groups, dates in words.

They are CSV in the columns an XLSForm expects of a file of choices (``name`` is the stored value, ``label`` what is
shown), so that a form names them with ``select_one_from_file communes.csv`` and ODK Collect can use the same file.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.knowledge.working_days import calendar_table

HERE = Path(__file__).parent
WORKING_DAYS = "working_days.csv"
SHARED_MEDIA = ("provinces.csv", "communes.csv", "ethnic_groups.csv", "date_words.csv", WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Province:
    """code: two digits of the General Statistics Office; name with its kind, "Tỉnh Lâm Đồng"."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Commune:
    """code: five digits; name with its kind, "Phường Hồng Hà"; kind: phường, xã or đặc khu; province: its code."""

    code: str
    name: str
    kind: str
    province: str


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    """code: two digits of the official list of 54; other_names: what else people call it."""

    code: str
    name: str
    other_names: tuple[str, ...]


@cache
def shared_media() -> dict[str, bytes]:
    """The shared tables as files, by the name a form uses."""
    files = {name: (HERE / name).read_bytes() for name in SHARED_MEDIA if name != WORKING_DAYS}
    return {**files, WORKING_DAYS: calendar_table()}


@cache
def provinces() -> tuple[Province, ...]:
    """The 34 provinces and cities since 1 July 2025, by code."""
    return tuple(Province(row["name"], row["label"]) for row in _rows("provinces.csv"))


@cache
def communes() -> tuple[Commune, ...]:
    """The 3,321 communes, wards and special zones since 1 July 2025, by province, then by name without its kind."""
    return tuple(Commune(row["name"], row["label"], row["type"], row["province"]) for row in _rows("communes.csv"))


@cache
def commune(code: str) -> Commune:
    """Raises KeyError when there is no such commune."""
    return _commune_index()[code]


@cache
def province(code: str) -> Province:
    """Raises KeyError when there is no such province."""
    return {row.code: row for row in provinces()}[code]


@cache
def ethnic_groups() -> tuple[EthnicGroup, ...]:
    """The 54 ethnic groups, in the order of the official list (Decision 121-TCTK/PPCĐ of 1979)."""
    return tuple(
        EthnicGroup(row["name"], row["label"], tuple(filter(None, row["other_names"].split(";"))))
        for row in _rows("ethnic_groups.csv")
    )


def place_properties(site: str) -> dict[str, str]:
    """What a form's environment should know of the place it is filled in at (Environment.properties).

    site: the code of the kiosk's site. When it is a commune's, forms begin with that commune as the one they go to;
    of any other site nothing is known.
    """
    found = _commune_index().get(site)
    return {"province": found.province, "commune": found.code} if found else {}


@cache
def _commune_index() -> dict[str, Commune]:
    return {row.code: row for row in communes()}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shared_media()[name].decode())))
