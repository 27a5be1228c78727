"""The number that a text says."""

import math
import re

from forms.xpath.dates import days_of

NAN = math.nan
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)


def number_of(text: str) -> float:
    """number() of a string: anything that is neither a number nor a date (its days since 1970-01-01) is NaN."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    days = days_of(text)
    return NAN if days is None else days
