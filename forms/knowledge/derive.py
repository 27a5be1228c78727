"""Makes communes.csv and provinces.csv from the wheel of PyPI's ``vietnamadminunits`` (MIT).

Run it again when the administrative map changes:

    pip download --no-deps vietnamadminunits==1.0.4 -d /tmp/units
    python -m forms.knowledge.derive /tmp/units/vietnamadminunits-1.0.4-py3-none-any.whl

It also writes date_words.csv, so that a form can say a date in words without a function of its own. Only the official
code, name, kind and province of each unit are taken; coordinates and search keys are left out.
"""

import csv
import json
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from forms.knowledge.text import day_in_words, fold, month_in_words, year_in_words

HERE = Path(__file__).parent
SOURCE = "vietnamadminunits/data/parser_from_2025.json"
YEARS = range(1900, 2100)


def derive(wheel: Path, into: Path = HERE) -> None:
    """Write the three tables. Raises KeyError when the wheel has no table of the 2025 units."""
    with zipfile.ZipFile(wheel) as archive:
        source = json.loads(archive.read(SOURCE))
    provinces = {row["provinceCode"]: _clean(row["province"]) for row in source["DICT_PROVINCE"].values()}
    _write(into / "provinces.csv", ("name", "label"), sorted(provinces.items()))
    _write(into / "communes.csv", ("name", "label", "type", "province"), sorted(_communes(source), key=_by_name))
    _write(into / "date_words.csv", ("name", "label"), _date_words())


def _communes(source: dict[str, dict[str, dict[str, dict[str, str]]]]) -> Iterable[tuple[str, str, str, str]]:
    codes = {key: row["provinceCode"] for key, row in source["DICT_PROVINCE"].items()}
    seen = set()
    # Communes whose names differ only in accents are in the second table.
    for table in ("DICT_PROVINCE_WARD_NO_ACCENTED", "DICT_PROVINCE_WARD_ACCENTED"):
        for province, wards in source[table].items():
            for row in wards.values():
                if row["wardCode"] not in seen:
                    seen.add(row["wardCode"])
                    yield row["wardCode"], _clean(row["ward"]), _clean(row["wardType"]).lower(), codes[province]


def _by_name(row: tuple[str, str, str, str]) -> tuple[str, str, str]:
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
