"""This engine and JavaRosa give the same on forms and answers made at random.

Compared after each step: relevance, read-only, required, values, constraints, choices; at the end the first problem and
the submission. What the table of departures in docs/forms-engine.md names is evened out or kept out of the forms
(tests/support); every other difference fails, with a smaller script of it for ``python -m forms run``.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.support.form_generator import make_form
from tests.support.javarosa import JavaRosa
from tests.support.javarosa_compare import Counts, Difference, compare_one, compare_script
from tests.support.javarosa_shrink import shrink
from tests.support.xforms import inputs, xform

pytestmark = [pytest.mark.xdist_group("javarosa")]
FORMS = 60
SOAK_FORMS = int(os.environ.get("SOAK_FORMS") or 5000)
# What twice as many forms must have in them, all together, for the comparison to say something.
FEATURES = (
    *("relevant=", "calculate=", "constraint=", "required=", "readonly=", "jr:count=", "jr:template=", "<setvalue"),
    *("jr://file-csv/", "instance('inline')", "jr:itext(itextId)", "randomize(", "<select1", "<select ", "<odk:rank"),
    *("<range", "<trigger", 'type="date"', 'type="dateTime"', 'type="time"', 'type="geopoint"', 'type="decimal"'),
    *("sum(", "count(", "count-non-empty(", "indexed-repeat(", "position(..", "current()/..", "join(", "today()"),
    *("jr:choice-name(", "selected-at(", "count-selected(", "regex(", "checklist(", "format-date(", "coalesce("),
)


def compare_many(java: JavaRosa, seed: int, names: range, folder: Path) -> tuple[Counts, Iterator[str]]:
    """Counts, and what differs, each with the place of its smaller script."""
    counts = Counts()

    def differences() -> Iterator[str]:
        for number in names:
            try:
                compare_one(java, f"{seed}:{number}", folder, counts)
            except Difference as found:
                script = shrink(java, found).save(folder / f"difference-{number}")
                yield (
                    f"form {number} of seed {seed}: {found}\n"
                    f"  python -m forms run {script}\n  python -m tests.support.javarosa {script}"
                )

    return counts, differences()


def test_both_engines_agree_on_forms_made_at_random(java: JavaRosa, seed: int, tmp_path: Path) -> None:
    counts, differences = compare_many(java, seed, range(FORMS), tmp_path)
    assert not list(differences)
    assert counts.refused < FORMS / 10
    assert counts.states > 50 * FORMS
    assert counts.choices > 20 * FORMS


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
def test_both_engines_agree_on_thousands_of_forms(
    java: JavaRosa, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts, differences = compare_many(java, seed, range(SOAK_FORMS), tmp_path)
    found = []
    for difference in differences:
        found.append(difference)
        with capsys.disabled():
            print(f"\n{difference}")
    with capsys.disabled():
        print(f"\n{counts}")
    assert not found


def test_the_forms_have_everything_in_them(seed: int) -> None:
    forms = "".join(make_form(Random(f"{seed}:{number}")).xml for number in range(2 * FORMS))
    assert [feature for feature in FEATURES if feature not in forms] == []


def test_the_same_seed_makes_the_same_form(seed: int) -> None:
    assert make_form(Random(f"{seed}:1")) == make_form(Random(f"{seed}:1"))


def test_a_difference_is_found_and_made_smaller(java: JavaRosa, tmp_path: Path) -> None:
    """A row of the table that nothing evens out: a boolean stored by JavaRosa is 1."""
    binds = "".join(f"<bind nodeset='/data/a{n}' calculate='/data/b = {n}'/>" for n in range(5))
    form = xform("".join(f"<a{n}/>" for n in range(5)) + "<b/>", binds, inputs("/data/b"))
    steps = [["set", "/data/b", str(n)] for n in range(5)] + [["dump"]]
    script = {"form": form.decode(), "media": str(tmp_path), "language": None, "steps": steps}
    what = compare_script(java, script, {}, Counts())
    assert what == "step 6 dump: /data/a0: value: we 'false', JavaRosa '0'"
    smaller = shrink(java, Difference(what, script))
    assert smaller.script["steps"] == [["dump"]]
    assert len(re.findall("<bind ", smaller.script["form"])) == 1
    assert smaller.save(tmp_path / "saved").exists()
