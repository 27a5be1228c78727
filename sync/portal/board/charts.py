"""Figures as pictures: SVG made on the server, so that no script is needed. A table with the same figures is beside.

Colours come from the style sheet, by class.
"""

from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

_ROW, _LABEL, _BAR, _NUMBER = 30, 300, 280, 60
_HEIGHT, _FOOT, _WIDE = 160, 24, 640
_LONGEST = 34
_MARK = 44  # room that the name of a day takes


def rows(title: str, figures: Sequence[tuple[str, int]]) -> SafeString:
    """A bar a line, for kinds of things."""
    most = max((count for _, count in figures), default=0) or 1
    parts = []
    for place, (label, count) in enumerate(figures):
        top, long = place * _ROW, round(_BAR * count / most, 1)
        short = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
        parts.append(
            f'<text x="{_LABEL - 8}" y="{top + 20}" text-anchor="end">{escape(short)}</text>'
            f'<rect class="bar" x="{_LABEL}" y="{top + 5}" width="{long}" height="{_ROW - 10}"/>'
            f'<text x="{_LABEL + long + 6}" y="{top + 20}">{count}</text>'
        )
    return _picture(title, "".join(parts), _LABEL + _BAR + _NUMBER, max(1, len(figures)) * _ROW)


def columns(title: str, figures: Sequence[tuple[str, int]]) -> SafeString:
    """A column each, for hours and days; as many labels as there is room for."""
    most = max((count for _, count in figures), default=0) or 1
    step = _WIDE / max(1, len(figures))
    every = max(1, -(-len(figures) // 12))
    parts = [f'<text x="2" y="12">{most}</text>'] if any(count for _, count in figures) else []
    for place, (label, count) in enumerate(figures):
        high = round((_HEIGHT - 20) * count / most, 1)
        left = round(place * step, 1)
        parts.append(
            f'<rect class="bar" x="{left}" y="{round(_HEIGHT - high, 1)}" width="{round(step * 0.8, 1)}" '
            f'height="{high}"/>'
        )
        if place % every == 0:
            ends = left > _WIDE - _MARK  # the last one would stand half outside
            x, anchor = (_WIDE, ' text-anchor="end"') if ends else (left, "")
            parts.append(f'<text x="{x}" y="{_HEIGHT + 18}"{anchor}>{escape(label)}</text>')
    parts.append(f'<path class="axis" d="M0 {_HEIGHT}H{_WIDE}"/>')
    return _picture(title, "".join(parts), _WIDE, _HEIGHT + _FOOT)


def _picture(title: str, inside: str, width: int, height: int) -> SafeString:
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        width,
        height,
        title,
        mark_safe(inside),  # noqa: S308 - numbers of ours, and labels that were escaped above
    )
