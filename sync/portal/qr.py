"""QR codes as pictures in the page: an inline SVG needs neither a script nor another request."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_QUIET = 4  # modules of white that readers want around a code


def svg(content: str, label: str) -> SafeString:
    """The code, with a name for who does not see it."""
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        *(size, size, label, size, size, path),
    )
