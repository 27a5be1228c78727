"""docs/audit.md says how each of the forty rules is checked, and what it names is there."""

import re
from pathlib import Path

from tests.support import audit

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "audit.md").read_text("utf-8")


def rows() -> dict[str, str]:
    """What stands in the table, by rule."""
    return {rule: line for line in TEXT.splitlines() for rule in re.findall(r"^\| (U\d\d) \|", line)}


def test_every_rule_has_a_row() -> None:
    assert list(rows()) == [f"U{number:02}" for number in range(1, 41)]


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)
    assert len(named) > 30
    for path, test in named:
        source = (ROOT / path).read_text("utf-8")
        assert not test or f"def {test}(" in source, f"{path} has no {test}"


def test_every_rule_of_the_audit_is_named_and_every_named_rule_is_one() -> None:
    known = {rule.__name__ for rule in audit.RULES}
    named = {name for line in rows().values() for name in re.findall(r"audit: `(\w+)`", line)}
    assert named <= known
    # Not one of the forty, but of the screens' contract: what is read aloud begins with the heading.
    assert known - named == {"it_can_be_read_aloud"}
