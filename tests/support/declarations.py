"""Declarations filled with made-up answers, and pictures of them.

Usage: python -m tests.support.declarations docs/declarations
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from forms.engine import walk
from forms.layout import render_declaration
from forms.pack import Pack, load_pack
from tests.support.packs import PACKS

WIDTH = 620  # enough to read a form on a page of documentation, small enough for a repository
GREYS = 16


def printed() -> list[Pack]:
    """The packs with an official form, by code."""
    return [load_pack(path.parent) for path in sorted(PACKS.glob("*/declaration.txt"))]


def filled(pack: Pack) -> bytes:
    """The declaration of a form answered to its end by forms.engine.walk."""
    first, *_ = [session for session, _page in walk(pack.form(), "vi")]
    return render_declaration(pack, first.draft())


def draw(pdf: bytes, target: Path) -> None:
    """All pages of a PDF below each other in one small PNG. Raises CalledProcessError without poppler's pdftoppm."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, "paper.pdf")
        source.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-png", "-gray", "-r", "110", source, Path(scratch, "page")], check=True)
        pages = [Image.open(path).convert("L") for path in sorted(Path(scratch).glob("page*.png"))]
    for page in pages:
        page.thumbnail((WIDTH, 2 * WIDTH))
    sheet = Image.new("L", (pages[0].width, sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height
    sheet.quantize(GREYS).save(target, optimize=True)


def main() -> None:
    """Every declaration blank and filled into the folder named on the command line, and a page that shows them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        "# The printed declarations",
        "",
        "Made by `python -m tests.support.declarations docs/declarations`, blank and with made-up answers. Templates:",
        "`forms/packs/CODE/declaration.txt`. 2.000815 (certified copies) and PAKN (petitions) have no paper form.",
    ]
    for pack in printed():
        draw(render_declaration(pack, b"", blank=True), folder / f"{pack.code}-blank.png")
        draw(filled(pack), folder / f"{pack.code}-filled.png")
        lines += ["", f"## {pack.code} {pack.procedure.form_name.vi}", ""]
        pictures = (f"![{kind}]({pack.code}-{kind}.png)" for kind in ("blank", "filled"))
        lines += ["| blank | filled |", "|---|---|", f"| {' | '.join(pictures)} |"]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
