"""The function library of ODK XForms, one module a category of the specification."""

from forms.xpath.functions import booleans, dates, forms, geography, nodesets, numbers, selects, strings
from forms.xpath.functions.registry import EAGER, LAZY

__all__ = ["EAGER", "LAZY", "booleans", "dates", "forms", "geography", "nodesets", "numbers", "selects", "strings"]
