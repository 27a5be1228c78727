"""Hostile forms, lists and drafts: a clear error or a bounded result, in bounded time and memory, whatever they are.

Each runs in a process that may take a gigabyte and no more. Most have a tenth of the usual allowance of work, so that
the tests are quick; the bound is the same rule.
"""

import json
import subprocess
import sys
from typing import Any

import pytest

from forms.xpath import work
from tests.support.hostile import CASES

# Seconds, on a machine that does other things too.
PATIENCE = 60
MEGABYTES = 700

EXPECTED = {
    "a_hundred_megabytes": "FormTooLarge: form: large.xml is larger than",
    "not_a_file": "FormSyntaxError",
    "a_million_levels": "FormTooLarge",
    "millions_of_elements": "FormTooLarge: form: more than 1000000 elements",
    "a_million_siblings": "FormTooLarge: line 1 <b> of test: more than 100000 nodes",
    "a_hundred_thousand_names": "FormTooLarge: line 1 <b99997> of test: more than 100000 nodes",
    "a_million_attributes": "FormTooLarge",
    "namespaces_without_end": "FormTooLarge: form: more than 2000 declarations of namespaces",
    "controls_without_end": "FormTooLarge: line 1 <input> of /data/a: more than 300000 controls",
    "hidden_in_another_encoding": "FormSyntaxError: form: not XML, or not in UTF-8",
    "millions_of_rows": "FormTooLarge: l.csv: more than 2000000 values",
    "millions_of_columns": "FormTooLarge: l.csv: more than 1000 columns",
    "the_same_list_a_hundred_times": "FormTooLarge: l.csv: more than 2000000 values",
    "geojson_of_nothing": "FormTooLarge: l.geojson: larger than",
    "expressions_without_end": "FormTooLarge: bind /data/b10 calculate: expressions of more than 2000000 characters",
    "parentheses_without_end": "FormTooLarge: bind /data/b0 calculate: nested more than 100 levels",
    "everything_from_everywhere": "TooMuchWork: bind /data/b",
    "everything_in_everything": "TooMuchWork",
    "a_list_in_a_list": "ExpressionError: bind /data/b0 calculate: too much work",
    "lists_compared_with_lists": "",
    "texts_that_grow": "ExpressionError: bind /data/b",
    "texts_side_by_side": "ExpressionError: bind /data/b0 calculate: too much work",
    "digest_of_everything": "ExpressionError: bind /data/b",
    "the_text_of_everything": "ExpressionError: bind /data/b0 calculate: too much work",
    "choices_in_a_long_text": "ExpressionError: bind /data/b0 calculate: too much work",
    "patterns_without_end": "ExpressionError: bind /data/b0 constraint: the regular expression is too much work",
    "one_depends_on_the_next": "done",
    "a_long_circle": "CyclicCalculation: /data/b0: these depend on each other in a circle",
    "a_thousand_million_instances": "done: 1000",
    "repeats_in_repeats_in_repeats": "ExpressionError: repeat /data/r/s jr:count: /data/r/s: more than 100000 nodes",
    "a_count_that_never_rests": "ExpressionError: bind /data/n calculate: a value that never comes to rest",
    "sums_in_every_instance": "ExpressionError: bind /data/r/x",
    "instances_that_look_each_other_up": "ExpressionError: bind /data/r/x calculate: too much work",
    "hundreds_of_long_lists": "done: 60",
    "actions_that_set_each_other_off": "done: ['actions that set each other off without end",
    "choices_that_chase_each_other": "done: ['actions that set each other off without end']",
    "a_draft_of_a_million_instances": "FormTooLarge: draft: more than 300000 elements",
    "a_draft_of_many_instances": "FormTooLarge: draft: more than 100000 nodes",
    "a_draft_of_strangers": "done",
    "a_draft_with_entities": "FormSyntaxError: draft: a document type declaration is not allowed",
    "a_draft_with_a_long_seed": "done",
    "a_draft_of_thirty_megabytes_in_one_answer": "FormTooLarge: draft",
}
# With all of the allowance, or long by themselves.
SLOW = {"expressions_without_end", "sums_in_every_instance", "everything_from_everywhere", "texts_that_grow"}


def run(name: str, allowance: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.support.hostile", name, str(allowance)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=2 * PATIENCE)
    assert done.returncode == 0, done.stderr[-500:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_every_case_has_its_outcome() -> None:
    assert CASES.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"expressions_without_end"}))
def test_hostile_input_is_bounded(name: str) -> None:
    report = run(name, work.ALLOWANCE // 10)
    assert report["outcome"].startswith(EXPECTED[name])
    assert report["seconds"] < PATIENCE
    assert report["megabytes"] < MEGABYTES


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(SLOW))
def test_hostile_input_is_bounded_with_the_usual_allowance(name: str) -> None:
    report = run(name, work.ALLOWANCE)
    assert report["outcome"].startswith(EXPECTED[name])
    assert report["seconds"] < 2 * PATIENCE
    assert report["megabytes"] < MEGABYTES
