"""The markup of declarations (forms.layout.markup) as HTML: the same lines that become a PDF.

Classes only, since pages here have no styles of their own; every answer is escaped. Knows nothing of dossiers.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from forms.layout.markup import BOX, CLOSE, LEADER, NOTHING, OPEN, SQUARE, TICKED, Block, tokens

_TABLE = frozenset({"head", "table"})
_COUNTRY, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_MOST_PARTS = 9  # of a row's width: each has a class in the style sheet
_PLAIN = {"title": "title", "center": "middle", "right": "right", "indent": "indent", "small": "small", "qr": "small"}


def draw(blocks: Iterable[Block]) -> SafeString:
    """Blocks as HTML, below each other."""
    parts: list[SafeString] = []
    for is_table, group in groupby(blocks, key=lambda block: block.kind in _TABLE):
        lines = list(group)
        parts += [_table(lines)] if is_table else map(_block, lines)
    return mark_safe("\n".join(part for part in parts if part))  # noqa: S308 - each was escaped when it was made


def _block(block: Block) -> SafeString:
    match block.kind:
        case "header":
            return format_html('<p class="middle"><b>{}</b><br><b class="motto">{}</b></p>', _COUNTRY, _MOTTO)
        case "row" | "columns":
            cells = zip(_shares(block), block.cells, strict=True)
            inside = format_html_join("", '<p class="share-{}">{}</p>', ((share, _line(cell)) for share, cell in cells))
            return format_html(
                '<div class="{}">{}</div>', "across middle" if block.kind == "columns" else "across", inside
            )
        case "sign":
            title, note, name = (*block.cells, "", "")[:3]
            signed = '<div class="right"><p><b>{}</b><br><i>{}</i></p><p><b>{}</b></p></div>'
            return format_html(signed, _line(title), _line(note), _line(name))
        case "space" | "keep":
            return SafeString("")
        case kind:
            return format_html('<p class="{}">{}</p>', _PLAIN.get(kind, "line"), _line(block.cells[0]))


def _shares(block: Block) -> tuple[int, ...]:
    widths = block.widths or (1,) * len(block.cells)
    return tuple(min(width, _MOST_PARTS) for width in widths)


def _table(rows: list[Block]) -> SafeString:
    body = format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in rows))
    return format_html("<table>{}</table>", body)


def _cells(row: Block) -> SafeString:
    cell = '<th scope="col">{}</th>' if row.kind == "head" else "<td>{}</td>"
    return format_html_join("", cell, ((_line(text),) for text in row.cells))


def _line(text: str) -> SafeString:
    return mark_safe("".join(_inline(text)))  # noqa: S308 - each part was escaped when it was made


def _inline(text: str) -> Iterator[str]:
    """Bold and italic are closed where the line ends, whatever the template says."""
    open_tags: list[str] = []
    for part in tokens(text):
        if part in {"**", "//"}:
            yield from _turn("b" if part == "**" else "i", open_tags)
        elif part[0] == OPEN:
            yield format_html('<span class="answer">{}</span>', part[1:-1]) if part[1:-1] else ""
        elif part[0] == LEADER:
            yield '<span class="dots">\N{NO-BREAK SPACE}</span>'
        elif part[0] == SQUARE:
            yield format_html('<span class="square">{}</span>', part[1:].strip(NOTHING) or "\N{NO-BREAK SPACE}")
        elif part in {BOX, TICKED}:
            yield "☑" if part == TICKED else "☐"
        else:
            yield conditional_escape(part.strip(CLOSE))
    yield from (f"</{tag}>" for tag in reversed(open_tags))


def _turn(tag: str, open_tags: list[str]) -> Iterator[str]:
    """Begin or end a face; what was begun inside of it ends and begins again."""
    if tag not in open_tags:
        open_tags.append(tag)
        yield f"<{tag}>"
        return
    inside = open_tags[open_tags.index(tag) + 1 :]
    yield from (f"</{each}>" for each in (*reversed(inside), tag))
    open_tags.remove(tag)
    yield from (f"<{each}>" for each in inside)
