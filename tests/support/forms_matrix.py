"""The feature matrix of the form engine: what it has is read from its code, which test shows it is said here.

``python -m tests.support.forms_matrix`` writes docs/forms-matrix.md anew; tests/forms/test_matrix.py fails when that is
due, when the engine has something that is not here, or when a test named here is not there.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.contract import DataType
from forms.engine.form import MODEL_ELEMENTS
from forms.engine.read_body import CONTROLS, INSIDE_SELECT
from forms.engine.read_model import EVENT_NAMES, EVENTS_KNOWN, PRELOADS, read_bind
from forms.xpath.functions import EAGER, LAZY
from forms.xpath.parser import LEVELS
from forms.xpath.tree import Axis

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "forms-matrix.md"
ENGINE = "tests/forms/engine/"
READ = f"{ENGINE}test_features_read.py::"
LOGIC = f"{ENGINE}test_logic.py::"
REPEATS = f"{ENGINE}test_repeats.py::"
EVENTS = f"{ENGINE}test_events.py::"
CHOICES = f"{ENGINE}test_choices.py::"
EXACT = f"{ENGINE}test_draft_exact.py::"
NEWER = f"{ENGINE}test_newer_form.py::"
SUBMISSION = f"{ENGINE}test_submission.py::"
CASE = "tests/forms/xpath/test_expressions.py::test_expression_means_what_the_specification_says"
REFUSED = f"{ENGINE}test_reading.py::test_an_unsupported_feature_is_refused_by_name_and_place"
NOT_EVALUATED = "tests/forms/xpath/test_expressions.py::test_what_cannot_be_evaluated_is_refused_by_name"
PATTERNS = "tests/forms/xpath/test_patterns.py::test_what_is_not_supported_is_refused_by_name"
PULLDATA = "tests/forms/xpath/test_expressions.py::test_pulldata_and_instance_find_the_row"
SEEDED = f"{CHOICES}test_a_random_order_stays_and_a_seed_decides_it"


@dataclass(frozen=True)
class Section:
    """rows: by feature, the test that shows it; note: by feature, what there is to say."""

    title: str
    column: str
    rows: Mapping[str, str]
    notes: Mapping[str, str]


def _arguments(name: str) -> str:
    declared = EAGER.get(name) or LAZY[name]
    least, most = declared.least, declared.most
    if most is None:
        return f"{least} or more arguments"
    return f"{least} argument{'s' * (least != 1)}" if least == most else f"{least} to {most} arguments"


_FUNCTIONS_ELSEWHERE = {
    "jr:itext": f"{EXACT}test_what_is_computed_from_texts_follows_the_language",
    "jr:choice-name": f"{EXACT}test_what_is_computed_from_texts_follows_the_language",
    "instance": PULLDATA,
    "pulldata": PULLDATA,
    "randomize": SEEDED,
    "current": f"{REPEATS}test_totals_positions_and_running_sums_follow_additions_and_removals",
    "once": f"{LOGIC}test_once_keeps_what_it_gave_first",
    "indexed-repeat": f"{REPEATS}test_totals_positions_and_running_sums_follow_additions_and_removals",
}

_CONTROL = f"{READ}test_a_control_asks_and_its_answer_is_written"
_GROUPS = f"{READ}test_a_group_gathers_and_a_repeat_repeats"
_TEXTS = f"{READ}test_texts_have_forms_media_and_languages"
_LISTS = f"{READ}test_a_list_may_stand_in_the_form_or_beside_it"
_OUTPUTS = f"{READ}test_texts_hold_outputs_in_labels_hints_messages_and_choices"
_ITEMS = f"{READ}test_choices_carry_texts_by_id_and_pictures"
_PRELOAD = f"{LOGIC}test_preloads_come_from_the_environment"
_META = f"{READ}test_meta_may_stand_in_the_namespace_of_openrosa_or_in_none"

_BIND = {
    "id": f"{READ}test_a_control_may_name_its_bind_and_a_group_need_no_node",
    "nodeset": f"{READ}test_references_may_be_relative",
    "ref": f"{LOGIC}test_two_binds_of_a_node_add_up",
    "type": f"{READ}test_a_bind_has_a_type",
    "relevant": f"{LOGIC}test_what_is_relevant_follows_the_answers_through_a_calculate",
    "calculate": f"{LOGIC}test_a_chain_of_calculates_comes_out_in_one_go_whatever_the_order_of_the_binds",
    "readonly": f"{LOGIC}test_read_only_and_relevance_come_down_from_groups",
    "required": f"{LOGIC}test_required_counts_only_where_it_is_relevant",
    "constraint": f"{LOGIC}test_a_value_that_breaks_the_constraint_is_stored_and_reported",
    "jr:constraintMsg": f"{LOGIC}test_a_value_that_breaks_the_constraint_is_stored_and_reported",
    "jr:requiredMsg": f"{LOGIC}test_required_counts_only_where_it_is_relevant",
    "jr:preload": _PRELOAD,
    "jr:preloadParams": _PRELOAD,
}

_ENGINE = {
    "absolute paths in a repeat": f"{REPEATS}test_an_absolute_path_inside_a_repeat_means_the_same_instance",
    "cycles are refused": f"{LOGIC}test_a_circle_is_refused_when_the_form_is_read",
    "relevance before calculate": f"{LOGIC}test_a_value_is_computed_after_the_relevance_it_reads",
    "relevance and readonly inherited": f"{LOGIC}test_read_only_and_relevance_come_down_from_groups",
    "required and constraint only when relevant": f"{LOGIC}test_read_only_and_relevance_come_down_from_groups",
    "an irrelevant answer is kept and not sent": f"{LOGIC}test_an_answer_that_became_irrelevant_is_kept_but_not_seen",
    "recomputation within one instance": f"{REPEATS}test_an_answer_in_one_instance_does_not_touch_the_others",
    "recomputation forgets nothing": f"{EXACT}test_what_was_computed_step_by_step_stays_when_all_is_computed_anew",
    "add and remove instances": f"{REPEATS}test_totals_positions_and_running_sums_follow_additions_and_removals",
    "insert an instance": f"{REPEATS}test_an_instance_put_between_moves_the_others_up",
    "repeats in repeats": f"{REPEATS}test_repeats_inside_repeats_keep_to_their_own",
    "jr:count": f"{REPEATS}test_a_count_grows_and_shrinks_the_repeat",
    "jr:noAddRemove": f"{REPEATS}test_a_repeat_that_is_fixed_takes_no_instances",
    "stale choices": f"{CHOICES}test_an_answer_that_is_no_longer_a_choice_is_taken_back_with_all_that_hangs_on_it",
    "randomize with seed": SEEDED,
    "once": f"{LOGIC}test_once_keeps_what_it_gave_first",
    "texts in values follow the language": f"{EXACT}test_what_is_computed_from_texts_follows_the_language",
}

_WRITE = {
    "instanceID, deprecatedID, instanceName": _META,
    "relevant nodes only": f"{SUBMISSION}test_only_what_is_relevant_is_in_it",
    "names of attachments": f"{READ}test_a_range_and_an_upload_say_their_parameters",
    "namespaces and attributes kept": f"{READ}test_namespaces_and_attributes_of_nodes_are_kept",
    "entities": f"{EVENTS}test_an_entity_gets_its_attributes",
    "drafts exact": f"{EXACT}test_any_visit_to_any_form_comes_back_exactly",
    "drafts in a newer form, with a report": f"{NEWER}test_every_answer_is_in_the_session_or_in_the_report",
    "corrections of a submission": f"{ENGINE}test_draft.py::test_a_submission_can_be_taken_up_again_for_a_correction",
}

_MODEL = {
    "instance": _LISTS,
    "instance: inline": _LISTS,
    "instance: jr://file": _LISTS,
    "instance: jr://file-csv": _LISTS,
    "instance: GeoJSON": _LISTS,
    "instance: jr:template": f"{READ}test_a_template_is_no_instance_and_makes_the_new_ones",
    "bind": f"{READ}test_a_bind_has_a_type",
    "itext": _TEXTS,
    "itext: long, short, guidance": _TEXTS,
    "itext: image, big-image, audio, video": _TEXTS,
    "itext: default": f"{READ}test_the_default_language_is_the_one_that_says_so",
    "setvalue": f"{EVENTS}test_first_load_happens_once_and_not_again_for_a_draft",
    "submission": f"{READ}test_a_form_says_where_to_send_without_being_sent_there",
}

_INSIDE = {
    "label": _TEXTS,
    "hint": _TEXTS,
    "help": f"{READ}test_help_is_guidance",
    "item": _OUTPUTS,
    "itemset": _LISTS,
    "choices": REFUSED,
    "output": _OUTPUTS,
    "value, label with jr:itext(path)": _ITEMS,
    "appearance and unknown attributes": f"{READ}test_appearances_and_unknown_attributes_are_kept",
    "XHTML mark-up": _OUTPUTS,
}

_AXES = {
    Axis.CHILD: CASE,
    Axis.SELF: CASE,
    Axis.PARENT: CASE,
    Axis.ATTRIBUTE: CASE,
    Axis.DESCENDANT: CASE,
    Axis.DESCENDANT_OR_SELF: CASE,
    Axis.ANCESTOR: CASE,
    Axis.ANCESTOR_OR_SELF: CASE,
    Axis.FOLLOWING_SIBLING: CASE,
    Axis.PRECEDING_SIBLING: CASE,
}

# By the message of the refusal, … standing for what it names.
_REFUSED = {
    "setvalue at the event … in the model": REFUSED,
    "setvalue at the event … outside a question": REFUSED,
    "setvalue at the event … outside a repeat": REFUSED,
    "setvalue at the event …": REFUSED,
    "<…> in the model": REFUSED,
    "<…> in the body": REFUSED,
    "<…> in <…>": REFUSED,
    "<…> in an itemset": REFUSED,
    "<…> inside a text": REFUSED,
    "<choices>": REFUSED,
    "encryption by base64RsaPublicKey": REFUSED,
    "a group filled in by an external application": REFUSED,
    "a question answered by an external application": REFUSED,
    "a question answered from a map of OpenStreetMap": REFUSED,
    "choices from an external itemset (select_one_external)": REFUSED,
    "choices from the search() appearance": REFUSED,
    "choices both as items and as an itemset": REFUSED,
    "jr:preload=… jr:preloadParams=…": REFUSED,
    "odk:…": REFUSED,
    "the text reference …": REFUSED,
    "a predicate in …": REFUSED,
    "the geometry …": f"{ENGINE}test_reading.py::test_a_geometry_that_odk_does_not_know_is_refused",
    "the instance source …": REFUSED,
    "the function …()": NOT_EVALUATED,
    "variable references: …": NOT_EVALUATED,
    "node test …() in …": NOT_EVALUATED,
    "axis …:: in …": NOT_EVALUATED,
    "… in the regular expression …": PATTERNS,
}


def sections() -> list[Section]:
    """The matrix, its features taken from the engine's own tables."""
    functions = sorted(EAGER.keys() | LAZY.keys())
    events = {name: _EVENT_TESTS[name] for name in sorted(EVENTS_KNOWN | EVENT_NAMES.keys())}
    return [
        Section("Controls", "control", {**_controls(), "group": _GROUPS, "repeat": _GROUPS}, {}),
        Section(
            "In controls",
            "element",
            {**{name: _INSIDE[name] for name in sorted(INSIDE_SELECT)}, **_INSIDE},
            {},
        ),
        Section("In the model", "element", {**{name: _MODEL[name] for name in sorted(MODEL_ELEMENTS)}, **_MODEL}, {}),
        Section("Bind", "attribute", {name: _BIND[name] for name in bind_attributes()}, {}),
        Section("Data types", "type", {kind.value: f"{READ}test_a_bind_has_a_type" for kind in DataType}, {}),
        Section(
            "Preloads",
            "jr:preload",
            dict.fromkeys(PRELOADS, _PRELOAD),
            {name: ", ".join(sorted(known)) for name, known in PRELOADS.items()},
        ),
        Section("Events", "event", events, {"xforms-ready": "the old name of odk-instance-first-load"}),
        Section(
            "XPath: operators",
            "operator",
            {operator: CASE for level in LEVELS for operator in sorted(level)} | {"|": CASE},
            {},
        ),
        Section("XPath: axes", "axis", {axis.value: _AXES[axis] for axis in Axis}, {}),
        Section(
            "XPath: functions",
            "function",
            {name: _FUNCTIONS_ELSEWHERE.get(name, CASE) for name in functions},
            {name: _arguments(name) for name in functions},
        ),
        Section("Engine", "behaviour", _ENGINE, {}),
        Section("Writing", "part", _WRITE, {}),
        Section("Refused, by name and place", "feature", {name: _REFUSED[name] for name in sorted(refusals())}, {}),
    ]


_EVENT_TESTS = {
    "odk-instance-first-load": f"{EVENTS}test_first_load_happens_once_and_not_again_for_a_draft",
    "xforms-ready": f"{EVENTS}test_first_load_happens_once_and_not_again_for_a_draft",
    "odk-instance-load": f"{EXACT}test_a_load_event_happens_each_time_and_a_first_load_once",
    "odk-new-repeat": f"{REPEATS}test_a_new_instance_runs_its_actions_wherever_in_it_they_stand",
    "xforms-value-changed": f"{EVENTS}test_a_value_change_sets_off_its_action_and_nothing_else_does",
}


def _controls() -> dict[str, str]:
    return {f"odk:{name}" if "opendatakit" in space else name: _CONTROL for space, name in CONTROLS}


def bind_attributes() -> list[str]:
    """The attributes that the reader of binds asks for."""
    source = inspect.getsource(read_bind)
    plain = re.findall(r'(?:expression|get)\("([A-Za-z]+)"', source)
    own = re.findall(r'message\("([A-Za-z]+)"|\{\{\{JAVAROSA\}\}\}(preload\w*)', source)
    return [*dict.fromkeys(plain), *dict.fromkeys(f"jr:{one or other}" for one, other in own), "id"]


def refusals() -> set[str]:
    """The messages of every refusal in the engine's source, … standing for what they name."""
    files = [*(ROOT / "forms/engine").glob("*.py"), *(ROOT / "forms/xpath").rglob("*.py")]
    return {message for file in files for message in _refusals(ast.parse(file.read_text("utf-8")))}


def _refusals(tree: ast.Module) -> Iterator[str]:
    assigned = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UnsupportedFeature":
            said = node.args[0]
            if isinstance(said, ast.Name):
                said = assigned[said.id]
            yield str(said.value) if isinstance(said, ast.Constant) else _with_gaps(said)


def _with_gaps(said: ast.AST) -> str:
    assert isinstance(said, ast.JoinedStr), ast.dump(said)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in said.values)


def write() -> str:
    """The page."""
    lines = [
        "# What the form engine has",
        "",
        "Written by `python -m tests.support.forms_matrix` from the engine's own tables; `tests/forms/test_matrix.py`",
        "fails when this page is out of date or names a test that is not there. What departs from JavaRosa on purpose,",
        "and what is accepted without effect, is in [forms-engine.md](forms-engine.md).",
    ]
    for section in sections():
        lines += ["", f"## {section.title}", "", f"| {section.column} | | | tested by |", "|---|---|---|---|"]
        for name, test in section.rows.items():
            file, _, function = test.partition("::")
            state = "refused" if section.title.startswith("Refused") or test == REFUSED else "supported"
            where = f"`{function}` in `{file.removeprefix('tests/forms/')}`"
            lines.append(f"| {_code(name)} | {state} | {section.notes.get(name, '')} | {where} |")
    return "\n".join(lines) + "\n"


def _code(name: str) -> str:
    return f"`{name}`".replace("|", "\\|")


if __name__ == "__main__":
    DOCS.write_text(write(), "utf-8")
