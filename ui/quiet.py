"""Warnings of Qt that are no news, taken out of the log. Qt holds one set of rules, so they are collected here."""

from PySide6.QtCore import QLoggingCategory

_rules: dict[str, None] = {}


def quiet(*rules: str) -> None:
    """Add filter rules, such as "qt.text.font.db.info=false", to those given before."""
    _rules.update(dict.fromkeys(rules))
    QLoggingCategory.setFilterRules("\n".join(_rules))
