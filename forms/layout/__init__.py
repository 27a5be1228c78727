"""Printed declarations, laid out like the paper form they stand for."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.layout.markup import Block
    from forms.pack.model import Pack

__all__ = ["declaration_blocks", "has_signature_place", "render_declaration", "template_findings"]


def render_declaration(
    pack: "Pack",
    xml: bytes,
    *,
    values: Mapping[str, str] | None = None,
    blank: bool = False,
    signature: bytes | None = None,
) -> bytes:
    """The declaration of a pack as a PDF (A4, fonts embedded); the same input gives the same bytes.

    Args:
        pack: in the version the dossier was filled in with.
        xml: a draft or a submission of its form; ignored when blank.
        values: what the instance does not know, by name; the template decides what it uses ("code" goes into the
            footer).
        blank: with dotted lines to fill in by hand.
        signature: a drawn signature as PNG, put where the declaration is signed (@sign); one that cannot be read
            is left out, and the place stays empty to be signed by hand.

    Raises PackError when the pack has no declaration or its template cannot be used, FormError when the form or xml
    cannot be read.
    """
    from forms.layout.declaration import render

    return render(pack, xml, values or {}, blank=blank, signature=signature)


def declaration_blocks(pack: "Pack", xml: bytes) -> "tuple[Block, ...]":
    """The declaration of a pack with the answers in it, as lines for another medium than paper (forms.layout.markup).

    Raises the same as render_declaration.
    """
    from forms.layout.declaration import blocks

    return tuple(blocks(pack, xml, {}, blank=False))


def has_signature_place(pack: "Pack") -> bool:
    """Whether a drawn signature would appear on the declaration. False where several people sign side by side."""
    from forms.layout.template import signature_place

    template = pack.declaration()
    return template is not None and signature_place(template)


def template_findings(template: str, references: Iterable[str]) -> list[str]:
    """What is wrong with a template: syntax, unknown names, references that are not in the form."""
    from forms.layout.template import findings

    return findings(template, frozenset(references))
