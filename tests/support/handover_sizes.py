"""How large a form is that is taken along: the table of docs/offline.md.

Usage: python -m tests.support.handover_sizes
"""

from datetime import UTC, datetime

from forms.pack import load_pack
from kiosk.handover import letter
from kiosk.handover.letter import Letter
from kiosk.receipts.sheet import QUIET_MODULES, qr_modules
from sync.bundles import handover
from tests.support.handover import fullest, packs
from tests.support.kiosks import CONSENT

_DOTS = 72 * 8  # of an 80 mm roll


def rows() -> list[str]:
    """One line of the table for each pack: name, bytes of the draft, sealed, digits, modules, printed millimetres."""
    found = []
    for folder in packs():
        pack = load_pack(folder)
        draft = fullest(pack)
        given = {"text_version": CONSENT.text_version, "language": "vi", "given_at": "2026-11-23T08:00:00.123456Z"}
        consent = {**given, "given_by": CONSENT.given_by}
        at = datetime(2026, 11, 23, 8, tzinfo=UTC)
        whole = Letter(pack.code, pack.version, "vi", "/data/page", consent, "TNV-07", at, 1, 2, (), draft)
        sealed = handover.OVERHEAD + len(letter.write(whole, (folder / "form.xml").read_bytes()))
        digits = handover.digits_of(sealed)
        # A code's size follows from how many digits it holds, whichever they are.
        side = len(qr_modules("7" * digits))
        dots = min(7, _DOTS // (side + 2 * QUIET_MODULES))
        found.append(
            f"| {pack.code} {pack.procedure.title.vi} | {len(draft):,} | {sealed} | {digits:,} | "
            f"{(side - 17) // 4} | {dots} | {side * dots / 8:.0f} |"
        )
    return found


if __name__ == "__main__":
    print("\n".join(rows()))
