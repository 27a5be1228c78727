"""regex(): temporary, replaced by a linear-time matcher."""

import re


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches."""
    return re.fullmatch(pattern, text, re.ASCII) is not None
